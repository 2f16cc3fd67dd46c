import type { Encoding } from './encoding';
import { P50K_BASE } from './p50k';

/** p50k_base with special tokens to fill in the middle. */
export const P50K_EDIT: Encoding = {
  ...P50K_BASE,
  name: 'p50k_edit',
  displayName: 'p50k_edit (text-davinci-edit-001)',
  specialTokens: {
    ...P50K_BASE.specialTokens,
    '<|fim_prefix|>': 50281,
    '<|fim_middle|>': 50282,
    '<|fim_suffix|>': 50283,
  },
};
