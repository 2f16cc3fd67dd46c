import type { TokenId, Vocabulary } from '../engine/engine';
import { FAMILIES } from './registry';

/** What prompts begin with, whatever their format. */
const BEGINNINGS = ['<s>', '<bos>', '<|begin_of_text|>', '<|startoftext|>', '<|endoftext|>', '<|im_start|>'];

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
  const add = (spelling: string): void => {
    const id = vocabulary.special(spelling);
    if (id !== undefined && !spellings.has(id)) spellings.set(id, spelling);
  };
  for (const { pieces, files, stops } of FAMILIES) {
    const all = [...pieces, ...(files ? [...files.begin, ...files.file, ...files.current] : [])];
    for (const piece of all) if (typeof piece !== 'string') piece.forEach(add);
    stops.forEach(add);
  }
  BEGINNINGS.forEach(add);
  return spellings;
}
