import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { GgufError } from '../../../language-tokenizers/gguf/error';
import { readGgufHeader } from '../../../sidecar/models/ggufHeader';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { hasRealModel, needsRealModel, realModel } from './lib/openEngine';

const folder = mkdtempSync(path.join(os.tmpdir(), 'gguf-header-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(content: string | Uint8Array): string {
  const file = path.join(folder, 'file.gguf');
  writeFileSync(file, content);
  return file;
}

function failure(file: string): { kind: string; message: string } {
  try {
    readGgufHeader(file);
  } catch (error) {
    if (error instanceof GgufError) return { kind: error.kind, message: error.message };
    throw error;
  }
  throw new Error('The file was accepted.');
}

describe('the GGUF header', () => {
  it('tells what the model is', () => {
    const file = tinyModel();
    const size = statSync(file).size;
    expect(readGgufHeader(file)).toMatchObject({
      version: 3,
      architecture: 'qwen2',
      name: 'Tokoscope tiny',
      contextLength: 8192,
      layers: 2,
      heads: 4,
      kvHeads: 2,
      keyLength: 16,
      vocabularySize: 649,
      tensors: 27,
      fileBytes: size,
      neededBytes: size,
    });
  });

  it('takes the most heads where each layer has its own number', () => {
    const u32 = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer);
    const text = (value: string) => Buffer.concat([u32(value.length, 0), Buffer.from(value)]);
    const array = (...values: number[]) => u32(9, 4, values.length, 0, ...values);
    const pairs = [
      [text('general.architecture'), u32(8), text('hybrid')],
      [text('hybrid.embedding_length'), u32(4, 96)],
      [text('hybrid.attention.head_count'), array(4, 12, 4)],
      [text('hybrid.attention.head_count_kv'), array(0, 3, 2)],
    ];
    const start = [Buffer.from('GGUF'), u32(3, 0, 0, pairs.length, 0)];
    const file = fileOf(Buffer.concat([...start, ...pairs.flat()]));
    expect(readGgufHeader(file)).toMatchObject({ heads: 12, kvHeads: 3, keyLength: 8 });
  });

  it.skipIf(!hasRealModel)(needsRealModel('knows the exact size of the real model'), () => {
    expect(readGgufHeader(realModel)).toMatchObject({
      architecture: 'llama',
      contextLength: 8192,
      layers: 30,
      vocabularySize: 49_152,
      fileBytes: 98_362_432,
      neededBytes: 98_362_432,
    });
  });

  it.each([
    ['', 'is empty'],
    ['<!DOCTYPE html><html><body>Not found</body></html>', 'is a web page and not a GGUF model'],
    [
      'version https://git-lfs.github.com/spec/v1\noid sha256:00',
      'is a Git LFS pointer and not the model itself',
    ],
    ['hello', 'is not a GGUF model'],
    ['GG', 'is not a GGUF model'],
  ])('says of %j that it %s', (content, message) => {
    expect(failure(fileOf(content))).toEqual({ kind: 'notGguf', message });
  });

  it('says how much of a file cut in half is there', () => {
    const file = path.join(folder, 'half.gguf');
    copyFileSync(tinyModel(), file);
    const size = statSync(file).size;
    truncateSync(file, size / 2);
    const [is, of] = [size / 2, size].map((bytes) => bytes.toLocaleString('en-US'));
    expect(failure(file)).toEqual({ kind: 'damaged', message: `is cut short: ${is} of ${of} bytes` });
  });

  it('finds any cut, wherever it is', () => {
    const whole = readFileSync(tinyModel());
    fc.assert(
      fc.property(fc.integer({ min: 1, max: whole.length - 1 }), (length) => {
        failure(fileOf(whole.subarray(0, length)));
      }),
      { numRuns: 60 },
    );
  });

  it('survives damage in the header: it is read, or refused with a word', () => {
    const whole = readFileSync(tinyModel());
    const damage = fc.array(fc.tuple(fc.integer({ min: 4, max: 2000 }), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(damage, (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          readGgufHeader(fileOf(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(GgufError);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('does not believe counts that no file could hold', () => {
    const huge = Buffer.concat([Buffer.from('GGUF'), Buffer.from([3, 0, 0, 0]), Buffer.alloc(16, 0xff)]);
    expect(failure(fileOf(huge)).kind).toBe('damaged');
  });
});
