import type { TokenId, Vocabulary } from '../engine/engine';

const SPACE = 0x20;
const LINE_FEED = 0x0a;

/** True when the tokenizer puts a space before every text (SentencePiece's "dummy prefix"). */
export function addsSpace(vocabulary: Vocabulary): boolean {
  return startsWithSpace(vocabulary, vocabulary.tokenize('a'));
}

/**
 * Tokenizes one text of a prompt on its own, as plain text, without the space that some tokenizers add: the
 * text goes on where a marker stands, and an added space would be one that the user never typed.
 */
export function tokenizeSection(vocabulary: Vocabulary, text: string, spacePrefix: boolean): TokenId[] {
  if (text === '') return [];
  if (spacePrefix) return withoutSpace(vocabulary, text) ?? vocabulary.tokenize(text);
  const tokens = vocabulary.tokenize(text);
  // llama.cpp's tokenizer leaves out the space before words, and has it before line feeds all the same.
  const isAdded = !text.startsWith(' ') && startsWithSpace(vocabulary, tokens);
  return (isAdded ? withoutSpace(vocabulary, text) : undefined) ?? tokens;
}

/** The tokens of a text before which the added space went to a line feed; undefined where the two can't be parted. */
function withoutSpace(vocabulary: Vocabulary, text: string): TokenId[] | undefined {
  const tokens = vocabulary.tokenize(`\n${text}`);
  const lead = tokens.findIndex((id) => vocabulary.tokenBytes(id).at(-1) === LINE_FEED) + 1;
  const leadBytes = tokens.slice(0, lead).flatMap((id) => [...vocabulary.tokenBytes(id)]);
  const separable = leadBytes.length <= 2 && leadBytes.at(-1) === LINE_FEED;
  return separable ? tokens.slice(lead) : undefined;
}

function startsWithSpace(vocabulary: Vocabulary, [first]: readonly TokenId[]): boolean {
  return first !== undefined && vocabulary.tokenBytes(first)[0] === SPACE;
}
