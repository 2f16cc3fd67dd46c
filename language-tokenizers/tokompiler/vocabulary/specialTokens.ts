/** First entries of every vocabulary, with ids from 1. */
export const SPECIAL_TOKENS = ['[PAD]', '[SOS]', '[EOS]', '[UNK]', '[MSK]', '[SEP]', '[CLS]'] as const;

export const PAD = 1;
export const SOS = 2;
export const EOS = 3;
export const UNK = 4;

export function isSpecialId(id: number): boolean {
  return id >= 1 && id <= SPECIAL_TOKENS.length;
}
