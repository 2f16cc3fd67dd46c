import type { Node, Tree } from 'web-tree-sitter';

/** More places than this are not told apart. */
const MOST = 1_000;

/** Places where the text of a tree breaks the grammar: what makes no sense, and what is missing. */
export function errorsIn(tree: Tree): number {
  let errors = 0;
  const visit = (node: Node): void => {
    if (node.isError || node.isMissing) errors++;
    for (const child of node.children) {
      if (errors >= MOST) return;
      if (child.hasError || child.isMissing) visit(child);
    }
  };
  if (tree.rootNode.hasError) visit(tree.rootNode);
  return errors;
}
