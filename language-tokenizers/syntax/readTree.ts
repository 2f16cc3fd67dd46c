import type { Tree } from 'web-tree-sitter';
import { rawReader } from './rawReader';
import type { TreeReader } from './treeReader';

/** Calls `read` with a reader at the tree's root, and frees it. Until then nothing else is asked of any tree. */
export function readTree<T>(tree: Tree, read: (reader: TreeReader) => T): T {
  const reader = rawReader(tree) ?? tree.walk();
  try {
    return read(reader);
  } finally {
    reader.delete();
  }
}
