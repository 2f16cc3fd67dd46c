import type { TokenId, Vocabulary } from '../engine/engine';

const SPACE = 0x20;
const LINE_FEED = 0x0a;

/** True when the tokenizer puts a space before every text (SentencePiece's "dummy prefix"). */
export function addsSpace(vocabulary: Vocabulary): boolean {
  const first = vocabulary.tokenize('a')[0];
  return first !== undefined && vocabulary.tokenBytes(first)[0] === SPACE;
}

/**
 * Tokenizes one text of a prompt on its own, as plain text, without the space that some tokenizers add: the
 * text goes on where a marker stands, and an added space would be one that the user never typed.
 */
export function tokenizeSection(vocabulary: Vocabulary, text: string, spacePrefix: boolean): TokenId[] {
  if (text === '') return [];
  if (!spacePrefix) return vocabulary.tokenize(text);
  // The space goes to a line feed put first; both are taken away again.
  const tokens = vocabulary.tokenize(`\n${text}`);
  const lead = tokens.findIndex((id) => vocabulary.tokenBytes(id).at(-1) === LINE_FEED) + 1;
  const leadBytes = tokens.slice(0, lead).flatMap((id) => [...vocabulary.tokenBytes(id)]);
  const separable = leadBytes.length <= 2 && leadBytes.at(-1) === LINE_FEED;
  return separable ? tokens.slice(lead) : vocabulary.tokenize(text);
}
