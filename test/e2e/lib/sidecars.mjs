import { readdirSync, readFileSync } from 'node:fs';

/** Process ids of the sidecars that a workbench's extension is running; needs Linux's /proc. */
export function sidecars(workbench) {
  // The extension is installed in the folder that holds the server's settings.
  const [folder] = workbench.settingsFile.split('/data/data/User/');
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandLine(name).startsWith(folder))
    .map(Number);
}

function commandLine(pid) {
  try {
    // Program, script, …, separated by NUL.
    const [, script = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return script.endsWith('sidecar.mjs') ? script : '';
  } catch {
    return ''; // It ended meanwhile.
  }
}
