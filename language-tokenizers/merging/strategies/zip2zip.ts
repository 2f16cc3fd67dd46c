import { PairTable } from '../../collections/pairTable';
import { tokenPieces } from '../pieces';
import type { Strategy } from '../strategy';

export interface Zip2zipOptions {
  /** Most tokens of a hyper-token. */
  readonly subtokens: number;
  /** Most entries of the codebook. */
  readonly codebook: number;
}

/** What the published scripts fine-tune with. */
const DEFAULTS: Zip2zipOptions = { subtokens: 3, codebook: 1024 };

export interface Zip2zipCodes {
  /** Token ids below the vocabulary's size; from there on, entries of the codebook in the order of their making. */
  readonly codes: Uint32Array;
  /** Where each code's tokens end, exclusively. */
  readonly tokenEnds: Uint32Array;
  /** Entries made. */
  readonly entries: number;
}

/**
 * zip2zip's compression of token ids (LZW, Lempel-Ziv-Welch). `disabled` tokens stay by themselves. The codebook is
 * made anew for each text, from the tokens before, so that a reader of the codes can make it, too: nothing is learned
 * from the text in advance.
 */
export function zip2zipCodes(
  ids: ArrayLike<number>,
  vocabularySize: number,
  options: Partial<Zip2zipOptions> = {},
  disabled: ReadonlySet<number> = new Set(),
): Zip2zipCodes {
  const { subtokens, codebook } = { ...DEFAULTS, ...options };
  const codes = new Uint32Array(ids.length);
  const tokenEnds = new Uint32Array(ids.length);
  /** An entry is the code of all its tokens but the last, and the last. */
  const entries = new PairTable();
  let count = 0;
  /** Code of the tokens that are not emitted yet, and how many they are. */
  let code = 0;
  let length = 0;
  const emit = (end: number): void => {
    if (length === 0) return;
    codes[count] = code;
    tokenEnds[count++] = end;
    length = 0;
  };

  for (let i = 0; i < ids.length; i++) {
    const id = ids[i]!;
    const isDisabled = disabled.has(id);
    if (isDisabled) emit(i);
    if (length > 0) {
      const entry = entries.find(code, id);
      if (entry >= 0) {
        code = vocabularySize + entry;
        length++;
      } else {
        if (entries.size < codebook) entries.add(code, id);
        emit(i);
      }
    }
    if (length === 0) {
      code = id;
      length = 1;
    }
    if (isDisabled || length === subtokens) emit(i + 1);
  }
  emit(ids.length);
  return { codes: codes.slice(0, count), tokenEnds: tokenEnds.slice(0, count), entries: entries.size };
}

export const zip2zip: Strategy = {
  id: 'zip2zip',
  name: 'zip2zip',
  about: 'Up to three tokens that occurred in a row before become one hyper-token, of a codebook of 1,024.',
  learns: 'nothing',
  published: {
    figure: '15 to 40 % shorter (version 2; version 1: 20 to 60 %)',
    source: 'zip2zip (abstract)',
  },
  needsUnits: false,
  prepare: () => (text) => {
    const { ids } = text.tokens;
    const { specialTokens, vocabularySize } = text.tokenizer;
    const disabled = new Set(specialTokens.values());
    return tokenPieces(text, zip2zipCodes(ids, vocabularySize, {}, disabled).tokenEnds);
  },
};
