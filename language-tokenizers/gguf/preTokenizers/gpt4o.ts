import type { PreTokenizer } from './preTokenizer';

const UPPER = String.raw`[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`;
const LOWER = String.raw`[\p{Ll}\p{Lm}\p{Lo}\p{M}]`;
const CONTRACTION = String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)?`;

function pattern(contraction: string, number: string): string {
  return [
    String.raw`[^\r\n\p{L}\p{N}]?${UPPER}*${LOWER}+${contraction}`,
    String.raw`[^\r\n\p{L}\p{N}]?${UPPER}+${LOWER}*${contraction}`,
    number,
    String.raw` ?[^\s\p{L}\p{N}]+[\r\n/]*`,
    String.raw`\s*[\r\n]+`,
    String.raw`\s+(?!\S)`,
    String.raw`\s+`,
  ].join('|');
}

export const GPT4O: PreTokenizer = {
  names: ['gpt-4o', 'llama4', 'kanana2', 'talkie', 'minimax-m2'],
  patterns: [pattern(CONTRACTION, String.raw`\p{N}{1,3}`)],
};

/** Mistral's. */
export const TEKKEN: PreTokenizer = {
  names: ['tekken'],
  patterns: [pattern('', String.raw`\p{N}`)],
  ignoreMerges: true,
};
