import { languageById } from '../../../language-tokenizers/syntax/languages';
import type { TokompileOptions } from '../../../language-tokenizers/tokompiler/options';
import { tokompile } from '../../../language-tokenizers/tokompiler/tokompile';
import type { Tokompiled } from '../../../language-tokenizers/tokompiler/tokompiled';
import { UNK } from '../../../language-tokenizers/tokompiler/vocabulary/specialTokens';
import { syntax } from '../syntax/support';

/** A text of a language, by that's id, in numbered names. */
export async function tokompiled(
  id: string,
  text: string,
  options: TokompileOptions = {},
): Promise<Tokompiled> {
  const language = languageById(id);
  if (!language) throw new Error(`No language ${id}.`);
  const document = await syntax.open(language, text);
  try {
    return tokompile(document, text, options);
  } finally {
    document.dispose();
  }
}

export const stream = ({ tokens }: Tokompiled): string => tokens.join(' ');

/** Tokens that the vocabulary does not have. */
export function unknownTokens({ tokens, ids }: Tokompiled): string[] {
  return tokens.filter((_, i) => ids[i] === UNK);
}

export function leafTexts({ text, leaves }: Tokompiled): string[] {
  return Array.from({ length: leaves.length }, (_, i) => text.slice(leaves.starts[i], leaves.ends[i]));
}
