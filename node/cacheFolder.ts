import os from 'node:os';
import path from 'node:path';

/** Folder for large files that checkouts and editors share. The same rule as scripts/lib/paths.mjs. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return (
    absolute(env['TOKOSCOPE_CACHE']) ??
    path.join(absolute(env['XDG_CACHE_HOME']) ?? path.join(os.homedir(), '.cache'), 'tokoscope')
  );
}

/** Where models of the registry lie, and GGUF files that the user puts there. */
export function modelsFolder(env?: NodeJS.ProcessEnv): string {
  return path.join(cacheFolder(env), 'models');
}

/** As the XDG Base Directory Specification has it, an empty or relative path counts as not set. */
function absolute(folder: string | undefined): string | undefined {
  return folder !== undefined && path.isAbsolute(folder) ? folder : undefined;
}
