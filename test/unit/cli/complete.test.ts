import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { bundleSidecar } from '../../lib/bundleSidecar.mjs';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { cli, temporaryFolder } from './support';

interface CompleteDocument {
  insertText: string;
  range: unknown;
  tokens: number;
  stop: string;
  stats: { promptTokens: number; evaluated: number; reused: number; generated: number; cascade?: unknown };
  engine: { name: string; path: string; backend: string };
}

let script: string;
let model: string;
let file: string;

beforeAll(async () => {
  script = await bundleSidecar();
  model = tinyModel();
  file = path.join(await temporaryFolder(), 'loop.py');
  await writeFile(file, 'total = 0\r\nfor item in items:\r\n    total += \r\nprint(total)\r\n');
});

const complete = (...more: string[]) =>
  cli(
    ['complete', file, '--line', '3', '--column', '14', '--gpu', 'cpu', '--max-tokens', '8', ...more],
    '',
    script,
  );

it('completes with a model given by its path', async () => {
  const first = await complete('--model', model, '--json');
  expect(first).toMatchObject({ code: 0, err: '' });
  const document = JSON.parse(first.out) as CompleteDocument;
  expect(document.range).toEqual({ start: { line: 3, column: 14 }, end: { line: 3, column: 14 } });
  expect(document.tokens).toBe(document.stats.generated);
  expect(document.tokens).toBeLessThanOrEqual(8);
  expect(document.stats.evaluated + document.stats.reused).toBe(document.stats.promptTokens);
  expect(document.engine).toMatchObject({ path: model, backend: 'CPU' });
  expect(document.engine.name).toContain('llama.cpp');
  const second = JSON.parse((await complete('--model', model, '--json')).out) as CompleteDocument;
  expect(second.insertText).toBe(document.insertText);
});

it('answers with a larger model where the model is not sure, and says so when asked to', async () => {
  const larger = tinyModel({ seed: 2 });
  const both = ['--model', model, '--larger-model', larger];
  const unsure = await complete(...both, '--temperature', '5', '--json');
  expect(unsure).toMatchObject({ code: 0, err: '' });
  const document = JSON.parse(unsure.out) as CompleteDocument;
  expect(document.stats.cascade).toMatchObject({ by: 'large', deferredBy: expect.any(String) as string });
  expect(document.engine.path).toBe(larger);

  const sure = await complete(...both, '--verbose');
  expect(sure.code).toBe(0);
  expect(sure.err).toContain('Answered by the model, Tokoscope tiny, which was sure of it.');

  const missing = await complete('--model', model, '--larger-model', './none.gguf');
  expect(missing).toMatchObject({ code: 2, out: '' });
  expect(missing.err).toContain(path.resolve('none.gguf'));
});

it('says in one line which model is missing, or is none', async () => {
  for (const [name, message] of [
    [file, 'is not a GGUF model'],
    ['no-such-model', 'There is no model "no-such-model"'],
    ['./none.gguf', path.resolve('none.gguf')],
  ] as const) {
    const { code, out, err } = await complete('--model', name);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).toContain(message);
  }
});

it('lists the models', async () => {
  const { code, out } = await cli(['models', '--json'], '', script);
  expect(code).toBe(0);
  const { models } = JSON.parse(out) as { models: Record<string, unknown>[] };
  expect(models.length).toBeGreaterThan(1);
  for (const one of models) expect(one).toMatchObject({ installed: expect.any(Boolean) as boolean });
  expect(models[0]).toMatchObject({ id: 'tokoscope-code', licence: 'MIT', installed: true });
  expect((await cli(['models'], '', script)).out).toContain('smollm2-135m-instruct-q4_1');
});

it('says that the inference process is missing', async () => {
  const { code, err } = await cli(['models'], '', path.join(path.dirname(file), 'none.mjs'));
  expect(code).toBe(2);
  expect(err.split('\n').filter((line) => line.startsWith('tokoscope: '))).toHaveLength(1);
});
