import type { BpeModel } from '../bpe/model';
import { AddedTokenScanner, WholeAddedTokenScanner } from '../bpe/scanners/addedToken';
import type { Scanner } from '../bpe/scanners/scanner';
import { TextTrie } from '../bpe/scanners/textTrie';
import type { Vocabulary } from '../bpe/vocabulary';
import { matchingTokens } from './addedTokens';
import type { BpeParts } from './bpeParts';
import type { FastPlan } from './fastPlan';
import { byteLevelScanner } from './preTokenizer';
import { characterScanner } from './sentencePiece/characterScanner';

/** How a tokenizer is called, and where it comes from. */
export interface TokenizerNames {
  readonly name: string;
  readonly displayName?: string;
  readonly source?: string;
}

/** The byte-pair model for texts as they are. Throws an Unsupported for parts that it can't be made of. */
export function createBpeModel(
  { name, displayName, source }: TokenizerNames,
  parts: BpeParts,
  vocabulary: Vocabulary,
  plan: FastPlan,
): BpeModel {
  const matching = matchingTokens(parts.addedTokens).map(({ content }) => content);
  const wholes = new Map([...unmergeable(parts, vocabulary), ...ranksOf(vocabulary, parts, matching)]);
  const special = parts.addedTokens.filter((token) => token.special);
  const split =
    vocabulary.symbols === 'bytes'
      ? byteLevelScanner(parts.preTokenizer)
      : characterScanner(vocabulary, plan.splitsAtSpaces);
  return {
    name,
    displayName: displayName ?? name,
    exact: true,
    source: source ?? 'tokenizer.json',
    vocabulary,
    createScanner: () => withAddedTokens(split(), matching),
    ...(wholes.size > 0 && { wholes }),
    specialTokens: Object.fromEntries(special.map(({ content, id }) => [content, id])),
  };
}

function withAddedTokens(scanner: Scanner, texts: readonly string[]): Scanner {
  if (texts.length === 0) return scanner;
  const trie = new TextTrie(texts);
  if (scanner.whole) return new WholeAddedTokenScanner(scanner, trie);
  return new AddedTokenScanner(scanner, trie, Math.max(...texts.map((text) => text.length)));
}

/** Texts of the model's tokens that merging can't make, where those are taken whole. */
export function unmergeable(parts: BpeParts, vocabulary: Vocabulary): [string, number][] {
  if (!parts.ignoreMerges) return [];
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const texts: [string, number][] = [];
  for (let rank = vocabulary.mergeable; rank < parts.modelSize; rank++) {
    try {
      texts.push([decoder.decode(vocabulary.token(rank)), rank]);
    } catch {
      // No text has a part of a code point for a pre-token.
    }
  }
  return texts;
}

/** Ranks of added tokens, by their texts. */
function ranksOf(vocabulary: Vocabulary, parts: BpeParts, texts: readonly string[]): [string, number][] {
  const wanted = new Set(texts);
  const byId = new Map(
    parts.addedTokens.filter(({ content }) => wanted.has(content)).map(({ id, content }) => [id, content]),
  );
  const ranks: [string, number][] = [];
  for (let rank = 0; rank < vocabulary.size; rank++) {
    const text = byId.get(vocabulary.idOf(rank));
    if (text !== undefined) ranks.push([text, rank]);
  }
  return ranks;
}
