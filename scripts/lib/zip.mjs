import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL_HEADER_LENGTH = 30;
const STORED = 0;
const DEFLATED = 8;

/**
 * Lists a ZIP archive (APPNOTE 6.3, without ZIP64 and encryption, which wheels and VSIX files do not use).
 *
 * @returns {Promise<{ name: string, size: number, packedSize: number, mode: number, method: number, offset: number }[]>}
 *   sizes in bytes; `mode` is the Unix file mode, 0 when unknown
 */
export async function listZip(file) {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    // The end record is 22 bytes and a comment of at most 65,535.
    const tail = await readAt(handle, Math.max(0, size - 22 - 65_535), size);
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    if (end < 0 || tail.readUInt32LE(end) !== END) throw new Error(`${file} is not a ZIP archive`);
    const start = tail.readUInt32LE(end + 16);
    return parseDirectory(await readAt(handle, start, start + tail.readUInt32LE(end + 12)));
  } finally {
    await handle.close();
  }
}

function parseDirectory(bytes) {
  const entries = [];
  for (let at = 0; at + 46 <= bytes.length && bytes.readUInt32LE(at) === ENTRY;) {
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      mode: bytes.readUInt32LE(at + 38) >>> 16,
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** Unpacks one entry of `listZip` to a file, as a stream. */
export async function extractEntry(archive, entry, target) {
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw new Error(`${archive}: ${entry.name} has an unknown packing method`);
  }
  const handle = await open(archive);
  const header = await readAt(handle, entry.offset, entry.offset + LOCAL_HEADER_LENGTH).finally(() =>
    handle.close(),
  );
  const start = entry.offset + LOCAL_HEADER_LENGTH + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = createReadStream(archive, { start, end: start + entry.packedSize - 1 });
  const unpack = entry.method === DEFLATED ? [createInflateRaw()] : [];
  await pipeline(packed, ...unpack, createWriteStream(target));
}

async function readAt(handle, start, end) {
  const bytes = Buffer.alloc(end - start);
  await handle.read(bytes, 0, bytes.length, start);
  return bytes;
}
