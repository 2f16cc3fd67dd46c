import { describe, expect, it } from 'vitest';
import { WorkspaceCostsSum } from '../../../../language-tokenizers/metrics/costs/costs';
import { Duplicates } from '../../../../language-tokenizers/metrics/costs/duplicates';
import { WindowTable } from '../../../../language-tokenizers/metrics/costs/windowTable';
import { read, tokenizerOf } from '../../merging/support';

/** Lines that are in no other block of another seed. */
const block = (seed: string, lines: number): string =>
  Array.from({ length: lines }, (_, i) => `call_${seed}(${i}, "${seed}");\n`).join('');

async function duplicatesOf(files: Readonly<Record<string, string>>) {
  const duplicates = new Duplicates();
  for (const [name, text] of Object.entries(files)) duplicates.add(await read(name, text));
  return duplicates.report();
}

async function tokensOf(text: string): Promise<number> {
  return (await tokenizerOf('cl100k_base')).count(text);
}

describe('duplicates', () => {
  it('are files with the same text', async () => {
    const text = block('a', 20);
    const report = await duplicatesOf({
      'a.c': text,
      'b.c': text,
      'c.c': text,
      'd.c': block('d', 20),
      'e.c': '',
    });
    const tokens = await tokensOf(text);
    expect(report.identical).toEqual([{ name: 'a.c', copies: ['b.c', 'c.c'], count: 3, tokens }]);
    expect(report.files).toEqual({ count: 2, tokens: 2 * tokens });
    expect(report.blocks.count).toBe(0);
  });

  it('are blocks of eight lines or more, as long as they go on', async () => {
    const shared = block('s', 11);
    const report = await duplicatesOf({
      'a.c': block('a', 5) + shared + block('a2', 3),
      'b.c': block('b', 2) + shared + block('b2', 9),
      'c.c': block('c', 3) + block('s', 7) + block('c2', 3),
    });
    expect(report.repeated).toEqual([
      { name: 'b.c', line: 2, lines: 11, tokens: await tokensOf(shared), of: { name: 'a.c', line: 5 } },
    ]);
    expect(report.blocks).toEqual({ count: 1, lines: 11, tokens: await tokensOf(shared) });
    expect(report.sampling).toBe(1);
  });

  it('do not mind indentation, blank lines and line ends', async () => {
    const shared = block('s', 8);
    const other = shared.replaceAll(/^/gm, '  ').replace('\n', '\r\n\r\n\t\r\n');
    const report = await duplicatesOf({ 'a.c': shared, 'b.c': `x();\n${other}` });
    expect(report.repeated).toMatchObject([
      { name: 'b.c', line: 1, lines: 10, of: { name: 'a.c', line: 0 } },
    ]);
  });

  it('are found in one file, but no block is a copy of itself', async () => {
    const shared = block('s', 9);
    const twice = await duplicatesOf({ 'a.c': `${shared}x();\n${shared}` });
    expect(twice.repeated).toMatchObject([{ line: 10, lines: 9, of: { name: 'a.c', line: 0 } }]);
    const same = await duplicatesOf({ 'a.c': 'f();\n'.repeat(15) });
    expect(same.blocks.count).toBe(0);
    const more = await duplicatesOf({ 'a.c': 'f();\n'.repeat(16) });
    expect(more.blocks).toMatchObject({ count: 1, lines: 8 });
  });

  it('leave licence headers out', async () => {
    const licence = `/*\n * Copyright 2020 X\n${Array.from({ length: 12 }, (_, i) => ` * Line ${i}.\n`).join('')} */\n`;
    const report = await duplicatesOf({ 'a.c': `${licence}int a;\n`, 'b.c': `${licence}int b;\n` });
    expect(report.blocks.count).toBe(0);
  });

  it('cost what their tokens do, each line once', async () => {
    const texts = ['a', 'b', 'c'].map((seed) => block(seed, 12) + block('s', 10) + block(seed, 12));
    const files = Object.fromEntries(texts.map((text, i) => [`${i}.c`, text]));
    const report = await duplicatesOf(files);
    const copies = [...['a', 'b', 'c'].map((seed) => block(seed, 12)), block('s', 10), block('s', 10)];
    const tokens = await Promise.all(copies.map(tokensOf));
    expect(report.blocks).toEqual({ count: 5, lines: 56, tokens: tokens.reduce((sum, one) => sum + one, 0) });
  });
});

describe('the table of windows', () => {
  it('keeps what came first, and grows', () => {
    const table = new WindowTable();
    for (let i = 0; i < 2_000; i++) table.add(Math.imul(i, 0x9e3779b1), i, i % 7, i, i);
    table.add(0, 0, 9, 9, 9);
    expect(table.sampling).toBe(1);
    for (let i = 0; i < 2_000; i++) {
      expect(table.find(Math.imul(i, 0x9e3779b1), i)).toEqual({ file: i % 7, index: i, line: i });
    }
    expect(table.find(1, 1)).toBeUndefined();
  });

  it('is bounded: full, it keeps every second, fourth, … hash', () => {
    const table = new WindowTable(1 << 12);
    for (let i = 0; i < 10_000; i++) table.add(i, i, 0, i, i);
    expect(table.sampling).toBe(8);
    const kept = Array.from({ length: 10_000 }, (_, i) => i).filter((i) => table.find(i, i)?.index === i);
    expect(kept).toEqual(Array.from({ length: 1_250 }, (_, i) => 8 * i));
  });
});

describe('costs of a workspace', () => {
  it('add up texts as they come', async () => {
    const sum = new WorkspaceCostsSum(await tokenizerOf('cl100k_base'));
    const sources = ['def start_date():\n    return 12345\n', 'start_date()\n'];
    for (const [i, text] of [...sources, sources[0]!].entries()) sum.add(await read(`${i}.py`, text));
    const report = sum.report(1);
    const counts = await Promise.all(sources.map(tokensOf));
    expect(report.files).toBe(3);
    expect(report.categories.total).toBe(2 * counts[0]! + counts[1]!);
    expect(report.indentation.asIs).toBe(report.categories.total);
    expect(report.identifiers.identifiers).toMatchObject([{ text: 'start_date', occurrences: 3, tokens: 6 }]);
    expect(report.digits).toMatchObject({ literals: 2, misaligned: 2 });
    expect(report.duplicates.files).toEqual({ count: 1, tokens: counts[0] });
  });
});
