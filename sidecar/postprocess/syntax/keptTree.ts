import { Edit, type Tree } from 'web-tree-sitter';
import type { Grammar } from '../../../language-tokenizers/syntax/grammar';
import { LineStarts } from '../../../language-tokenizers/syntax/lineStarts';

interface Kept {
  readonly grammar: Grammar;
  readonly text: string;
  readonly tree: Tree;
}

/** The tree of the last request: the next one is mostly for the same document, a few letters later. */
export class KeptTree {
  #kept: Kept | undefined;

  /** Takes over a tree. */
  keep(grammar: Grammar, text: string, tree: Tree): void {
    this.#kept?.tree.delete();
    this.#kept = { grammar, text, tree };
  }

  /** Gives away the tree, told of what changed; undefined where the text is another document's. */
  take(grammar: Grammar, text: string): Tree | undefined {
    const kept = this.#kept;
    if (kept?.grammar !== grammar) return undefined;
    const edit = editBetween(kept.text, text);
    if (edit.newEndIndex - edit.startIndex > text.length / 2) return undefined;
    this.#kept = undefined;
    kept.tree.edit(edit);
    return kept.tree;
  }
}

/** The shortest stretch that makes one text of another. */
function editBetween(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - end - 1) === after.charCodeAt(after.length - end - 1)
  ) {
    end++;
  }
  const [linesBefore, linesAfter] = [new LineStarts(before), new LineStarts(after)];
  return new Edit({
    startIndex: start,
    oldEndIndex: before.length - end,
    newEndIndex: after.length - end,
    startPosition: linesBefore.pointAt(start),
    oldEndPosition: linesBefore.pointAt(before.length - end),
    newEndPosition: linesAfter.pointAt(after.length - end),
  });
}
