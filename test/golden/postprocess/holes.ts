import { Parser, type Node } from 'web-tree-sitter';
import type { Grammar } from '../../../language-tokenizers/syntax/grammar';

/** A part of a file that is taken out, and what kind of completion should bring it back. */
export interface Hole {
  readonly mode: 'line' | 'block';
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

/** Lines longer than this are no completion. */
const MOST_LINES = 16;

/**
 * Holes that somebody who writes code leaves: in a line, from anywhere but between two spaces to the end of a word or
 * sign; a block, of statements that stand beside each other, each on lines of its own (at the outermost level, one).
 */
export function holesIn(grammar: Grammar, text: string): Hole[] {
  const parser = new Parser();
  parser.setLanguage(grammar.wasm);
  const tree = parser.parse(grammar.language.parserText?.(text) ?? text)!;
  try {
    const holes: Hole[] = [];
    const ends = new Set<number>();
    const visit = (node: Node): void => {
      if (node.childCount === 0) ends.add(node.endIndex);
      holes.push(...blocksIn(node, text));
      for (const child of node.children) visit(child);
    };
    visit(tree.rootNode);
    return [...holes, ...linesIn(text, ends)];
  } finally {
    tree.delete();
    parser.delete();
  }
}

function blocksIn(parent: Node, text: string): Hole[] {
  const own = parent.namedChildren.filter((child) => isOnOwnLines(child, text));
  const holes: Hole[] = [];
  for (let first = 0; first < own.length; first++) {
    const isOutermost = own[first]!.startPosition.column === 0;
    const last = isOutermost ? first : own.length - 1;
    for (let to = first; to <= last; to++) {
      const [start, end] = [own[first]!.startIndex, trimmedEnd(text, own[to]!.endIndex)];
      const middle = text.slice(start, end);
      if (middle.split('\n').length > MOST_LINES || /\n\s*\n\s*\n/.test(middle)) break;
      if (leavesBlock(middle, own[first]!.startPosition.column)) break;
      if (/^[\w@:.*&(<[#/]/.test(middle)) holes.push({ mode: 'block', start, end });
    }
  }
  return holes;
}

/** True when a line is less deep than the first, which stands at `column`; comments and preprocessor lines may be. */
function leavesBlock(middle: string, column: number): boolean {
  const lines = middle.split('\n').slice(1);
  return lines.some((line) => line.trim() !== '' && !/^\s*#|^\s*(?:public|private|protected):$/.test(line) && line.search(/\S/) < column);
}

function trimmedEnd(text: string, end: number): number {
  return text.slice(0, end).trimEnd().length;
}

function isOnOwnLines(node: Node, text: string): boolean {
  const lineStart = text.lastIndexOf('\n', node.startIndex - 1) + 1;
  const end = trimmedEnd(text, node.endIndex);
  return text.slice(lineStart, node.startIndex).trim() === '' && /^[^\S\n]*(?:\n|$)/.test(text.slice(end, end + 200));
}

function* linesIn(text: string, ends: ReadonlySet<number>): Generator<Hole> {
  for (let lineStart = 0, feed = 0; feed >= 0; lineStart = feed + 1) {
    feed = text.indexOf('\n', lineStart);
    const line = text.slice(lineStart, feed < 0 ? undefined : feed).trimEnd();
    const from = lineStart + (line.length - line.trimStart().length);
    const lineEnd = lineStart + line.length;
    for (let start = from; start < lineEnd; start++) {
      if (text.charAt(start) === ' ' || (text.charAt(start) <= '\udfff' && text.charAt(start) >= '\udc00')) continue;
      for (let end = start + 1; end <= lineEnd; end++) {
        if (end === lineEnd || (ends.has(end) && text.slice(start, end).trim() !== '')) yield { mode: 'line', start, end };
      }
    }
  }
}
