import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { summarise, summaryTable } from '../../../cli/verify/summary';
import type { DraftDifference, VerifyResult } from '../../../sidecar/protocol';
import { bundleSidecar } from '../../lib/bundleSidecar.mjs';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { cli, temporaryFolder } from '../cli/support';

const LINES = 'total = 0\r\nfor item in items:\r\n    total += item\r\n'.repeat(6);

describe('tokoscope verify', () => {
  it('says that drafting changed nothing, and what it was worth', async () => {
    const file = path.join(await temporaryFolder(), 'loop.py');
    await writeFile(file, LINES);
    const run = async (...more: string[]) =>
      cli(
        ['verify', file, '--gpu', 'cpu', '--model', tinyModel(), '-n', '5', '--max-tokens', '10', ...more],
        '',
        await bundleSidecar(),
      );
    const { code, out, err } = await run('--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const document = JSON.parse(out) as ReturnType<typeof summarise>;
    expect(document).toMatchObject({ files: 1, cursors: 5, differences: [] });
    expect(document.tokens).toBeGreaterThan(10);
    expect(document.drafted.decodes).toBeLessThanOrEqual(document.plain.decodes);
    expect((await run()).out).toContain('0 of 5 completions changed by drafting, in 1 files.');
  });

  it('needs code to complete in', async () => {
    const file = path.join(await temporaryFolder(), 'empty.py');
    await writeFile(file, '\n');
    const { code, err } = await cli(['verify', file], '', await bundleSidecar());
    expect(code).toBe(2);
    expect(err).toContain('no text to complete in');
  });
});

describe('the summary', () => {
  const differing = (gap: number | undefined): DraftDifference => ({
    line: 3,
    column: 7,
    after: 4,
    plain: { id: 1, text: 'a\n' },
    drafted: undefined,
    gap,
  });
  const result = (differences: DraftDifference[]): VerifyResult => ({
    cursors: 2,
    tokens: 12,
    plain: { decodes: 12, ms: 3 },
    drafted: {
      decodes: 4,
      ms: 2,
      drafts: { tail: { drafts: 2, drafted: 8, accepted: 6, steps: 4 } },
    },
    differences,
  });
  const files = [
    { path: 'a.py', result: result([differing(0.5), differing(undefined)]) },
    { path: 'b.py', result: result([differing(1e-4)]) },
  ];

  it('adds up the files, and tells ties from changes', () => {
    const summary = summarise(files, 1e-3);
    expect(summary).toMatchObject({
      files: 2,
      cursors: 4,
      tokens: 24,
      tokensPerDecode: { plain: 1, drafted: 3 },
      sources: { tail: { drafts: 4, drafted: 16, accepted: 12, steps: 8 } },
    });
    expect(summary.differences.map(({ path: file, tie }) => [file, tie])).toEqual([
      ['a.py', false],
      ['a.py', false],
      ['b.py', true],
    ]);
  });

  it('is a line for each of them', () => {
    const lines = summaryTable(summarise(files, 1e-3)).split('\n');
    expect(lines[0]).toBe(
      'DIFFERS a.py:3:7, after 4 tokens: plain "a\\n", drafted the end, the two likeliest 0.50 apart',
    );
    expect(lines[1]).toBe('DIFFERS a.py:3:7, after 4 tokens: plain "a\\n", drafted the end');
    expect(lines[2]).toMatch(/^tie b\.py/);
    expect(lines[3]).toBe('2 of 4 completions changed by drafting, in 2 files.');
  });
});
