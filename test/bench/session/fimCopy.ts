/**
 * A copy of a model file whose spare control tokens are spelled as Qwen's markers for filling in the middle, for a model
 * that has none: programs that ask for a model with markers can then be driven by it. It was not trained on them, so
 * what it writes says nothing; what it costs does.
 */
import { open, rename, stat } from 'node:fs/promises';

/** Numbers of GGUF's value types that matter here, and sizes of those of fixed size. */
const STRING = 8;
const ARRAY = 9;
const SIZES: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
};
const ALIGNMENT = 32;
/** Bytes of the file that hold its header, with room to spare. */
const MOST_HEADER = 64 * 2 ** 20;

/** Which control token of SmolLM2 stands for which marker: each begins something of its kind there. */
export const STAND_INS: Readonly<Record<string, string>> = {
  '<jupyter_start>': '<|fim_prefix|>',
  '<jupyter_text>': '<|fim_suffix|>',
  '<jupyter_code>': '<|fim_middle|>',
  '<repo_name>': '<|repo_name|>',
  '<file_sep>': '<|file_sep|>',
};

/** Walks through a header in memory. */
class Walker {
  at = 0;

  constructor(private readonly bytes: Buffer) {}

  u32(): number {
    this.at += 4;
    return this.bytes.readUInt32LE(this.at - 4);
  }

  u64(): number {
    this.at += 8;
    return Number(this.bytes.readBigUInt64LE(this.at - 8));
  }

  text(): string {
    const length = this.u64();
    this.at += length;
    return this.bytes.toString('utf8', this.at - length, this.at);
  }

  skip(type: number): void {
    if (type === STRING) this.text();
    else if (type === ARRAY) {
      const of = this.u32();
      const size = SIZES[of];
      const length = this.u64();
      if (size !== undefined) this.at += size * length;
      else for (let i = 0; i < length; i++) this.skip(of);
    } else this.at += SIZES[type] ?? Number.NaN;
  }
}

/** Where the header of a GGUF file ends, and where each token's spelling (its length in front) stands in it. */
interface Header {
  readonly end: number;
  readonly tokens: readonly { readonly text: string; readonly start: number; readonly end: number }[];
}

function readHeader(bytes: Buffer): Header {
  const walker = new Walker(bytes);
  walker.at = 8;
  const tensors = walker.u64();
  const pairs = walker.u64();
  const tokens: { text: string; start: number; end: number }[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const key = walker.text();
    if (key === 'general.alignment') throw new Error('A file with an alignment of its own is not copied.');
    const type = walker.u32();
    if (key !== 'tokenizer.ggml.tokens') {
      walker.skip(type);
      continue;
    }
    walker.u32();
    for (let left = walker.u64(); left > 0; left--) {
      const start = walker.at;
      const text = walker.text();
      tokens.push({ text, start, end: walker.at });
    }
  }
  for (let tensor = 0; tensor < tensors; tensor++) {
    walker.text();
    const dimensions = walker.u32();
    walker.at += 8 * dimensions + 4 + 8;
  }
  return { end: walker.at, tokens };
}

const padded = (length: number): number => Math.ceil(length / ALIGNMENT) * ALIGNMENT;

/** A header with other spellings of its tokens; offsets of tensors count from its padded end, and stay. */
function respelled(bytes: Buffer, { end, tokens }: Header): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (const token of tokens) {
    const spelling = STAND_INS[token.text];
    if (spelling === undefined) continue;
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(Buffer.byteLength(spelling)));
    parts.push(bytes.subarray(from, token.start), length, Buffer.from(spelling));
    from = token.end;
  }
  parts.push(bytes.subarray(from, end));
  const header = Buffer.concat(parts);
  return Buffer.concat([header, Buffer.alloc(padded(header.length) - header.length)]);
}

/** True where all markers are in the vocabulary already. */
const hasMarkers = ({ tokens }: Header): boolean => {
  const texts = new Set(tokens.map(({ text }) => text));
  return ['<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>'].every((marker) => texts.has(marker));
};

/**
 * Writes such a copy to `target`, unless the model has these markers already.
 *
 * @returns the file to use, and whether it is the copy
 * @throws Error when the model has neither the markers nor tokens to spare for them
 */
export async function withMarkers(
  model: string,
  target: string,
): Promise<{ readonly file: string; readonly isCopy: boolean }> {
  const source = await open(model);
  try {
    const { size } = await stat(model);
    const bytes = Buffer.alloc(Math.min(size, MOST_HEADER));
    await source.read(bytes, 0, bytes.length, 0);
    const header = readHeader(bytes);
    if (hasMarkers(header)) return { file: model, isCopy: false };
    const texts = new Set(header.tokens.map(({ text }) => text));
    if (!Object.keys(STAND_INS).every((spare) => texts.has(spare))) {
      throw new Error('This model cannot fill in the middle: name one with --model that can.');
    }
    const part = `${target}.part`;
    const copy = await open(part, 'w');
    try {
      await copy.write(respelled(bytes, header));
      const chunk = Buffer.alloc(2 ** 20);
      for (let at = padded(header.end); at < size;) {
        const { bytesRead } = await source.read(chunk, 0, chunk.length, at);
        await copy.write(chunk, 0, bytesRead);
        at += bytesRead;
      }
    } finally {
      await copy.close();
    }
    await rename(part, target);
    return { file: target, isCopy: true };
  } finally {
    await source.close();
  }
}
