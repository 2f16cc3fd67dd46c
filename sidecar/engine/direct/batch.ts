import type { TokenId } from '../engine';
import type { Batch } from './layouts';
import type { Library } from './library';

/** A token to evaluate, at a position of a sequence. */
export interface BatchEntry {
  readonly token: TokenId;
  readonly position: number;
  readonly sequence: number;
  /** Whether the logits after it are wanted. */
  readonly logits: boolean;
}

/**
 * The arrays of a `llama_batch` in memory that stays where it is while another thread reads it. One block holds them:
 * pointers to sequence ids (8 bytes each), tokens, positions, numbers of sequence ids, sequence ids (4 each), and
 * marks for logits (1 each). It is filled in a copy and brought over in one piece.
 */
export class BatchMemory {
  readonly #library: Library;
  readonly #block: bigint;
  readonly #copy: ArrayBuffer;
  readonly #tokens: Int32Array;
  readonly #positions: Int32Array;
  readonly #sequences: Int32Array;
  readonly #logits: Int8Array;

  constructor(
    library: Library,
    readonly capacity: number,
  ) {
    this.#library = library;
    const bytes = capacity * (8 + 4 * 4 + 1);
    this.#block = library.koffi.alloc('uint8_t', bytes) as bigint;
    this.#copy = new ArrayBuffer(bytes);
    const ints = (part: number) => new Int32Array(this.#copy, this.#offset(part), capacity);
    const pointers = new BigUint64Array(this.#copy, 0, capacity);
    [this.#tokens, this.#positions, this.#sequences] = [ints(0), ints(1), ints(3)];
    this.#logits = new Int8Array(this.#copy, this.#offset(4), capacity);
    // Each token belongs to one sequence.
    ints(2).fill(1);
    for (let at = 0; at < capacity; at++) pointers[at] = this.#address(3) + BigInt(4 * at);
  }

  /** Where one of the arrays of four-byte numbers begins. */
  #offset(part: number): number {
    return this.capacity * (8 + 4 * part);
  }

  #address(part: number): bigint {
    return this.#block + BigInt(this.#offset(part));
  }

  /** The batch of these tokens (at most `capacity`); good until the next call. */
  fill(entries: readonly BatchEntry[]): Batch {
    entries.forEach(({ token, position, sequence, logits }, at) => {
      this.#tokens[at] = token;
      this.#positions[at] = position;
      this.#sequences[at] = sequence;
      this.#logits[at] = logits ? 1 : 0;
    });
    this.#library.memcpy(this.#block, new Uint8Array(this.#copy), this.#copy.byteLength);
    return {
      n_tokens: entries.length,
      token: this.#address(0),
      embd: null,
      pos: this.#address(1),
      n_seq_id: this.#address(2),
      seq_id: this.#block,
      logits: this.#address(4),
    };
  }

  free(): void {
    this.#library.koffi.free(this.#block);
  }
}
