import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { aptInstall } from './apt.mjs';
import { endable } from '../lib/cleanup.mjs';
import { timed } from '../lib/log.mjs';
import { cacheFolder, root } from '../lib/paths.mjs';
import { which } from '../lib/run.mjs';

/** node-llama-cpp carries the source of the llama.cpp that its binaries were built from, as a git bundle. */
const sources = path.join(root, 'node_modules/node-llama-cpp/llama');

/** One program with nothing beside it: no web page to fetch, no TLS, and nothing that the bench does not call. */
const FLAGS = [
  '-DCMAKE_BUILD_TYPE=Release',
  '-DBUILD_SHARED_LIBS=OFF',
  '-DLLAMA_USE_PREBUILT_UI=OFF',
  '-DLLAMA_OPENSSL=OFF',
  '-DLLAMA_CURL=OFF',
  '-DLLAMA_BUILD_TESTS=OFF',
  '-DLLAMA_BUILD_EXAMPLES=OFF',
];

/** llama.cpp turns Metal on by itself on a Mac; everything else is off until asked for. */
const BACKEND_FLAGS = {
  cpu: ['-DGGML_METAL=OFF'],
  metal: ['-DGGML_METAL=ON'],
  vulkan: ['-DGGML_VULKAN=ON', '-DGGML_METAL=OFF'],
  cuda: ['-DGGML_CUDA=ON', '-DGGML_METAL=OFF'],
};

/**
 * Makes the llama-server of the very llama.cpp release that node-llama-cpp brings, built for this machine, available
 * in the cache folder. The first time takes about ten minutes on two cores.
 *
 * @param {'cpu' | 'metal' | 'vulkan' | 'cuda'} [backend]
 * @returns {Promise<{ path: string, release: string } | { missing: string }>} the program, or one sentence why not
 */
export async function ensureLlamaServer(backend = 'cpu') {
  const release = await bundledRelease();
  const folder = path.join(
    cacheFolder,
    'llama-server',
    `${release}-${backend}-${process.platform}-${process.arch}`,
  );
  const program = path.join(folder, process.platform === 'win32' ? 'llama-server.exe' : 'llama-server');
  if (existsSync(program)) return { path: program, release };
  await mkdir(folder, { recursive: true });
  try {
    await timed(`Building llama-server ${release} (about ten minutes, log in ${folder})`, () =>
      build(folder, program, BACKEND_FLAGS[backend]),
    );
    return { path: program, release };
  } catch (error) {
    return { missing: `llama-server cannot be built: ${error.message.trim().split('\n')[0]}` };
  }
}

async function bundledRelease() {
  return JSON.parse(await readFile(path.join(sources, 'binariesGithubRelease.json'), 'utf8')).release;
}

/**
 * Renamed last, so that the program's name only ever belongs to a whole one. What an interrupted build made stays, and
 * the next one goes on from it.
 */
async function build(folder, program, backendFlags) {
  const release = await claim(path.join(folder, 'building.pid'));
  const work = path.join(folder, 'work');
  const log = path.join(folder, 'build.log');
  await writeFile(log, '');
  const logged = (command, args) => quietly(command, args, log);
  try {
    const tools = await buildTools(path.join(work, 'tools'), logged);
    const source = path.join(work, 'src');
    if (!existsSync(path.join(source, 'CMakeLists.txt'))) {
      await rm(source, { recursive: true, force: true });
      await logged('git', ['clone', '--quiet', path.join(sources, 'gitRelease.bundle'), source]);
    }
    const flags = [...FLAGS, ...backendFlags, `-DCMAKE_MAKE_PROGRAM=${tools.ninja}`];
    await logged(tools.cmake, ['-G', 'Ninja', '-S', source, '-B', `${work}/build`, ...flags]);
    await logged(tools.cmake, ['--build', `${work}/build`, '--target', 'llama-server']);
    const part = `${program}.${process.pid}.part`;
    await copyFile(path.join(work, 'build/bin', path.basename(program)), part);
    await chmod(part, 0o755);
    await rename(part, program);
    await rm(work, { recursive: true, force: true });
  } finally {
    await release();
  }
}

/** Two builds in one folder would spoil each other. */
async function claim(file) {
  const owner = Number(await readFile(file, 'utf8').catch(() => '0'));
  if (owner > 0 && owner !== process.pid && isRunning(owner)) {
    throw new Error(`process ${owner} is building it now`);
  }
  await writeFile(file, String(process.pid));
  return () => rm(file, { force: true });
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** CMake, Ninja and a compiler: those of the machine, else Debian's, else (the first two) PyPI's. */
async function buildTools(folder, logged) {
  const compiler = () => which('c++') ?? which('g++') ?? which('clang++') ?? which('cl');
  if (!which('git')) throw new Error('there is no git');
  if (!compiler() && !((await aptInstall(['g++'])) && compiler()))
    throw new Error('there is no C++ compiler');
  const [cmake, ninja] = [which('cmake'), which('ninja')];
  if (cmake && ninja) return { cmake, ninja };
  return fromPyPI(folder, logged);
}

/** The wheels carry the programs themselves. */
async function fromPyPI(folder, logged) {
  const python = which('python3') ?? which('python');
  if (!python) throw new Error('there is no CMake and Ninja, and no Python to fetch them with');
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', folder];
  await logged(python, [...install, 'cmake', 'ninja']);
  const ending = process.platform === 'win32' ? '.exe' : '';
  const places = (name) => [`${name}/data/bin/${name}${ending}`, `bin/${name}${ending}`];
  const [cmake, ninja] = ['cmake', 'ninja'].map((name) =>
    places(name)
      .map((place) => path.join(folder, place))
      .find(existsSync),
  );
  if (!cmake || !ninja) throw new Error('the wheels of CMake and Ninja hold no programs');
  return { cmake, ninja };
}

/** Runs a program behind everything else on the machine, with its output added to `log`. */
async function quietly(command, args, log) {
  const file = await open(log, 'a');
  try {
    await file.appendFile(`\n$ ${command} ${args.join(' ')}\n`);
    const child = spawn(command, args, {
      stdio: ['ignore', file.fd, file.fd],
      detached: process.platform !== 'win32',
    });
    const end = endable(child);
    const ended = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(signal ?? code));
    });
    if (child.pid !== undefined) os.setPriority(child.pid, os.constants.priority.PRIORITY_LOW);
    const outcome = await ended;
    await end();
    if (outcome !== 0) throw new Error(`${path.basename(command)} ended with ${outcome} (see ${log})`);
  } finally {
    await file.close();
  }
}
