import type { Vocabulary } from '../../../../sidecar/engine/engine';
import type { DraftRequest } from '../../../../sidecar/drafts/source';

/** Every character up to U+007F is a token; 0 is a control token. */
export const letters: Vocabulary = {
  size: 128,
  beginOfSequence: undefined,
  tokenBytes: (id) => (id > 0 && id < 128 ? Uint8Array.of(id) : new Uint8Array(0)),
  special: () => undefined,
  isEndOfGeneration: (id) => id === 0,
  tokenize: (text) => [...Buffer.from(text)],
};

export const tokensOf = (text: string): number[] => letters.tokenize(text);
export const textOf = (tokens: readonly number[] | undefined): string => Buffer.from(tokens ?? []).toString();

/** A request whose answer goes on from the last of some texts. */
export function requestOf(texts: readonly string[], more: Partial<DraftRequest> = {}): DraftRequest {
  return {
    tokens: tokensOf(texts.join('')),
    chosen: 0,
    texts: texts.map(tokensOf),
    written: new Uint8Array(0),
    isControl: (id) => letters.tokenBytes(id).length === 0,
    expected: '',
    workspace: 'here',
    signal: new AbortController().signal,
    ...more,
  };
}
