/** Runs the end-to-end tests alone (npm run test:e2e -- [name…]): the packaged extension in a real workbench. */
import { ensureDependencies } from './setup/dependencies.mjs';
import { prepareEnvironment } from './setup/environment.mjs';
import { checked, report } from './testing/outcome.mjs';

await ensureDependencies();
await prepareEnvironment();
const { runEndToEndTests } = await import('./testing/e2e.mjs');
report('e2e', checked('e2e', await runEndToEndTests(process.argv.slice(2))));
