import { EOS, isSpecialId, PAD, SOS, UNK } from './vocabulary/specialTokens';
import type { Vocabulary } from './vocabulary/vocabulary';

export interface EncodeOptions {
  /** Ids that are wanted: shorter lists are padded, longer ones cut off. As many as there are when absent. */
  readonly length?: number;
  /** A special token before the first, or behind the last. */
  readonly add?: 'sos' | 'eos';
  /** Letter case means nothing, but in special tokens. */
  readonly ignoreCase?: boolean;
}

export interface Encoded {
  readonly ids: readonly number[];
  /** 0 for padding, 1 for all else. */
  readonly mask: readonly number[];
}

/**
 * The ids of tokens, given as a list or as the published tool has them: a text with blanks between. What is cut off
 * is cut from the end, the special tokens added before that.
 */
export function encode(
  tokens: string | readonly string[],
  vocabulary: Vocabulary,
  { length, add, ignoreCase = false }: EncodeOptions = {},
): Encoded {
  const list = typeof tokens === 'string' ? tokens.split(/\s+/).filter((token) => token !== '') : tokens;
  const found = list.map((token) => idOf(token, vocabulary, ignoreCase));
  const whole = [...(add === 'sos' ? [SOS] : []), ...found, ...(add === 'eos' ? [EOS] : [])];
  const ids = whole.slice(0, length ?? whole.length);
  const padding = Array.from({ length: Math.max(0, (length ?? 0) - ids.length) }, () => PAD);
  return { ids: [...ids, ...padding], mask: [...ids.map(() => 1), ...padding.map(() => 0)] };
}

/** The tokens of ids; [UNK] for ids that the vocabulary does not have. */
export function decode(
  ids: Iterable<number>,
  vocabulary: Vocabulary,
  { skipSpecial = false }: { readonly skipSpecial?: boolean } = {},
): string[] {
  const kept = [...ids].filter((id) => !(skipSpecial && isSpecialId(id)));
  return kept.map((id) => vocabulary.tokenOf(id) ?? vocabulary.tokenOf(UNK)!);
}

function idOf(token: string, vocabulary: Vocabulary, ignoreCase: boolean): number {
  const id = vocabulary.idOf(token);
  if (!ignoreCase || (id !== undefined && isSpecialId(id))) return id ?? UNK;
  return vocabulary.idOf(token.toLowerCase()) ?? UNK;
}
