import { ByteReader } from '../../language-tokenizers/gguf/byteReader';
import { damaged, grouped } from '../../language-tokenizers/gguf/error';
import { readMetadata, withinFile, type GgufValue } from '../../language-tokenizers/gguf/metadata';
import { withFile } from '../../node/openFile';
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

const MOST_DIMENSIONS = 4;

/** Reads the header of a file; throws a GgufError. */
export function readGgufHeader(file: string): GgufHeader {
  return withFile(file, (source) => {
    const reader = new ByteReader(source);
    const { version, tensors, values } = readMetadata(reader, () => false);
    const end = withinFile(reader, () => readTensors(reader, tensors));
    const alignment = numberOf(values, 'general.alignment') || 32;
    const dataStart = Math.ceil(reader.position / alignment) * alignment;
    const neededBytes = tensors === 0 ? reader.position : dataStart + end;
    if (reader.size < neededBytes) {
      throw damaged(`is cut short: ${grouped(reader.size)} of ${grouped(neededBytes)} bytes`);
    }
    return describe(values, { version, tensors, fileBytes: reader.size, neededBytes });
  });
}

/** Reads the list of tensors; returns where the last of them ends, counted from the start of the data. */
function readTensors(reader: ByteReader, tensors: number): number {
  let end = 0;
  for (let i = 0; i < tensors; i++) {
    reader.skip(reader.u64()); // its name
    const dimensions = reader.u32();
    if (dimensions > MOST_DIMENSIONS) throw damaged(`is damaged: a tensor has ${dimensions} dimensions`);
    let elements = 1;
    for (let d = 0; d < dimensions; d++) elements *= reader.u64();
    const type = reader.u32();
    const offset = reader.u64();
    end = Math.max(end, offset + (tensorBytes(type, elements) ?? 0));
  }
  return end;
}

function describe(
  values: ReadonlyMap<string, GgufValue>,
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

function numberOf(values: ReadonlyMap<string, GgufValue>, key: string): number {
  const value = values.get(key);
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** A number, or the largest where each layer has its own. */
function largestOf(values: ReadonlyMap<string, GgufValue>, key: string): number {
  const value = values.get(key);
  if (typeof value !== 'object') return numberOf(values, key);
  return Number.isFinite(value.largest) ? value.largest : 0;
}

function stringOf(values: ReadonlyMap<string, GgufValue>, key: string): string {
  const value = values.get(key);
  return typeof value === 'string' ? value : '';
}
