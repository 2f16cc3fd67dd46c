import os from 'node:os';
import path from 'node:path';

/** Folder for large files that checkouts and editors share. The same rule as scripts/lib/paths.mjs. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return (
    env['TOKOSCOPE_CACHE'] ??
    path.join(env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'), 'tokoscope')
  );
}

/** Where models of the registry lie, and GGUF files that the user puts there. */
export function modelsFolder(env?: NodeJS.ProcessEnv): string {
  return path.join(cacheFolder(env), 'models');
}
