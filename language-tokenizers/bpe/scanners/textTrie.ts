interface Node {
  readonly next: Map<number, Node>;
  /** A text ends here. */
  ends: boolean;
}

/** Finds at a place of a text the longest of several texts. */
export class TextTrie {
  /** After `lengthAt`: units before it were read, or would have been, past the limit too. */
  read = 0;
  private readonly root: Node = { next: new Map(), ends: false };
  /** 1 for a unit that some text starts with. */
  private readonly firsts = new Uint8Array(0x10000);

  constructor(texts: Iterable<string>) {
    for (const text of texts) this.add(text);
  }

  /** Units of the longest text that units[at, limit) starts with; 0 where it starts with none. */
  lengthAt(units: Uint16Array, at: number, limit: number): number {
    if (!this.firsts[units[at]!]) {
      this.read = at + 1;
      return 0;
    }
    let node: Node | undefined = this.root;
    let longest = 0;
    for (let i = at; ; i++) {
      this.read = i + 1;
      node = i < limit ? node.next.get(units[i]!) : undefined;
      if (!node) return longest;
      if (node.ends) longest = i + 1 - at;
      if (node.next.size === 0) return longest;
    }
  }

  /** The first index of [from, to) with a unit that some text starts with, or `to`. */
  next(units: Uint16Array, from: number, to: number): number {
    const { firsts } = this;
    let at = from;
    while (at < to && !firsts[units[at]!]) at++;
    return at;
  }

  private add(text: string): void {
    this.firsts[text.charCodeAt(0)] = 1;
    let node = this.root;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      let next = node.next.get(unit);
      if (!next) {
        next = { next: new Map(), ends: false };
        node.next.set(unit, next);
      }
      node = next;
    }
    node.ends = true;
  }
}
