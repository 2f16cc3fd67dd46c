import { beforeAll, expect, it } from 'vitest';
import type { BiasGauge } from '../../../sidecar/protocol';
import { cliWithModel, temporaryFiles, type Outcome } from './support';

let file: string;
let empty: string;

beforeAll(async () => {
  const loop = 'total = 0\r\nfor number, line in enumer\r\nprint(total)\r\n';
  [file, empty] = (await temporaryFiles({ 'loop.py': loop, 'empty.py': '' })) as [string, string];
});

const bias = (of: string, line: number, column: number, ...more: string[]): Promise<Outcome> =>
  cliWithModel('bias', of, '--line', `${line}`, '--column', `${column}`, ...more);

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
