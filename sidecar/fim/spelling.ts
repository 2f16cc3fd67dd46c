import type { TokenId, Vocabulary } from '../engine/engine';
import { markerSpellings } from './markers';

const known = new WeakMap<Vocabulary, ReadonlyMap<TokenId, string>>();

/** How a control token of a prompt is written; undefined where no format says so. */
export function spellingOf(vocabulary: Vocabulary, id: TokenId): string | undefined {
  let spellings = known.get(vocabulary);
  if (!spellings) {
    spellings = collect(vocabulary);
    known.set(vocabulary, spellings);
  }
  return spellings.get(id);
}

function collect(vocabulary: Vocabulary): Map<TokenId, string> {
  const spellings = new Map<TokenId, string>();
  for (const spelling of markerSpellings()) {
    const id = vocabulary.special(spelling);
    if (id !== undefined && !spellings.has(id)) spellings.set(id, spelling);
  }
  return spellings;
}
