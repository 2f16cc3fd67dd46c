import { closeSync, openSync, writeSync } from 'node:fs';

/** Numbers of GGUF's value types. */
const TYPES = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 };
const ALIGNMENT = 32;
const F32 = 0;

function u32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function string(text) {
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([u64(bytes.length), bytes]);
}

function value(type, data) {
  switch (type) {
    case 'u32':
      return u32(data);
    case 'i32': {
      const bytes = Buffer.alloc(4);
      bytes.writeInt32LE(data);
      return bytes;
    }
    case 'f32': {
      const bytes = Buffer.alloc(4);
      bytes.writeFloatLE(data);
      return bytes;
    }
    case 'bool':
      return Buffer.of(data ? 1 : 0);
    case 'string':
      return string(data);
    default:
      throw new Error(`No such GGUF type: ${type}`);
  }
}

/** One key with its value; `type` is "u32", "string", … or ["string"] for an array. */
function pair(key, type, data) {
  if (!Array.isArray(type)) return [string(key), u32(TYPES[type]), value(type, data)];
  const items = data.map((item) => value(type[0], item));
  return [string(key), u32(TYPES.array), u32(TYPES[type[0]]), u64(items.length), ...items];
}

const padding = (length) => Buffer.alloc((ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT);

/**
 * Writes a GGUF file (version 3, F32 tensors).
 *
 * @param {string} file
 * @param {[key: string, type: string | [string], value: unknown][]} pairs
 * @param {{ name: string, shape: number[], fill: (index: number) => number }[]} tensors
 */
export function writeGguf(file, pairs, tensors) {
  const size = ({ shape }) => shape.reduce((product, length) => product * length, 1) * 4;
  const header = [Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(pairs.length)];
  for (const [key, type, data] of pairs) header.push(Buffer.concat(pair(key, type, data)));
  let offset = 0;
  for (const tensor of tensors) {
    const { name, shape } = tensor;
    header.push(string(name), u32(shape.length), ...shape.map(u64), u32(F32), u64(offset));
    offset += size(tensor) + padding(size(tensor)).length;
  }
  const head = Buffer.concat(header);
  const fd = openSync(file, 'w');
  try {
    const write = (bytes) => {
      for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
    };
    write(head);
    write(padding(head.length));
    for (const tensor of tensors) {
      const data = new Float32Array(size(tensor) / 4);
      for (let index = 0; index < data.length; index++) data[index] = tensor.fill(index);
      write(Buffer.from(data.buffer));
      write(padding(data.byteLength));
    }
  } finally {
    closeSync(fd);
  }
}
