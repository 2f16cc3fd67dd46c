import { ByteSource, EndOfFile } from './byteSource';
import { tensorBytes } from './tensorTypes';

/**
 * What a GGUF file says about itself, read by our own bounds-checked reader before any native code sees the file.
 * Source of the layout: ggml's docs/gguf.md.
 */
export interface GgufHeader {
  readonly version: number;
  readonly architecture: string;
  /** The model's own name, "" when it has none. */
  readonly name: string;
  /** Tokens the model was trained to look back on; 0 when not given. */
  readonly contextLength: number;
  readonly layers: number;
  readonly embeddingLength: number;
  readonly heads: number;
  readonly kvHeads: number;
  /** Size of a key and of a value per head. */
  readonly keyLength: number;
  readonly valueLength: number;
  readonly vocabularySize: number;
  readonly tensors: number;
  /** Size of the file, and the size that its tensors need. */
  readonly fileBytes: number;
  readonly neededBytes: number;
}

/** notGguf: something else; damaged: a GGUF file that can't be right. The message completes "The file …". */
export class GgufError extends Error {
  constructor(
    readonly kind: 'notGguf' | 'damaged',
    message: string,
  ) {
    super(message);
  }
}

const VERSIONS = [2, 3];
/** Far above any real model; keeps a damaged count from being believed. */
const MOST_KEYS = 100_000;
const MOST_TENSORS = 1_000_000;
const MOST_TEXT = 16 << 20;
const MOST_DIMENSIONS = 4;
const MOST_NESTING = 4;

const enum ValueType {
  String = 8,
  Array = 9,
}
/** Bytes of the other value types, by number: u8 i8 u16 i16 u32 i32 f32 bool – – u64 i64 f64. */
const VALUE_BYTES = [1, 1, 2, 2, 4, 4, 4, 1, undefined, undefined, 8, 8, 8];

/** Arrays of numbers up to this length are read: one number per layer of any model. */
const MOST_LAYERS = 10_000;

/** A single value, or of an array its length and its largest number (0 when that was not read). */
type Value = string | number | ArrayValue;
interface ArrayValue {
  readonly length: number;
  readonly largest: number;
}

/** Reads the header of a file; throws {@link GgufError}. */
export function readGgufHeader(file: string): GgufHeader {
  return ByteSource.use(file, (source) => {
    checkMagic(source);
    try {
      return readBody(source);
    } catch (error) {
      if (!(error instanceof EndOfFile)) throw error;
      throw damaged(`is cut short or damaged: its header does not fit its ${count(source.size)} bytes`);
    }
  });
}

function checkMagic(source: ByteSource): void {
  if (source.size === 0) throw new GgufError('notGguf', 'is empty');
  const start = source.bytes(Math.min(64, source.size)).toString('latin1');
  source.position = 4;
  if (start.startsWith('GGUF')) return;
  if (/^\s*<(!doctype|html|\?xml)/i.test(start)) {
    throw new GgufError('notGguf', 'is a web page and not a GGUF model');
  }
  if (start.startsWith('version https://git-lfs')) {
    throw new GgufError('notGguf', 'is a Git LFS pointer and not the model itself');
  }
  throw new GgufError('notGguf', 'is not a GGUF model');
}

function readBody(source: ByteSource): GgufHeader {
  const version = source.u32();
  if (!VERSIONS.includes(version)) throw damaged(`has GGUF version ${version}, which is not supported`);
  const tensors = source.u64();
  const keys = source.u64();
  if (tensors > MOST_TENSORS || keys > MOST_KEYS) {
    throw damaged(`is damaged: it claims ${count(tensors)} tensors and ${count(keys)} keys`);
  }
  const values = new Map<string, Value>();
  for (let i = 0; i < keys; i++) {
    const key = readText(source);
    values.set(key, readValue(source, source.u32(), 0));
  }
  const end = readTensors(source, tensors);
  const alignment = numberOf(values, 'general.alignment') || 32;
  const dataStart = Math.ceil(source.position / alignment) * alignment;
  const neededBytes = tensors === 0 ? source.position : dataStart + end;
  if (source.size < neededBytes) {
    throw damaged(`is cut short: ${count(source.size)} of ${count(neededBytes)} bytes`);
  }
  return describe(values, { version, tensors, fileBytes: source.size, neededBytes });
}

function readValue(source: ByteSource, type: number, depth: number): Value {
  if (type === (ValueType.String as number)) return readText(source);
  if (type === (ValueType.Array as number)) return readArray(source, depth + 1);
  const bytes = VALUE_BYTES[type];
  if (bytes === undefined) throw damaged(`is damaged: it has a value of unknown type ${type}`);
  return readNumber(source.bytes(bytes), type);
}

function readText(source: ByteSource): string {
  const text = source.string(MOST_TEXT);
  if (text === undefined) throw damaged('is damaged: a text in its header is too long');
  return text;
}

/** Skips a long array but for its length: token lists are large, and llama.cpp reads them itself. */
function readArray(source: ByteSource, depth: number): ArrayValue {
  if (depth > MOST_NESTING) throw damaged('is damaged: its arrays are nested too deep');
  const type = source.u32();
  const length = source.u64();
  const bytes = VALUE_BYTES[type];
  if (bytes !== undefined) {
    if (length <= MOST_LAYERS) return { length, largest: readLargest(source, type, bytes, length) };
    source.skip(bytes * length);
    return { length, largest: 0 };
  }
  // Each element takes at least its own length of 8 bytes, which bounds the loop by the file's size.
  if (length * 8 > source.left) throw new EndOfFile();
  for (let i = 0; i < length; i++) {
    if (type === (ValueType.String as number)) source.skip(source.u64());
    else readValue(source, type, depth);
  }
  return { length, largest: 0 };
}

function readLargest(source: ByteSource, type: number, bytes: number, length: number): number {
  let largest = 0;
  for (let i = 0; i < length; i++) largest = Math.max(largest, readNumber(source.bytes(bytes), type));
  return largest;
}

function readNumber(bytes: Buffer, type: number): number {
  switch (type) {
    case 1:
      return bytes.readInt8();
    case 3:
      return bytes.readInt16LE();
    case 5:
      return bytes.readInt32LE();
    case 6:
      return bytes.readFloatLE();
    case 11:
      return Number(bytes.readBigInt64LE());
    case 12:
      return bytes.readDoubleLE();
    case 10:
      return Number(bytes.readBigUInt64LE());
    default:
      return bytes.readUIntLE(0, bytes.length);
  }
}

/** Reads the list of tensors; returns where the last of them ends, counted from the start of the data. */
function readTensors(source: ByteSource, tensors: number): number {
  let end = 0;
  for (let i = 0; i < tensors; i++) {
    source.skip(source.u64()); // its name
    const dimensions = source.u32();
    if (dimensions > MOST_DIMENSIONS) throw damaged(`is damaged: a tensor has ${dimensions} dimensions`);
    let elements = 1;
    for (let d = 0; d < dimensions; d++) elements *= source.u64();
    const type = source.u32();
    const offset = source.u64();
    end = Math.max(end, offset + (tensorBytes(type, elements) ?? 0));
  }
  return end;
}

function describe(
  values: ReadonlyMap<string, Value>,
  sizes: Pick<GgufHeader, 'version' | 'tensors' | 'fileBytes' | 'neededBytes'>,
): GgufHeader {
  const architecture = stringOf(values, 'general.architecture');
  if (architecture === '') throw damaged('is damaged: it does not name its architecture');
  const own = (key: string): number => numberOf(values, `${architecture}.${key}`);
  const heads = largestOf(values, `${architecture}.attention.head_count`);
  const embeddingLength = own('embedding_length');
  const headLength = heads > 0 ? embeddingLength / heads : 0;
  const tokens = values.get('tokenizer.ggml.tokens');
  return {
    ...sizes,
    architecture,
    name: stringOf(values, 'general.name'),
    contextLength: own('context_length'),
    layers: own('block_count'),
    embeddingLength,
    heads,
    kvHeads: largestOf(values, `${architecture}.attention.head_count_kv`) || heads,
    keyLength: own('attention.key_length') || headLength,
    valueLength: own('attention.value_length') || headLength,
    vocabularySize: typeof tokens === 'object' ? tokens.length : 0,
  };
}

function numberOf(values: ReadonlyMap<string, Value>, key: string): number {
  const value = values.get(key);
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** A number, or the largest where each layer has its own. */
function largestOf(values: ReadonlyMap<string, Value>, key: string): number {
  const value = values.get(key);
  if (typeof value !== 'object') return numberOf(values, key);
  return Number.isFinite(value.largest) ? value.largest : 0;
}

function stringOf(values: ReadonlyMap<string, Value>, key: string): string {
  const value = values.get(key);
  return typeof value === 'string' ? value : '';
}

function damaged(message: string): GgufError {
  return new GgufError('damaged', message);
}

function count(bytes: number): string {
  return bytes.toLocaleString('en-US');
}
