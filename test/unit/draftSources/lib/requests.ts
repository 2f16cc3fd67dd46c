import type { DraftRequest } from '../../../../sidecar/drafts/source';
import type { TokenId, Vocabulary } from '../../../../sidecar/engine/engine';
import { never } from '../../sidecar/lib/openEngine';

/** A request that goes on from `tokens`. */
export function requestOf(tokens: readonly TokenId[], changes: Partial<DraftRequest> = {}): DraftRequest {
  return {
    tokens,
    chosen: 0,
    texts: [tokens],
    written: new Uint8Array(0),
    isControl: () => false,
    expected: '',
    workspace: 'w',
    signal: never,
    ...changes,
  };
}

/** A vocabulary of single letters, of which the ids from 96 on are control tokens. */
export const letters: Vocabulary = {
  size: 100,
  tokenBytes: (id) => (id >= 0 && id < 96 ? Uint8Array.of(id + 32) : new Uint8Array(0)),
  special: () => undefined,
  isEndOfGeneration: (id) => id === 99,
  beginOfSequence: undefined,
  tokenize: (text) => Array.from(text, (letter) => letter.charCodeAt(0) - 32),
};

export const read = (text: string): TokenId[] => letters.tokenize(text);
export const spell = (tokens: readonly TokenId[] | undefined): string =>
  String.fromCharCode(...(tokens ?? []).map((id) => id + 32));

/** Logits that give letters these probabilities, and "~" what is left. */
export function logitsOf(probabilities: Readonly<Record<string, number>>): Float32Array {
  const given = Object.values(probabilities).reduce((a, b) => a + b, 0);
  const logits = new Float32Array(letters.size).fill(-Infinity);
  for (const [letter, p] of Object.entries({ '~': 1 - given, ...probabilities })) {
    logits[read(letter)[0]!] = Math.log(p);
  }
  return logits;
}
