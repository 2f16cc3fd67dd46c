import { cp } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../lib/paths.mjs';

/** Copies the sample workspace to `target`: what is typed and saved in a test or a trial stays out of the project. */
export async function copySampleWorkspace(target) {
  await cp(path.join(root, 'test/fixtures/workspace'), target, { recursive: true });
  return target;
}
