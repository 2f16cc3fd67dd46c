import type { Tokenizer } from '../bpe/tokenizer';
import type { SyntaxDocument } from '../syntax/document';
import { NO_UNITS } from '../syntax/unitRun';
import { TokompilerError } from '../tokompiler/error';
import { tokompile } from '../tokompiler/tokompile';
import type { TokenizedText } from './tokenizedText';

/** A text that is to be read: its name for people, a file's path mostly. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

export interface TokenizeOptions {
  /** Functions are found by a walk over the whole tree: false where nobody asks for them. */
  readonly functions?: boolean;
  /** Tokompiler reads the text, too, by one more walk: true where a strategy needs its count. */
  readonly tokompiled?: boolean;
}

/**
 * Reads a text with a tokenizer and, where the language is known, a syntax document of that text. Without a
 * document, or where it could not be parsed, there are tokens and no units.
 */
export function tokenizeText(
  { name, text }: NamedText,
  tokenizer: Tokenizer,
  document?: SyntaxDocument,
  { functions = true, tokompiled = false }: TokenizeOptions = {},
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
    ...(tokompiled && document && { tokompiled: tokompiledTokens(document, text) }),
  };
}

function tokompiledTokens(document: SyntaxDocument, text: string): NonNullable<TokenizedText['tokompiled']> {
  try {
    return { tokens: tokompile(document, text, { comments: 'drop', wide: true }).tokenEnds.at(-1) ?? 0 };
  } catch (error) {
    if (error instanceof TokompilerError) return { refused: error.message };
    throw error;
  }
}
