import { FAMILIES } from './registry';

/** What prompts begin with, whatever their format. */
export const BEGINNINGS = [
  '<s>',
  '<bos>',
  '<|begin_of_text|>',
  '<|startoftext|>',
  '<|endoftext|>',
  '<|im_start|>',
];

let spellings: readonly string[] | undefined;

/** Every spelling of a control token that a format knows. */
export function markerSpellings(): readonly string[] {
  spellings ??= [...new Set([...FAMILIES.flatMap(spellingsOf), ...BEGINNINGS])];
  return spellings;
}

function spellingsOf({ pieces, files, stops }: (typeof FAMILIES)[number]): readonly string[] {
  const all = [...pieces, ...(files ? [...files.begin, ...files.file, ...files.current] : [])];
  return [...all.flatMap((piece) => (typeof piece === 'string' ? [] : piece)), ...stops];
}
