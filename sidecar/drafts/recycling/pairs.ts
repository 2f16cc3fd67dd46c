import type { TokenId } from '../../engine/engine';
import { affirmed, doubted, drawnOnce } from './matrix';

/** Slots of the table: 16 bytes each, 1 MB. */
const SLOTS = 2 ** 16;

/**
 * The likeliest successor of two tokens in a row. A table of fixed size: a pair has one slot, and takes it from the
 * pair that had it.
 */
export class PairSuccessors {
  readonly befores: Int32Array;
  readonly tokens: Int32Array;
  /** -1 in a slot that is free. */
  readonly successors: Int32Array;
  readonly confidences: Float32Array;

  /** @param slots a power of two */
  constructor(readonly slots = SLOTS) {
    this.befores = new Int32Array(slots);
    this.tokens = new Int32Array(slots);
    this.successors = new Int32Array(slots).fill(-1);
    this.confidences = new Float32Array(slots);
  }

  #slot(before: TokenId, token: TokenId): number {
    let hash = Math.imul(Math.imul(before, 0x9e3779b1) ^ token, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
    return (hash ^ (hash >>> 13)) & (this.slots - 1);
  }

  /** Slot of a pair, or -1 when it is not held. */
  find(before: TokenId, token: TokenId): number {
    const slot = this.#slot(before, token);
    const isHeld =
      this.befores[slot] === before && this.tokens[slot] === token && this.successors[slot]! >= 0;
    return isHeld ? slot : -1;
  }

  set(before: TokenId, token: TokenId, successor: TokenId, confidence: number): void {
    const slot = this.#slot(before, token);
    this.befores[slot] = before;
    this.tokens[slot] = token;
    this.successors[slot] = successor;
    this.confidences[slot] = confidence;
  }

  copyFrom(other: PairSuccessors): void {
    this.befores.set(other.befores);
    this.tokens.set(other.tokens);
    this.successors.set(other.successors);
    this.confidences.set(other.confidences);
  }

  /** Told of a successor that was drawn, where the logits are not known. */
  drawn(before: TokenId, token: TokenId, successor: TokenId): void {
    const slot = this.find(before, token);
    if (slot < 0) {
      this.set(before, token, successor, drawnOnce);
      return;
    }
    const isSame = this.successors[slot] === successor;
    const confidence = this.confidences[slot]!;
    const left = isSame ? affirmed(confidence) : doubted(confidence);
    if (left === undefined) this.set(before, token, successor, drawnOnce);
    else this.confidences[slot] = left;
  }
}
