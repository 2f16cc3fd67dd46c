/** Fetches the small model of the tests into the cache folder and prints its path. */
import { ensureModel } from './setup/model.mjs';

const model = await ensureModel();
if (model.path) console.log(model.path);
else process.exitCode = 1;
