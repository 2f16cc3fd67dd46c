import { existsSync } from 'node:fs';
import path from 'node:path';
import { RELEASE } from './layouts';

/** Which of llama.cpp's builds is loaded, as node-llama-cpp says. */
export interface LoadedBuild {
  readonly gpu: 'cuda' | 'vulkan' | 'metal' | false;
  readonly buildType: 'prebuilt' | 'localBuild';
}

/** A place on which native libraries are named differently. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'mac', win32: 'win' };

/** The package of node-llama-cpp's that holds a build, for example "linux-x64-vulkan". */
export function binaryPackage(gpu: LoadedBuild['gpu'], machine: Machine): string | undefined {
  const system = SYSTEMS[machine.platform];
  return system && `${system}-${machine.arch}${gpu === false ? '' : `-${gpu}`}`;
}

/** The file name of libllama in a build of the release that we know, for example "libllama.vulkan.v0.4.0.so". */
export function libraryName(gpu: LoadedBuild['gpu'], { platform }: Machine): string {
  const kind = gpu === false ? '' : `.${gpu}`;
  if (platform === 'win32') return `llama${kind}.${RELEASE.tag}.dll`;
  return `libllama${kind}.${RELEASE.tag}.${platform === 'darwin' ? 'dylib' : 'so'}`;
}

/** The C library, for what copies memory and for the callback that stops a computation. */
export function cLibraryName(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'msvcrt.dll';
  return platform === 'darwin' ? '/usr/lib/libSystem.B.dylib' : 'libc.so.6';
}

/**
 * The libllama that node-llama-cpp has loaded into this process.
 *
 * @throws Error where it has another build, or the file is not there
 */
export async function findLibrary(build: LoadedBuild, machine: Machine = process): Promise<string> {
  if (build.buildType !== 'prebuilt') throw new Error('llama.cpp was built on this machine');
  const name = binaryPackage(build.gpu, machine);
  if (name === undefined) throw new Error(`no prebuilt llama.cpp is known for ${machine.platform}`);
  const file = path.join(await binaryFolder(name), name, libraryName(build.gpu, machine));
  if (!existsSync(file))
    throw new Error(`${path.basename(file)} is missing: another release of llama.cpp is installed`);
  return file;
}

async function binaryFolder(name: string): Promise<string> {
  const binaries = (await import(`@node-llama-cpp/${name}`)) as { getBinsDir(): { binsDir: string } };
  return binaries.getBinsDir().binsDir;
}
