import type { TokenId, Vocabulary } from '../engine/engine';
import type { FilesLayout, FilesPiece } from './format';

/** For models that were not trained on several files, or nobody knows how: as comments, which are code like any. */
const AS_COMMENTS: FilesLayout<string> = { place: 'above', begin: [], file: ['{commented}'], current: [] };

/** A family's layout with the ids of its markers; as comments where a vocabulary lacks one of them. */
export function resolveFiles(
  layout: FilesLayout<FilesPiece> | undefined,
  vocabulary: Vocabulary,
): FilesLayout<TokenId | string> {
  if (!layout) return AS_COMMENTS;
  const begin = resolve(layout.begin, vocabulary);
  const file = resolve(layout.file, vocabulary);
  const current = resolve(layout.current, vocabulary);
  if (!begin || !file || !current) return AS_COMMENTS;
  return { place: layout.place, begin, file, current };
}

/** undefined when the vocabulary lacks a marker. */
function resolve(pieces: readonly FilesPiece[], vocabulary: Vocabulary): (TokenId | string)[] | undefined {
  const resolved: (TokenId | string)[] = [];
  for (const piece of pieces) {
    const found =
      typeof piece === 'string'
        ? piece
        : piece.map((spelling) => vocabulary.special(spelling)).find((id) => id !== undefined);
    if (found === undefined) return undefined;
    resolved.push(found);
  }
  return resolved;
}
