/** Bytes that can be read at any place; each host opens its own files. */
export interface RandomAccess {
  /** In bytes. */
  readonly size: number;
  /** `length` bytes from `offset` on, fewer where the file ends; throws what the host's file system throws. */
  read(offset: number, length: number): Uint8Array;
}

/** Thrown when a read goes past the end of the file. */
export class EndOfFile extends Error {
  override readonly name = 'EndOfFile';
}

const WINDOW = 1 << 20;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Reads little-endian values one after another, in windows, so that a header of any size costs little memory. */
export class ByteReader {
  position = 0;
  readonly size: number;
  private window: Uint8Array = new Uint8Array(0);
  private view = new DataView(this.window.buffer);
  private windowStart = 0;

  constructor(private readonly source: RandomAccess) {
    this.size = source.size;
  }

  /** Bytes that are left from here on. */
  get left(): number {
    return this.size - this.position;
  }

  /** The next `length` bytes, a view valid until the next call. */
  bytes(length: number): Uint8Array {
    const at = this.take(length);
    return this.window.subarray(at, at + length);
  }

  skip(length: number): void {
    if (!(length <= this.left)) throw new EndOfFile();
    this.position += length;
  }

  u8(): number {
    return this.window[this.take(1)]!;
  }

  i8(): number {
    return this.view.getInt8(this.take(1));
  }

  u16(): number {
    return this.view.getUint16(this.take(2), true);
  }

  i16(): number {
    return this.view.getInt16(this.take(2), true);
  }

  u32(): number {
    return this.view.getUint32(this.take(4), true);
  }

  i32(): number {
    return this.view.getInt32(this.take(4), true);
  }

  f32(): number {
    return this.view.getFloat32(this.take(4), true);
  }

  f64(): number {
    return this.view.getFloat64(this.take(8), true);
  }

  /** A 64-bit count or offset; one beyond 2^53 is beyond every file. */
  u64(): number {
    const at = this.take(8);
    return this.view.getUint32(at, true) + this.view.getUint32(at + 4, true) * 2 ** 32;
  }

  i64(): number {
    return Number(this.view.getBigInt64(this.take(8), true));
  }

  /** A text with its length before it, or undefined when it is longer than `most` bytes. */
  string(most: number): string | undefined {
    const length = this.u64();
    if (length > most) return undefined;
    const at = this.take(length);
    return shortAscii(this.window, at, length) ?? utf8.decode(this.window.subarray(at, at + length));
  }

  /** Makes the next `length` bytes lie in the window and passes over them; returns where in it they start. */
  private take(length: number): number {
    if (!(length <= this.left)) throw new EndOfFile();
    let at = this.position - this.windowStart;
    if (at < 0 || at + length > this.window.length) {
      this.fill(Math.max(length, WINDOW));
      if (this.window.length < length) throw new EndOfFile();
      at = 0;
    }
    this.position += length;
    return at;
  }

  private fill(length: number): void {
    this.window = this.source.read(this.position, Math.min(length, this.left));
    this.view = new DataView(this.window.buffer, this.window.byteOffset, this.window.byteLength);
    this.windowStart = this.position;
  }
}

/** Most tokens are a few ASCII characters, for which a decoder's call costs more than the decoding. */
function shortAscii(bytes: Uint8Array, at: number, length: number): string | undefined {
  if (length > 24) return undefined;
  let text = '';
  for (let i = at; i < at + length; i++) {
    const byte = bytes[i]!;
    if (byte > 0x7f) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}
