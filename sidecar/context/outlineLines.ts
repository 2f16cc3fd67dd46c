import { Parser, type Node, type Tree } from 'web-tree-sitter';
import type { Grammar } from '../../language-tokenizers/syntax/grammar';
import { isContainerType } from '../../language-tokenizers/syntax/containers';

/** Lines that say what a text has to offer, without how it does it. */
export interface OutlineLine {
  /** UTF-16 offset in the text. */
  readonly start: number;
  /** Whole lines, with a line break at the end. */
  readonly text: string;
  /** opener: begins a block in which the text ends. */
  readonly kind: 'opener' | 'import' | 'signature';
}

/** Milliseconds that parsing may take; without a tree, an outline has openers only. */
const LIMIT = 250;
const IMPORT =
  /(?:^|_)(?:import|include|use|using|package|require|module)(?:_|$)|^(?:import|include)\w*_(?:statement|declaration)$|^export_from|^namespace_use/;

/**
 * Imports, signatures and the openers of the blocks that the end of a text lies in, in their order. Blocks are told
 * by indentation, which a text that ends in the middle has, too; the rest by its syntax tree.
 */
export function outlineLines(text: string, grammar: Grammar | undefined): OutlineLine[] {
  const lines = new Map(openers(text).map((line) => [line.start, line]));
  if (grammar) {
    for (const line of declared(text, grammar)) if (!lines.has(line.start)) lines.set(line.start, line);
  }
  return [...lines.values()].sort((a, b) => a.start - b.start);
}

/** The last lines of ever less indentation, outwards from the end of the text. */
function openers(text: string): OutlineLine[] {
  const found: OutlineLine[] = [];
  let indentation = Infinity;
  for (let end = text.length; end > 0 && indentation > 0;) {
    // A place before the text counts as its first to lastIndexOf, which would find the line feed there for ever.
    const start = end < 2 ? 0 : text.lastIndexOf('\n', end - 2) + 1;
    const line = text.slice(start, end);
    const own = line.search(/\S/);
    if (own >= 0 && own < indentation && !/^\s*\{\s*$/.test(line)) {
      // A bracket closes a block that is over: what opened it has its indentation.
      const closes = /^\s*(?:[)\]}]|end\b)/i.test(line) && !/[({[:]\s*$/.test(line);
      if (indentation < Infinity && !closes) found.push({ start, text: ended(line), kind: 'opener' });
      indentation = own;
    }
    end = start;
  }
  return found;
}

/** Of the last text of a language: while its end is typed at, what lies far above stays. */
const last = new WeakMap<Grammar, { readonly text: string; readonly lines: readonly OutlineLine[] }>();

function declared(text: string, grammar: Grammar): readonly OutlineLine[] {
  const known = last.get(grammar);
  if (known?.text === text) return known.lines;
  const tree = parse(text, grammar);
  if (!tree) return [];
  try {
    const lines: OutlineLine[] = [];
    visit(tree.rootNode, text, grammar, lines);
    last.set(grammar, { text, lines });
    return lines;
  } finally {
    tree.delete();
  }
}

function parse(text: string, { wasm, language }: Grammar): Tree | undefined {
  const parser = new Parser();
  try {
    parser.setLanguage(wasm);
    const seen = language.parserText?.(text) ?? text;
    const deadline = performance.now() + LIMIT;
    // The declared type says "void", the code cancels on true.
    const progressCallback = () => performance.now() > deadline;
    return (
      parser.parse((index) => seen.slice(index, index + 4096), undefined, { progressCallback }) ?? undefined
    );
  } finally {
    parser.delete();
  }
}

function visit(node: Node, text: string, grammar: Grammar, found: OutlineLine[]): void {
  for (const child of node.namedChildren) {
    const { type } = child;
    if (IMPORT.test(type) && !isContainerType(type)) found.push(whole(child, text));
    else if (grammar.functionTypes.has(type)) found.push(signature(child, text));
    else {
      if (isContainerType(type) && !child.hasError) found.push(signature(child, text));
      // Into exports, decorated definitions, bodies of classes and what did not parse; not into statements.
      if (
        isContainerType(type) ||
        /body|block|declaration_list|export|decorated|template|namespace|ERROR|preproc|translation|program/.test(
          type,
        )
      ) {
        visit(child, text, grammar, found);
      }
    }
  }
}

/** The lines of a node. */
function whole({ startIndex, endIndex }: Node, text: string): OutlineLine {
  const start = text.lastIndexOf('\n', startIndex - 1) + 1;
  const end = text.indexOf('\n', Math.max(startIndex, endIndex - 1));
  return { start, text: ended(text.slice(start, end < 0 ? text.length : end)), kind: 'import' };
}

/** A definition up to its body. */
function signature(node: Node, text: string): OutlineLine {
  const start = text.lastIndexOf('\n', node.startIndex - 1) + 1;
  const body = node.childForFieldName('body')?.startIndex;
  const firstEnd = text.indexOf('\n', node.startIndex);
  const end = body ?? (firstEnd < 0 ? text.length : firstEnd);
  const head = text.slice(start, end).trimEnd();
  const opensBrace = body !== undefined && text[body] === '{';
  return { start, text: `${head}${opensBrace ? ' { ... }' : ''}\n`, kind: 'signature' };
}

function ended(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n`;
}
