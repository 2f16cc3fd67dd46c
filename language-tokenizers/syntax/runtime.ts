import { Parser } from 'web-tree-sitter';
import type { AssetLoader } from '../assets';
import { findRawCalls } from './rawReader';

/** The library keeps its WebAssembly module in a global, so there is one per process, worker or page. */
let runtime: Promise<void> | undefined;

/** Starts tree-sitter's runtime; a failed start may be tried again. */
export function startRuntime(loadAsset: AssetLoader): Promise<void> {
  runtime ??= start(loadAsset).catch((error: unknown) => {
    runtime = undefined;
    throw error;
  });
  return runtime;
}

async function start(loadAsset: AssetLoader): Promise<void> {
  const wasmBinary = await loadAsset('web-tree-sitter.wasm');
  // locateFile is never asked for a file, as the bytes are here; without it the library would build a URL
  // from import.meta.url, which a CommonJS bundle and a browser worker have not.
  const module = { wasmBinary, locateFile: (file: string) => file };
  // The library makes its module out of the object that it is given.
  await Parser.init(module);
  findRawCalls(module);
}
