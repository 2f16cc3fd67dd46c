import type { Encoding } from './encoding';
import { O200K_BASE } from './o200k';

/** What the names of the format leave free up to 201087; 200018 has two names. */
const RESERVED = Object.fromEntries(
  Array.from({ length: 201_088 - 200_013 }, (_, i) => [`<|reserved_${200_013 + i}|>`, 200_013 + i]),
);

/** o200k_base with the special tokens of the harmony chat format. */
export const O200K_HARMONY: Encoding = {
  ...O200K_BASE,
  name: 'o200k_harmony',
  displayName: 'o200k_harmony (gpt-oss)',
  specialTokens: {
    ...RESERVED,
    '<|startoftext|>': 199998,
    '<|reserved_200000|>': 200000,
    '<|reserved_200001|>': 200001,
    '<|return|>': 200002,
    '<|constrain|>': 200003,
    '<|reserved_200004|>': 200004,
    '<|channel|>': 200005,
    '<|start|>': 200006,
    '<|end|>': 200007,
    '<|message|>': 200008,
    '<|reserved_200009|>': 200009,
    '<|reserved_200010|>': 200010,
    '<|reserved_200011|>': 200011,
    '<|call|>': 200012,
    ...O200K_BASE.specialTokens,
  },
};
