import { BpeTokenizer } from '../../../language-tokenizers/bpe/bpeTokenizer';
import { type MergeNode, neighbours, tokenFacts } from '../../../language-tokenizers/bpe/facts';
import type { Tokenizer } from '../../../language-tokenizers/bpe/tokenizer';

/** What the hover says about a token beyond its id and bytes. */
export interface FactsInfo {
  /** Which of the merges makes it, from 0 on. */
  readonly rank: number | undefined;
  readonly special: boolean;
  /** False where no text becomes it. */
  readonly reachable: boolean;
  /** The two tokens that were merged into it, and so on down to what merging starts from. */
  readonly merge: MergeNode | undefined;
  /** Its text without white space, brackets and the like in front of a word; empty for white space. */
  readonly word: string;
  readonly places: readonly PlaceInfo[];
}

export interface PlaceInfo {
  readonly place: 'lineStart' | 'space' | 'bracket';
  readonly ids: readonly number[];
  /** True where the first token also holds what stands before the word. */
  readonly joined: boolean;
}

/** Where code puts most words. */
const PLACES: readonly string[] = ['lineStart', 'space', 'bracket'] satisfies PlaceInfo['place'][];

/** Facts of a token; undefined for a tokenizer that does not merge pairs. */
export function factsInfo(tokenizer: Tokenizer, id: number): FactsInfo | undefined {
  if (!(tokenizer instanceof BpeTokenizer)) return undefined;
  const { rank, special, reachable, merge, text } = tokenFacts(tokenizer, id);
  const word = wordOf(text ?? '');
  return { rank, special, reachable, merge, word, places: word === '' ? [] : placesOf(tokenizer, word) };
}

/** `account` of ` account` and of `(account`; `=>` of ` =>`. */
function wordOf(text: string): string {
  return text.replace(/^[^\p{L}\p{N}_]+(?=[\p{L}\p{N}_])/u, '').trimStart();
}

function placesOf(tokenizer: Tokenizer, word: string): PlaceInfo[] {
  return neighbours(tokenizer, word)
    .filter(({ place }) => PLACES.includes(place))
    .map(({ place, ids, joined }) => ({ place: place as PlaceInfo['place'], ids: [...ids], joined }));
}
