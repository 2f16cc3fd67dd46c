import os from 'node:os';
import path from 'node:path';

/** Folder for what can be made again. The same rule as sidecar/models/cacheFolder.ts. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return (
    absolute(env['TOKOSCOPE_CACHE']) ??
    path.join(absolute(env['XDG_CACHE_HOME']) ?? path.join(os.homedir(), '.cache'), 'tokoscope')
  );
}

/** As the XDG Base Directory Specification has it, an empty or relative path counts as not set. */
function absolute(folder: string | undefined): string | undefined {
  return folder !== undefined && path.isAbsolute(folder) ? folder : undefined;
}
