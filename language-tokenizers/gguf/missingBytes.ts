import { BYTE_CHARACTERS } from '../normalize/byteLevel';
import type { TokenizerJson } from './tokenizerJson';

/** A byte-level vocabulary that has a token for every byte, some of them made up. */
export interface CompletedJson {
  readonly json: TokenizerJson;
  /** Ids that were made up. */
  readonly madeUp: ReadonlySet<number>;
  /** Finds the characters of which a token that was made up is a part. */
  readonly characters: RegExp;
}

/**
 * Small models have no token for the bytes that their training text did not have. llama.cpp merges around such a
 * byte and leaves it out of what it answers: so a token is made up for it, to be left out again. Undefined for a
 * vocabulary that has all bytes.
 */
export function completeBytes(json: TokenizerJson, tokens: number): CompletedJson | undefined {
  const vocab = json.model['vocab'] as Readonly<Record<string, number>>;
  const missing = BYTE_CHARACTERS.flatMap((character, byte) =>
    Object.hasOwn(vocab, character) ? [] : [byte],
  );
  if (missing.length === 0) return undefined;
  const added = missing.map((byte, at) => [BYTE_CHARACTERS[byte]!, tokens + at] as const);
  const ranges = missing.flatMap(rangesOf);
  return {
    json: { ...json, model: { ...json.model, vocab: { ...vocab, ...Object.fromEntries(added) } } },
    madeUp: new Set(added.map(([, id]) => id)),
    // Without a range nothing is found: some bytes are in no UTF-8.
    characters: new RegExp(ranges.length === 0 ? '(?!)' : `[${ranges.map(classOf).join('')}]`, 'u'),
  };
}

type Range = readonly [first: number, last: number];

/** Code points whose UTF-8 has the byte. */
function rangesOf(byte: number): readonly Range[] {
  if (byte < 0x80) return [[byte, byte]];
  // A byte of the middle may be in any.
  if (byte < 0xc0) return [[0x80, 0x10ffff]];
  if (byte < 0xe0) return byte < 0xc2 ? [] : [[(byte & 0x1f) << 6, ((byte & 0x1f) << 6) + 0x3f]];
  if (byte < 0xf0) {
    const first = (byte & 0xf) << 12;
    const range: Range = [Math.max(first, 0x800), first + 0xfff];
    // A lone surrogate counts as U+FFFD.
    return byte === 0xef ? [range, [0xd800, 0xdfff]] : [range];
  }
  if (byte > 0xf4) return [];
  const first = (byte & 7) << 18;
  return [[Math.max(first, 0x10000), Math.min(first + 0x3ffff, 0x10ffff)]];
}

function classOf([first, last]: Range): string {
  return `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`;
}
