import type { Library } from './library';
import type { Pointer } from './layouts';

const BYTES = 64;

/**
 * Stops a computation on the CPU from outside, between two of its operations.
 *
 * llama.cpp asks a callback on its own thread, which must not run JavaScript. The C library's `strlen` serves: of our
 * memory it gives 0, "go on", until the first byte is set, and 1, "stop", from then on.
 */
export class StopFlag {
  readonly callback: Pointer;
  readonly data: bigint;
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
    this.callback = library.strlen;
    this.data = library.koffi.alloc('uint8_t', BYTES) as bigint;
    for (let at = 0; at < BYTES; at++) library.koffi.encode(this.data, at, 'uint8_t', 0);
  }

  set(stop: boolean): void {
    this.#library.koffi.encode(this.data, 'uint8_t', stop ? 1 : 0);
  }

  /** Only once no computation can ask any more. */
  free(): void {
    this.#library.koffi.free(this.data);
  }
}
