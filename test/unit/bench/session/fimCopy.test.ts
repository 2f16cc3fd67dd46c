import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { withMarkers, STAND_INS } from '../../../bench/session/fimCopy';
import { tinyModel } from '../../../lib/gguf/tinyModel.mjs';
import { writeGguf } from '../../../lib/gguf/writer.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'tokoscope-copy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('leaves a model that has markers alone', async () => {
  const target = path.join(folder, 'same.gguf');
  expect(await withMarkers(tinyModel(), target)).toEqual({ file: tinyModel(), isCopy: false });
});

it('spells spare tokens as markers, and leaves the rest of the file as it is', async () => {
  const model = (name: string, tokens: readonly string[]): string => {
    const file = path.join(folder, name);
    writeGguf(
      file,
      [
        ['general.architecture', 'string', 'llama'],
        ['tokenizer.ggml.scores', ['f32'], [1, 2]],
        ['tokenizer.ggml.tokens', ['string'], [...tokens]],
        ['tokenizer.ggml.add_bos_token', 'bool', false],
      ],
      [{ name: 'weights', shape: [4, 3], fill: (index) => index / 8 }],
    );
    return file;
  };
  const spare = Object.keys(STAND_INS);
  const source = model('source.gguf', ['a', ...spare, 'b']);
  const target = path.join(folder, 'copy.gguf');
  expect(await withMarkers(source, target)).toEqual({ file: target, isCopy: true });
  const wanted = model('wanted.gguf', ['a', ...Object.values(STAND_INS), 'b']);
  expect(readFileSync(target).equals(readFileSync(wanted))).toBe(true);
});

it('says so where there is nothing to spare', async () => {
  const model = tinyModel({ fim: false });
  await expect(withMarkers(model, path.join(folder, 'none.gguf'))).rejects.toThrow('--model');
});
