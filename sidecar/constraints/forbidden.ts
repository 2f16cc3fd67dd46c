import type { ConstraintState } from './constraint';

/** The bytes of one of the texts so far. */
interface TextNode {
  readonly next: Map<number, TextNode>;
  /** The longest end of these bytes that is a beginning of a text, too. */
  shorter: TextNode | undefined;
  /** A text ends here. */
  whole: boolean;
}

/**
 * The answer, together with the text before it, contains none of some texts. All are looked for at once (Aho and
 * Corasick, 1975): a state is one node of the automaton.
 */
export class Forbidden implements ConstraintState {
  readonly mayEnd = true;

  private constructor(private readonly node: TextNode) {}

  /**
   * @param texts empty ones are left out
   * @param before what stands before the answer; a text that begins in it and ends in the answer is found
   */
  static of(texts: readonly string[], before: string): Forbidden {
    const encoder = new TextEncoder();
    const root = automaton(texts.filter((text) => text !== '').map((text) => encoder.encode(text)));
    const longest = Math.max(0, ...texts.map((text) => text.length));
    let node = root;
    // Of the text before, what is forbidden may stand there.
    for (const byte of encoder.encode(before.slice(-longest || before.length))) node = follow(node, byte);
    return new Forbidden(node);
  }

  after(bytes: Uint8Array): Forbidden | undefined {
    let { node } = this;
    for (const byte of bytes) {
      node = follow(node, byte);
      if (node.whole) return undefined;
    }
    return new Forbidden(node);
  }
}

function follow(from: TextNode, byte: number): TextNode {
  for (let node = from; ; node = node.shorter) {
    const next = node.next.get(byte);
    if (next !== undefined) return next;
    if (node.shorter === undefined) return node;
  }
}

function automaton(texts: readonly Uint8Array[]): TextNode {
  const root: TextNode = { next: new Map(), shorter: undefined, whole: false };
  for (const text of texts) {
    let node = root;
    for (const byte of text) {
      let next = node.next.get(byte);
      if (next === undefined) node.next.set(byte, (next = { next: new Map(), shorter: root, whole: false }));
      node = next;
    }
    node.whole = true;
  }
  const waiting = [...root.next.values()];
  for (const node of waiting) {
    for (const [byte, next] of node.next) {
      next.shorter = follow(node.shorter ?? root, byte);
      next.whole ||= next.shorter.whole;
      waiting.push(next);
    }
  }
  return root;
}
