import { beforeAll, expect, it } from 'vitest';
import type { InspectResult } from '../../../sidecar/protocol';
import { cliWithModel, temporaryFiles, type Outcome } from './support';

let file: string;
let other: string;

beforeAll(async () => {
  const contents = {
    'loop.py': 'total = 0\r\nfor line in lines:\r\n    tot\r\nprint(total)\r\n',
    'units.py': 'def to_metres(feet):\n    return feet * 0.3048\n',
  };
  [file, other] = (await temporaryFiles(contents)) as [string, string];
});

const prompt = (...more: string[]): Promise<Outcome> =>
  cliWithModel('prompt', file, '--line', '3', '--column', '8', ...more);

it('shows what a completion would send, by where it comes from', async () => {
  const { code, out, err } = await prompt('--context', other, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const document = JSON.parse(out) as Omit<InspectResult, 'model'>;
  const textOf = (origin: string): string =>
    document.segments
      .filter((segment) => segment.origin === origin)
      .flatMap(({ tokens }) => tokens.map(({ text }) => text))
      .join('');
  expect(textOf('before') + textOf('line')).toBe('total = 0\nfor line in lines:\n    tot');
  expect(textOf('after')).toBe('\nprint(total)\n');
  expect(textOf('visited')).toContain('return feet * 0.3048\n');
  expect(document.segments.flatMap(({ tokens }) => tokens)).toHaveLength(document.promptTokens);
  expect(document).toMatchObject({ reusedTokens: 0, cuts: [] });
});

it('says what was left out, and why', async () => {
  const { code, out } = await prompt('--context', other, '--max-prompt-tokens', '24');
  expect(code).toBe(0);
  expect(out).toMatch(/^── marker · 1 tokens$/m);
  expect(out).toMatch(/^left out +where +tokens +why$/m);
  expect(out).toMatch(/^visited +\S+units\.py:1 +\d* +There was no room left for it\.$/m);
  expect(out).toMatch(/^\d+ tokens of 24 \(0 in the cache\), format qwen$/m);
});

it('refuses a budget that is too small for the markers', async () => {
  const { code, out, err } = await prompt('--max-prompt-tokens', '2');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^tokoscope: A budget of 2 tokens is too small for a qwen prompt\.\n?$/m);
});
