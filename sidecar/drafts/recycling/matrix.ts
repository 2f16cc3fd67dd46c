import type { TokenId } from '../../engine/engine';
import { TOP } from '../topTokens';

/** Successors kept for each token (Token Recycling, arXiv 2408.08696: K = 8). */
export const SUCCESSORS = TOP;

/** What of a confidence is left when the successor was another one, and the least with which it still stays first. */
const DOUBT = 0.5;
const LEAST_TO_STAY = 0.3;
/** How sure a successor is that was drawn once, of which no probability is known. */
const ONCE = 0.5;

/** The confidence after a successor was drawn again. */
export const affirmed = (confidence: number): number => confidence + (1 - confidence) * DOUBT;
/** The confidence after another one was drawn; `undefined` when that one is to take its place. */
export function doubted(confidence: number): number | undefined {
  const left = confidence * DOUBT;
  return left < LEAST_TO_STAY ? undefined : left;
}
export const drawnOnce = ONCE;

/**
 * The likeliest successors of every token, as the model last had them: an adjacency matrix of first order, in
 * 36 bytes for each entry of the vocabulary (1.8 MB at 49,152 entries, 5.5 MB at 151,936).
 */
export class SuccessorMatrix {
  /** `SUCCESSORS` for each token, likeliest first; -1 where there is none. */
  readonly ids: Int32Array;
  /** Probability of each token's first successor. */
  readonly confidences: Float32Array;

  constructor(readonly vocabularySize: number) {
    this.ids = new Int32Array(vocabularySize * SUCCESSORS).fill(-1);
    this.confidences = new Float32Array(vocabularySize);
  }

  /** Writes the successors of a token over those that it had. */
  set(token: TokenId, successors: readonly TokenId[], confidence: number): void {
    const row = token * SUCCESSORS;
    for (let i = 0; i < SUCCESSORS; i++) this.ids[row + i] = successors[i] ?? -1;
    this.confidences[token] = confidence;
  }

  /** Told of a successor that was drawn, where the logits are not known. */
  drawn(token: TokenId, successor: TokenId): void {
    const first = this.first(token);
    const confidence = this.confidences[token]!;
    if (first === successor) {
      this.confidences[token] = affirmed(confidence);
      return;
    }
    const left = first === undefined ? undefined : doubted(confidence);
    this.#insert(token, successor, left === undefined ? 0 : 1);
    this.confidences[token] = left ?? drawnOnce;
  }

  /** Moves a successor to a place of its row, and those between one place back. */
  #insert(token: TokenId, successor: TokenId, place: number): void {
    const row = token * SUCCESSORS;
    const last = row + SUCCESSORS - 1;
    let at = row + place;
    while (at < last && this.ids[at] !== successor) at++;
    this.ids.copyWithin(row + place + 1, row + place, at);
    this.ids[row + place] = successor;
  }

  copyFrom(other: SuccessorMatrix): void {
    this.ids.set(other.ids);
    this.confidences.set(other.confidences);
  }

  /** The likeliest successor. */
  first(token: TokenId): TokenId | undefined {
    const first = this.ids[token * SUCCESSORS];
    return first === undefined || first < 0 ? undefined : first;
  }

  /** All successors held of a token, likeliest first: the branches of a tree of drafts. */
  successors(token: TokenId): TokenId[] {
    const row = token * SUCCESSORS;
    return [...this.ids.subarray(row, row + SUCCESSORS)].filter((id) => id >= 0);
  }
}
