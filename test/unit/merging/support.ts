import { tokenizeText } from '../../../language-tokenizers/merging/tokenize';
import type { TokenizedText } from '../../../language-tokenizers/merging/tokenizedText';
import { languageOfFile } from '../../../language-tokenizers/syntax/languages';
import { open } from '../bpe/support';
import { syntax } from '../syntax/support';

const tokenizers = new Map<string, ReturnType<typeof open>>();

/** A tokenizer of tiktoken's ranks; opened once. */
export function tokenizerOf(name: string): ReturnType<typeof open> {
  let opened = tokenizers.get(name);
  if (!opened) tokenizers.set(name, (opened = open(name)));
  return opened;
}

/** A text in tokens and units, its language by its name. */
export async function read(name: string, text: string, tokenizer = 'cl100k_base'): Promise<TokenizedText> {
  const language = languageOfFile(name, text);
  const opened = await tokenizerOf(tokenizer);
  if (!language) return tokenizeText({ name, text }, opened);
  const document = await syntax.open(language, text);
  try {
    return tokenizeText({ name, text }, opened, document);
  } finally {
    document.dispose();
  }
}

/** The texts of pieces that end, exclusively, at these tokens. */
export function textsOf({ text, tokens }: TokenizedText, tokenEnds: Uint32Array): string[] {
  return Array.from(tokenEnds, (end, i) => {
    const start = i === 0 ? 0 : tokens.ends[tokenEnds[i - 1]! - 1]!;
    return text.slice(start, tokens.ends[end - 1]);
  });
}
