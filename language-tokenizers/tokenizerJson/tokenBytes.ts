import { byteOfUnit } from './byteAlphabet';

/** The bytes of many tokens in one array: a file has a hundred thousand, and an array for each would cost more. */
export class TokenBytes {
  /** Where each token starts, and the last one's end. */
  private readonly starts: Uint32Array;
  private bytes: Uint8Array;

  constructor(private count: number) {
    this.starts = new Uint32Array(count + 1);
    this.bytes = new Uint8Array(8 * count);
    this.count = 0;
  }

  length(token: number): number {
    return this.starts[token + 1]! - this.starts[token]!;
  }

  /** A view of a token's bytes. */
  of(token: number): Uint8Array {
    return this.bytes.subarray(this.starts[token], this.starts[token + 1]);
  }

  /** Adds the next token, of one byte. */
  addByte(byte: number): void {
    const at = this.room(1);
    this.bytes[at] = byte;
    this.end(at + 1);
  }

  /** Adds the next token, written in the byte alphabet; false, and nothing added, for one that is not. */
  addWritten(token: string): boolean {
    const at = this.room(token.length);
    for (let i = 0; i < token.length; i++) {
      const byte = byteOfUnit(token.charCodeAt(i));
      if (byte < 0) return false;
      this.bytes[at + i] = byte;
    }
    this.end(at + token.length);
    return true;
  }

  /** Adds the next token, in UTF-8. */
  addText(token: string): void {
    let at = this.room(3 * token.length);
    const { bytes } = this;
    for (let i = 0; i < token.length; i++) {
      let point = token.charCodeAt(i);
      if (point >= 0x80) {
        point = token.codePointAt(i)!;
        if (point > 0xffff) i++;
        else if ((point & 0xf800) === 0xd800) point = 0xfffd;
        if (point < 0x800) bytes[at++] = 0xc0 | (point >> 6);
        else {
          if (point < 0x10000) bytes[at++] = 0xe0 | (point >> 12);
          else {
            bytes[at++] = 0xf0 | (point >> 18);
            bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
          }
          bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
        }
        point = 0x80 | (point & 0x3f);
      }
      bytes[at++] = point;
    }
    this.end(at);
  }

  /** The tokens of this order, as a vocabulary has them. */
  inOrder(order: ArrayLike<number>): { readonly lengths: Uint16Array; readonly bytes: Uint8Array } {
    const lengths = new Uint16Array(order.length);
    let total = 0;
    for (let rank = 0; rank < order.length; rank++) total += lengths[rank] = this.length(order[rank]!);
    const bytes = new Uint8Array(total);
    for (let rank = 0, at = 0; rank < order.length; rank++) {
      for (let from = this.starts[order[rank]!]!, end = at + lengths[rank]!; at < end;) {
        bytes[at++] = this.bytes[from++]!;
      }
    }
    return { lengths, bytes };
  }

  private room(length: number): number {
    const at = this.starts[this.count]!;
    if (at + length > this.bytes.length) {
      const bytes = new Uint8Array(2 * this.bytes.length + length);
      bytes.set(this.bytes);
      this.bytes = bytes;
    }
    return at;
  }

  private end(at: number): void {
    this.starts[++this.count] = at;
  }
}
