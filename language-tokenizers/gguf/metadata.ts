import { EndOfFile, type ByteReader } from './byteReader';
import { damaged, GgufError, grouped } from './error';

/** What an array holds: itself if it was asked for, else its length and, of a short one of numbers, the largest. */
export interface GgufArray {
  readonly length: number;
  /** 0 when it was not read. */
  readonly largest: number;
  readonly strings?: readonly string[];
  readonly numbers?: Float64Array;
}
export type GgufValue = string | number | boolean | GgufArray;

/** The start of a GGUF file. Source of the layout: ggml's docs/gguf.md. */
export interface GgufMetadata {
  readonly version: number;
  readonly tensors: number;
  readonly values: ReadonlyMap<string, GgufValue>;
}

const VERSIONS = [2, 3];
/** Far above any real model; keeps a damaged count from being believed. */
const MOST_KEYS = 100_000;
const MOST_TENSORS = 1_000_000;
const MOST_TEXT = 16 << 20;
const MOST_NESTING = 4;
/** Arrays of numbers up to this length are always read: one number per layer of any model. */
const MOST_LAYERS = 10_000;
/** Ten times the largest vocabulary there is. */
const MOST_ELEMENTS = 10_000_000;

const STRING = 8;
const ARRAY = 9;
/** How the other value types are read, by number, and their sizes in bytes. */
const READERS: Readonly<Record<number, readonly [bytes: number, read: (reader: ByteReader) => number]>> = {
  0: [1, (reader) => reader.u8()],
  1: [1, (reader) => reader.i8()],
  2: [2, (reader) => reader.u16()],
  3: [2, (reader) => reader.i16()],
  4: [4, (reader) => reader.u32()],
  5: [4, (reader) => reader.i32()],
  6: [4, (reader) => reader.f32()],
  7: [1, (reader) => reader.u8()],
  10: [8, (reader) => reader.u64()],
  11: [8, (reader) => reader.i64()],
  12: [8, (reader) => reader.f64()],
};
const BOOLEAN = 7;

/**
 * Reads a file's metadata and leaves the reader at the list of its tensors. Throws a {@link GgufError}.
 *
 * @param keep says which arrays are needed; the others are passed over
 */
export function readMetadata(reader: ByteReader, keep: (key: string) => boolean): GgufMetadata {
  checkMagic(reader);
  return withinFile(reader, () => {
    const version = reader.u32();
    if (!VERSIONS.includes(version)) {
      throw new GgufError('damaged', `has GGUF version ${version}, which is not supported`);
    }
    const tensors = reader.u64();
    const keys = reader.u64();
    if (tensors > MOST_TENSORS || keys > MOST_KEYS) {
      throw damaged(`is damaged: it claims ${grouped(tensors)} tensors and ${grouped(keys)} keys`);
    }
    const values = new Map<string, GgufValue>();
    for (let i = 0; i < keys; i++) {
      const key = readText(reader);
      values.set(key, readValue(reader, reader.u32(), 0, keep(key)));
    }
    return { version, tensors, values };
  });
}

/** Runs `read`; a read past the file's end becomes a {@link GgufError}. */
export function withinFile<T>(reader: ByteReader, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof EndOfFile)) throw error;
    throw damaged(`is cut short or damaged: its header does not fit its ${grouped(reader.size)} bytes`);
  }
}

function checkMagic(reader: ByteReader): void {
  if (reader.size === 0) throw new GgufError('notGguf', 'is empty');
  const start = String.fromCharCode(...reader.bytes(Math.min(64, reader.size)));
  reader.position = 4;
  if (start.startsWith('GGUF')) return;
  if (/^\s*<(!doctype|html|\?xml)/i.test(start)) {
    throw new GgufError('notGguf', 'is a web page and not a GGUF model');
  }
  if (start.startsWith('version https://git-lfs')) {
    throw new GgufError('notGguf', 'is a Git LFS pointer and not the model itself');
  }
  throw new GgufError('notGguf', 'is not a GGUF model');
}

function readText(reader: ByteReader): string {
  const text = reader.string(MOST_TEXT);
  if (text === undefined) throw damaged('is damaged: a text in its header is too long');
  return text;
}

function readValue(reader: ByteReader, type: number, depth: number, keep: boolean): GgufValue {
  if (type === STRING) return readText(reader);
  if (type === ARRAY) return readArray(reader, depth + 1, keep);
  const [, read] = READERS[type] ?? unknownType(type);
  return type === BOOLEAN ? read(reader) !== 0 : read(reader);
}

function readArray(reader: ByteReader, depth: number, keep: boolean): GgufArray {
  if (depth > MOST_NESTING) throw damaged('is damaged: its arrays are nested too deep');
  const type = reader.u32();
  const length = reader.u64();
  if (type === STRING || type === ARRAY) {
    // Each element takes at least its own length of 8 bytes, which bounds the loop by the file's size.
    if (length * 8 > reader.left) throw new EndOfFile();
    if (type === STRING && keep) return readStrings(reader, length);
    for (let i = 0; i < length; i++) {
      if (type === STRING) reader.skip(reader.u64());
      else readArray(reader, depth + 1, false);
    }
    return { length, largest: 0 };
  }
  const [bytes, read] = READERS[type] ?? unknownType(type);
  if (length * bytes > reader.left) throw new EndOfFile();
  if (keep) return readNumbers(reader, length, read);
  if (length > MOST_LAYERS) {
    reader.skip(bytes * length);
    return { length, largest: 0 };
  }
  let largest = 0;
  for (let i = 0; i < length; i++) largest = Math.max(largest, read(reader));
  return { length, largest };
}

function readStrings(reader: ByteReader, length: number): GgufArray {
  checkLength(length);
  const strings: string[] = [];
  for (let i = 0; i < length; i++) strings.push(readText(reader));
  return { length, largest: 0, strings };
}

function readNumbers(reader: ByteReader, length: number, read: (reader: ByteReader) => number): GgufArray {
  checkLength(length);
  const numbers = Float64Array.from({ length }, () => read(reader));
  return { length, largest: 0, numbers };
}

function checkLength(length: number): void {
  if (length > MOST_ELEMENTS) throw damaged(`is damaged: it claims a list of ${grouped(length)} elements`);
}

function unknownType(type: number): never {
  throw damaged(`is damaged: it has a value of unknown type ${type}`);
}
