import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cli, json, temporaryFolder } from './support';

interface MetricsDocument {
  files: number;
  bytes: number;
  parsed: number;
  skipped: { path: string; reason: string }[];
  tokenizer: string;
  exact: boolean;
  bytesPerToken: number;
  bitsPerByte: { zeroOrder: number; fixedLength: number };
  entropy: { h1: number | null; h2: number | null; h3: number | null };
  capacityUtilisation: { vocabulary: number; redundancy: number };
  renyi: number;
  purity: { lang: number; pure: number };
  fragmentation: { identifiers: number; oneToken: number };
  digits: { literals: number };
  costs: { categories: { total: number } };
  refused: { value: string; reason: string }[];
  vocabulary: { size: { tokens: number }; unreachable: { count: number } };
  mixture: { shares: { name: string; share: number }[]; merges: number };
  tokenizers: MetricsDocument[];
  ids: { kind: string; canonical?: number; detours?: object[] };
  definitions: Record<string, { definition: string; source: string; ours: boolean }>;
}

let folder: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  await mkdir(path.join(folder, 'src'));
  await writeFile(path.join(folder, 'src', 'main.c'), 'int main(void) { int sum = 12345; return sum; }\n');
  await writeFile(path.join(folder, 'notes.txt'), 'sum up\n');
  await writeFile(path.join(folder, 'image.png'), Buffer.from([0x89, 0x50, 0, 1, 2]));
  await writeFile(path.join(folder, '.gitignore'), 'gone.c\n');
  await writeFile(path.join(folder, 'gone.c'), 'int gone;\n');
});

describe('metrics', () => {
  it('measures a folder as one sample', async () => {
    const found = await json<MetricsDocument>(['metrics', folder, '-t', 'cl100k_base']);
    expect(found).toMatchObject({ tokenizer: 'cl100k_base', exact: true, files: 3, parsed: 1 });
    expect(found.skipped.map(({ reason }) => reason)).toEqual(['ignored by .gitignore', 'binary']);
    const counted = await json<{ totals: Record<string, number>; files: { bytes: number }[] }>([
      'count',
      folder,
      '-t',
      'cl100k_base',
    ]);
    expect(found.bytes).toBe(counted.files.reduce((sum, { bytes }) => sum + bytes, 0));
    expect(found.bytesPerToken).toBeCloseTo(found.bytes / counted.totals['cl100k_base']!, 12);
    expect(found.costs.categories.total).toBe(counted.totals['cl100k_base']);
    expect(found.fragmentation.identifiers).toBe(3);
    expect(found.digits.literals).toBe(1);
    expect(found.capacityUtilisation.vocabulary + found.capacityUtilisation.redundancy).toBeCloseTo(1, 12);
  });

  it('says what it refuses, why, and what each metric is', async () => {
    const found = await json<MetricsDocument>(['metrics', folder]);
    expect(found.entropy).toMatchObject({ h1: null, h2: null, h3: null });
    const refused = found.refused.find(({ value }) => value === 'entropy.h2');
    expect(refused?.reason).toMatch(/^\d+ tokens are too few: \d+ contexts need \d+$/);
    expect(found.definitions['capacityUtilisation']!.ours).toBe(true);
    expect(found.definitions['entropy']!.ours).toBe(false);
    for (const { definition, source } of Object.values(found.definitions)) {
      expect(definition).toMatch(/\.$/);
      expect(source).not.toBe('');
    }
  });

  it('compares tokenizers, and reads standard input', async () => {
    const { tokenizers } = await json<MetricsDocument>(
      ['metrics', '-', '-t', 'o200k_base,cl100k_base'],
      'some text and some more text\n',
    );
    expect(tokenizers.map(({ tokenizer }) => tokenizer)).toEqual(['o200k_base', 'cl100k_base']);
    const { out } = await cli(['metrics', folder, '-t', 'o200k_base,cl100k_base']);
    expect(out).toMatch(/Bytes per token +\d\.\d+ +\d\.\d+ +bytes per token/);
    expect(out).toMatch(/Purity \*\n/);
    expect(out).toContain('Where the tokens go (cl100k_base)');
  });

  it('measures a vocabulary without any text', async () => {
    const found = await json<MetricsDocument>(['metrics', '--vocabulary', '-t', 'cl100k_base']);
    expect(found.vocabulary.size.tokens).toBe(100_261);
    expect(found.vocabulary.unreachable.count).toBe(0);
    expect(found.files).toBeUndefined();
  });

  it('estimates a mixture', async () => {
    const code = path.join(folder, 'src');
    const found = await json<MetricsDocument>([
      ...['metrics', '-t', 'cl100k_base', '--merges', '50'],
      ...['--mixture', `c=${code}`, '--mixture', `text=${path.join(folder, 'notes.txt')}`],
    ]);
    expect(found.mixture.merges).toBe(50);
    expect(found.mixture.shares.map(({ name }) => name)).toEqual(['c', 'text']);
    expect(found.mixture.shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it('tells ids that encoding gives from others', async () => {
    const args = ['metrics', '-t', 'cl100k_base', '--ids', '-'];
    expect((await json<MetricsDocument>(args, '[15339, 1917]')).ids).toEqual({ kind: 'canonical', ids: 2 });
    const { ids } = await json<MetricsDocument>(args, '{"ids": [15339, 220, 86, 1393]}');
    expect(ids.kind).toBe('other');
    expect(ids.detours).toHaveLength(1);
  });

  it.each([
    [['metrics'], 'Name files or folders'],
    [['metrics', 'nowhere.c'], 'There is no file nowhere.c.'],
    [['metrics', '--mixture', 'c=src'], 'twice at least'],
    [['metrics', '--mixture', 'src'], 'NAME=FOLDER'],
    [['metrics', '-', '-t', 'nothing'], 'There is no tokenizer "nothing"'],
  ])('%j is bad use: one line', async (args, line) => {
    const { code, out, err } = await cli(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(line);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});
