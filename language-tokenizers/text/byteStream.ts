/** Bytes written one after another. Varints are LEB128: seven bits to a byte, the lowest first. */
export class ByteWriter {
  private array: Uint8Array;
  private length = 0;

  constructor(capacity = 1024) {
    this.array = new Uint8Array(capacity);
  }

  /** A whole number from 0 to 2^53 - 1. */
  varint(value: number): void {
    this.reserve(8);
    let rest = value;
    for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) this.array[this.length++] = (rest & 0x7f) | 0x80;
    this.array[this.length++] = rest;
  }

  bytes(values: ArrayLike<number>): void {
    this.reserve(values.length);
    this.array.set(values, this.length);
    this.length += values.length;
  }

  /** All that was written, in an array of its own. */
  written(): Uint8Array {
    return this.array.slice(0, this.length);
  }

  private reserve(more: number): void {
    if (this.length + more <= this.array.length) return;
    const array = new Uint8Array(2 * this.array.length + more);
    array.set(this.array.subarray(0, this.length));
    this.array = array;
  }
}

/** Reads what a ByteWriter wrote. Every method throws an Error, with the words given, where the bytes end early. */
export class ByteReader {
  constructor(
    private readonly array: Uint8Array,
    private at: number,
    private readonly cutShort: string,
  ) {}

  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.array[this.at++];
      if (byte === undefined || scale > 2 ** 49) throw new Error(this.cutShort);
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  /** A varint that counts things of at least one byte each, of which there can't be more than bytes. */
  count(): number {
    const value = this.varint();
    if (value > this.array.length - this.at) throw new Error(this.cutShort);
    return value;
  }

  /** A view of the bytes that were not read yet. */
  rest(): Uint8Array {
    return this.array.subarray(this.at);
  }
}
