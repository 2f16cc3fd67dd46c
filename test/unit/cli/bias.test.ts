import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { BiasGauge } from '../../../sidecar/protocol';
import { bundleSidecar } from '../../lib/bundleSidecar.mjs';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { cli, temporaryFolder, type Outcome } from './support';

let script: string;
let file: string;
let empty: string;

beforeAll(async () => {
  script = await bundleSidecar();
  const folder = await temporaryFolder();
  file = path.join(folder, 'loop.py');
  empty = path.join(folder, 'empty.py');
  await writeFile(file, 'total = 0\r\nfor number, line in enumer\r\nprint(total)\r\n');
  await writeFile(empty, '');
});

const bias = (of: string, line: number, column: number, ...more: string[]): Promise<Outcome> => {
  const place = ['--line', `${line}`, '--column', `${column}`];
  return cli(['bias', of, ...place, '--gpu', 'cpu', '--model', tinyModel(), ...more], '', script);
};

it('says how far the tokens at the cursor mislead', async () => {
  const { code, out, err } = await bias(file, 2, 27, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const document = JSON.parse(out) as BiasGauge & { line: number; column: number };
  expect(document).toMatchObject({ line: 2, column: 27, engine: { backend: 'CPU' } });
  expect(document.totalVariation).toBeGreaterThan(0);
  expect(document.totalVariation).toBeLessThanOrEqual(1);
  for (const list of [document.exact, document.naive]) {
    expect(list.length).toBeGreaterThan(1);
    expect(list[0]!.probability).toBeGreaterThanOrEqual(list[1]!.probability);
  }
  const lines = (await bias(file, 2, 27)).out.trimEnd().split('\n');
  expect(lines[0]).toMatch(/^next +exact +naive$/);
  expect(lines[1]!.split(/ {2,}/)[0]).toBe(document.exact[0]!.label);
  expect(lines[1]).toContain(`${(100 * document.exact[0]!.probability).toFixed(1)} %`);
  expect(lines.at(-1)).toBe(
    `total variation ${document.totalVariation.toFixed(3)}, relative entropy ${document.klNats.toFixed(3)} nats`,
  );
});

it('says in one line why there is no answer', async () => {
  for (const [outcome, message] of [
    [await bias(empty, 1, 1), 'No text stands before the cursor'],
    [await bias(file, 2, 28), 'There is no column 28 in line 2'],
    [await bias(file, 9, 1), 'There is no line 9'],
  ] as const) {
    expect({ ...outcome, err: '' }).toEqual({ code: 2, out: '', err: '' });
    expect(outcome.err.trimEnd().split('\n')).toHaveLength(1);
    expect(outcome.err).toContain(message);
  }
});
