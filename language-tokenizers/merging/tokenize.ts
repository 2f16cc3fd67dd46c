import type { Tokenizer } from '../bpe/tokenizer';
import type { SyntaxDocument } from '../syntax/document';
import { NO_UNITS } from '../syntax/unitRun';
import type { TokenizedText } from './tokenizedText';

/** A text that is to be read: its name for people, a file's path mostly. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

export interface TokenizeOptions {
  /** Functions are found by a walk over the whole tree: false where nobody asks for them. */
  readonly functions?: boolean;
}

/**
 * Reads a text with a tokenizer and, where the language is known, a syntax document of that text. Without a
 * document, or where it could not be parsed, there are tokens and no units.
 */
export function tokenizeText(
  { name, text }: NamedText,
  tokenizer: Tokenizer,
  document?: SyntaxDocument,
  { functions = true }: TokenizeOptions = {},
): TokenizedText {
  const isParsed = document?.status === 'parsed';
  return {
    name,
    text,
    tokenizer,
    tokens: tokenizer.encode(text),
    language: document?.language.id,
    units: isParsed ? document.run() : NO_UNITS,
    functions: isParsed && functions ? document.functions() : [],
  };
}
