/**
 * The platforms that a package is made for, by VS Code's names, and for each: npm's name of the system and the
 * llama.cpp binaries that go in. CUDA is left out: it needs the user's CUDA libraries and would triple the
 * size; Vulkan runs on the same cards with the driver alone.
 */
export const targets = {
  'linux-x64': { os: 'linux', cpu: 'x64', libc: 'glibc', binaries: ['linux-x64', 'linux-x64-vulkan'] },
  'linux-arm64': { os: 'linux', cpu: 'arm64', libc: 'glibc', binaries: ['linux-arm64'] },
  'darwin-arm64': { os: 'darwin', cpu: 'arm64', binaries: ['mac-arm64-metal'] },
  'darwin-x64': { os: 'darwin', cpu: 'x64', binaries: ['mac-x64'] },
  'win32-x64': { os: 'win32', cpu: 'x64', binaries: ['win-x64', 'win-x64-vulkan'] },
  'win32-arm64': { os: 'win32', cpu: 'arm64', binaries: ['win-arm64'] },
};

export const thisMachine = `${process.platform}-${process.arch}`;

export function findTarget(name) {
  if (!(name in targets))
    throw new Error(`Unknown target ${name}; known: ${Object.keys(targets).join(', ')}.`);
  return targets[name];
}
