import type { TokompiledDocument } from './document';
import { TokompilerError } from './error';
import { inverseOf, isPrefix, joinName } from './inverse';

/** What restoring reads of a document. */
export type Restorable = Pick<TokompiledDocument, 'tokens' | 'dictionary' | 'inverse' | 'leaves'>;

/**
 * The texts of the leaves that a document was made from.
 *
 * @throws {TokompilerError} where the document's parts do not fit together
 */
export function restore(document: Restorable): string[] {
  const { tokens, leaves } = document;
  const inverse = document.inverse
    ? new Map(Object.entries(document.inverse))
    : inverseOf(document.dictionary);
  const texts = new Map(Object.entries(leaves.texts));
  let at = leaves.from ?? 0;
  return leaves.tokens.map((count, leaf) => {
    const start = at;
    at += count;
    if (at > tokens.length) throw new TokompilerError('The document has fewer tokens than its leaves.');
    const text = texts.get(String(leaf));
    if (text !== undefined) return text;
    const first = tokens[start];
    if (count === 1 && first !== undefined) return first;
    const name = isPrefix(first) ? joinName(tokens.slice(start, at)) : undefined;
    const original = name === undefined ? undefined : inverse.get(name);
    if (original === undefined)
      throw new TokompilerError(
        `The document says neither what leaf ${leaf} is nor what ${name} stands for.`,
      );
    return original;
  });
}
