import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const WINDOW = 1 << 20;

/** Thrown when a read goes past the end of the file. */
export class EndOfFile extends Error {}

/** Reads little-endian values of a file from its start on, in windows, so that a header of any size costs little memory. */
export class ByteSource {
  readonly size: number;
  #window = Buffer.alloc(0);
  #windowStart = 0;
  position = 0;

  private constructor(private readonly fd: number) {
    this.size = fstatSync(fd).size;
  }

  /** Opens a file for the time that `read` takes. */
  static use<T>(file: string, read: (source: ByteSource) => T): T {
    const fd = openSync(file, 'r');
    try {
      return read(new ByteSource(fd));
    } finally {
      closeSync(fd);
    }
  }

  /** Bytes that are left from here on. */
  get left(): number {
    return this.size - this.position;
  }

  /** The next `length` bytes, valid until the next call. */
  bytes(length: number): Buffer {
    if (length > this.left) throw new EndOfFile();
    const offset = this.position - this.#windowStart;
    if (offset < 0 || offset + length > this.#window.length) this.#fill(Math.max(length, WINDOW));
    const start = this.position - this.#windowStart;
    this.position += length;
    return this.#window.subarray(start, start + length);
  }

  skip(length: number): void {
    if (length > this.left) throw new EndOfFile();
    this.position += length;
  }

  u32(): number {
    return this.bytes(4).readUInt32LE();
  }

  /** A 64-bit count or offset; one beyond 2^53 is beyond every file. */
  u64(): number {
    return Number(this.bytes(8).readBigUInt64LE());
  }

  /** A text with its length before it, or undefined when it is longer than `most` bytes. */
  string(most: number): string | undefined {
    const length = this.u64();
    return length > most ? undefined : this.bytes(length).toString('utf8');
  }

  #fill(length: number): void {
    const buffer = Buffer.allocUnsafe(Math.min(length, this.left));
    const read = readSync(this.fd, buffer, 0, buffer.length, this.position);
    this.#window = buffer.subarray(0, read);
    this.#windowStart = this.position;
    if (read < buffer.length) throw new EndOfFile();
  }
}
