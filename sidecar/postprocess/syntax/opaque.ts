import type { Node, Tree } from 'web-tree-sitter';
import type { Grammar } from '../../../language-tokenizers/syntax/grammar';
import { INTERPOLATION, LITERAL, namedKind } from '../../../language-tokenizers/syntax/kinds';

/** Parts of string literals whose whole has another name, and text between tags. */
const TEXT =
  /^(?:string|heredoc)_(?:content|body|fragment|text)$|^(?:jsx_)?text$|^interpolated_(?:\w+_)?string|^char_content$/;

/** Whether a node is a string or a comment: nothing in it is code, except what is interpolated. */
export function isOpaque(node: Node): boolean {
  return node.isNamed && (isLiteral(node) || TEXT.test(node.type) || isComment(node));
}

function isComment(node: Node): boolean {
  return namedKind(node.type) === 'comment';
}

/** A string literal with its quotes. */
export function isLiteral(node: Node): boolean {
  return node.isNamed && LITERAL.test(node.type);
}

/**
 * The text, which begins at `start` in the tree's, as far as it is code: "_" stands for strings, spaces for comments
 * and other quotes.
 */
export function bareText(tree: Tree, grammar: Grammar, start: number, text: string): string {
  const end = start + text.length;
  const units = text.split('');
  const paint = (node: Node, opaque: string): void => {
    const from = Math.max(node.startIndex, start) - start;
    const to = Math.min(node.endIndex, end) - start;
    for (let at = from; at < to; at++)
      units[at] = opaque === '' || text.charAt(at) === '\n' ? text.charAt(at) : opaque;
  };
  const visit = (node: Node, inside: boolean): void => {
    const interpolates =
      INTERPOLATION.test(node.type) || grammar.language.interpolations?.includes(node.type);
    const opaque = inside ? !interpolates : isOpaque(node);
    if (opaque !== inside) paint(node, opaque ? (isComment(node) ? ' ' : '_') : '');
    for (const child of node.children) {
      if (child.startIndex >= end) return;
      if (child.endIndex > start) visit(child, opaque);
    }
  };
  visit(tree.rootNode, false);
  return units.join('').replace(/["'`]/g, ' ');
}
