/** koffi, the foreign function interface: an optional package that is loaded when it is first wanted. */

import type koffi from 'koffi';

export type Koffi = typeof koffi;
export type NativeType = ReturnType<Koffi['struct']>;

/** Stack of a call on another thread: llama.cpp and graphics drivers compiling shaders need more than 128 KiB. */
const STACK_BYTES = 8 << 20;

let promise: Promise<Koffi> | undefined;

/** Loads it once; rejects where it is not installed or has no binary for this platform. */
export function loadKoffi(): Promise<Koffi> {
  promise ??= import('koffi').then((module) => {
    const loaded = module.default;
    loaded.config({ async_stack_size: STACK_BYTES, resident_async_pools: 2 });
    return loaded;
  });
  return promise;
}

/** A foreign function that can run on another thread. */
export interface NativeFunction<Arguments extends unknown[], Result> {
  (...values: Arguments): Result;
  async: (...values: [...Arguments, (error: unknown, result: Result) => void]) => void;
}

/** Calls a foreign function on another thread; the event loop stays free meanwhile. */
export function callAsync<Arguments extends unknown[], Result>(
  run: NativeFunction<Arguments, Result>,
  ...values: Arguments
): Promise<Result> {
  return new Promise((resolve, reject) => {
    run.async(...values, (error, result) => {
      if (error === null || error === undefined) resolve(result);
      else reject(error instanceof Error ? error : new Error('A foreign call failed.'));
    });
  });
}
