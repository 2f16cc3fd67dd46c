/** Compiles a grammar's generated C source to a WebAssembly side module that web-tree-sitter loads. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { run, which } from '../lib/run.mjs';

/** Headers of the C library for WebAssembly; Debian's wasi-libc puts them there. */
const HEADERS = '/usr/include/wasm32-wasi';

/** The compiler, or one sentence that says what is missing. */
export function findCompiler() {
  const clang = ['clang-19', 'clang'].map(which).find(Boolean);
  const linker = ['wasm-ld-19', 'wasm-ld'].map(which).find(Boolean);
  const missing = [
    !clang && 'clang (clang-19)',
    !linker && 'wasm-ld (lld-19)',
    !existsSync(HEADERS) && `${HEADERS} (wasi-libc)`,
  ].filter(Boolean);
  return missing.length
    ? { missing: `Missing: ${missing.join(', ')}; on Debian: apt-get install clang-19 lld-19 wasi-libc` }
    : { clang };
}

/**
 * @param {object} options
 * @param {string} options.clang
 * @param {string} options.grammar its C function is tree_sitter_<grammar>
 * @param {string} options.folder holds parser.c and scanner.c
 * @param {string} options.output
 */
export async function compile({ clang, grammar, folder, output }) {
  // The runtime is the C library: what the scanner calls (iswalpha, memcpy) is left open and bound when it loads.
  const link = ['--no-entry', '--allow-undefined', `--export=tree_sitter_${grammar}`];
  await run(
    clang,
    [
      '--target=wasm32-unknown-wasi',
      `-isystem${HEADERS}`,
      '-I.',
      '-fPIC',
      '-shared',
      '-Os',
      '-nostdlib',
      '-fno-exceptions',
      '-fvisibility=hidden',
      ...link.map((option) => `-Wl,${option}`),
      'parser.c',
      'scanner.c',
      '-o',
      path.resolve(output),
    ],
    { cwd: folder },
  );
}
