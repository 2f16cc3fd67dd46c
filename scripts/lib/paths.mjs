import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Folder for what is large and shared between checkouts (models, the VS Code that tests run in). The same rule
 * as sidecar/models/cacheFolder.ts.
 */
export const cacheFolder =
  absolute(process.env.TOKOSCOPE_CACHE) ??
  path.join(absolute(process.env.XDG_CACHE_HOME) ?? path.join(os.homedir(), '.cache'), 'tokoscope');

/** As the XDG Base Directory Specification has it, an empty or relative path counts as not set. */
function absolute(folder) {
  return folder !== undefined && path.isAbsolute(folder) ? folder : undefined;
}
