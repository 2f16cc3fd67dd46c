import { existsSync } from 'node:fs';
import path from 'node:path';
import { say } from './log.mjs';
import { ensureModel } from '../setup/model.mjs';

/** The model of a bench: a GGUF file, an id that `tokoscope models` lists, or (`undefined`) the tests' small model. */
export async function chooseModel(asked) {
  if (asked !== undefined) {
    return existsSync(asked) || /[\\/]|\.gguf$/i.test(asked) ? path.resolve(asked) : asked;
  }
  const model = await ensureModel();
  if (model.path) return model.path;
  say('Name a GGUF file with --model.');
  process.exit(1);
}
