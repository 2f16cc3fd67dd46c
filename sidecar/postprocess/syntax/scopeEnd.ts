import type { Node, Tree } from 'web-tree-sitter';

/** Nodes that hold statements or members, where they are written in braces. */
const BLOCK = /block|body|compound_statement|declaration_list|_members$/;

/**
 * Where the statement ends whose block encloses the cursor, when both end between `cursor` and `end`: offsets in the
 * tree's text, which is `text`. In "if (a) {|\n}" that is behind the brace, or behind that of an else.
 */
export function scopeEnd(tree: Tree, text: string, cursor: number, end: number): number | undefined {
  const block = enclosing(tree.rootNode.descendantForIndex(cursor, cursor), text, cursor);
  if (!block || block.endIndex > end) return undefined;
  let statement = block;
  for (let node = block.parent; node?.parent && !isBlock(node, text); node = node.parent) statement = node;
  return statement.endIndex > end || statement.hasError ? undefined : statement.endIndex;
}

/** The innermost block that is open at the cursor. */
function enclosing(start: Node | null, text: string, cursor: number): Node | undefined {
  for (let node = start; node; node = node.parent) {
    if (node.startIndex < cursor && node.endIndex > cursor && isBlock(node, text)) return node;
  }
  return undefined;
}

function isBlock(node: Node, text: string): boolean {
  return BLOCK.test(node.type) && text[node.startIndex] === '{' && text[node.endIndex - 1] === '}';
}
