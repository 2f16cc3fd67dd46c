import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { ExplainResult } from '../../../sidecar/protocol';
import { bundleSidecar } from '../../lib/bundleSidecar.mjs';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { cli, temporaryFolder, type Outcome } from '../cli/support';

let script: string;
let file: string;
let other: string;

beforeAll(async () => {
  script = await bundleSidecar();
  const folder = await temporaryFolder();
  file = path.join(folder, 'loop.py');
  other = path.join(folder, 'units.py');
  await writeFile(file, 'total = 0\r\nfor line in lines:\r\n    tot\r\nprint(total)\r\n');
  await writeFile(other, 'def to_metres(feet):\n    return feet * 0.3048\n');
});

const explain = (...more: string[]): Promise<Outcome> => {
  const place = ['--line', '3', '--column', '8', '--gpu', 'cpu', '--model', tinyModel()];
  return cli(['explain', file, ...place, ...more], '', script);
};

it('weighs the lines of the file and its context, counted as the user does', async () => {
  const { code, out, err } = await explain(
    '--answer',
    'al += to_metres(line)',
    '--context',
    other,
    '--least',
    '0',
    '--json',
  );
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const document = JSON.parse(out) as Omit<ExplainResult, 'model'> & { answer: string; engine: object };
  expect(document).toMatchObject({ answer: 'al += to_metres(line)', complete: true, otherLines: 0 });
  expect(document.lines.map(({ path: name, line, text }) => `${name}:${line} ${text}`).sort()).toEqual(
    [
      `${file}:1 total = 0`,
      `${file}:2 for line in lines:`,
      `${file}:4 print(total)`,
      `${other}:1 def to_metres(feet):`,
      `${other}:2     return feet * 0.3048`,
    ].sort(),
  );
  expect(document.engine).toMatchObject({ backend: 'CPU' });
});

it('explains what the model completes, for people, within a budget', async () => {
  const { code, out, err } = await explain('--budget', '80', '--progress');
  expect(code).toBe(0);
  expect(out).toMatch(/^The answer has \d+ tokens and a log probability of -[\d.]+ nats; without/m);
  expect(out).toMatch(/The budget was spent before all was known: raise it with --budget\.$/m);
  expect(err).toMatch(/^Of the budget, \d+ % are spent\.$/m);
  const whole = await explain('--answer', 'al = 1', '--least', '0');
  expect(whole.out).toMatch(/^ *-?[\d.]+ {2}\S+loop\.py:\d {2}\S/m);
});

it('refuses an empty answer', async () => {
  const { code, out, err } = await explain('--answer', '');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^tokoscope: There is no completion here to explain: give a text with --answer\.$/m);
});
