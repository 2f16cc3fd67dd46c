import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { IdentifierScores, SurprisalLine, SurprisalToken } from '../../../sidecar/protocol';
import { bundleSidecar } from '../../lib/bundleSidecar.mjs';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { cli, temporaryFolder } from '../cli/support';

interface Document {
  readonly tokens: readonly SurprisalToken[];
  readonly bitsPerByte: number | null;
  readonly perplexity: number | null;
  readonly logprob: number;
  readonly scoredTokens: number;
  readonly scoredBytes: number;
  readonly exact: boolean;
  readonly lines?: readonly SurprisalLine[];
  readonly identifiers?: IdentifierScores;
  readonly engine: { readonly path: string };
}

const TEXT = 'total = 0\r\nfor item in items:\r\n    total += item  # é\r\nprint(total)\r\n';
let script: string;
let folder: string;

beforeAll(async () => {
  script = await bundleSidecar();
  folder = await temporaryFolder();
}, 120_000);

async function fileWith(name: string, content: string | Uint8Array): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

const surprisal = (file: string, ...more: string[]) =>
  cli(['surprisal', file, '--model', tinyModel(), '--gpu', 'cpu', ...more], TEXT, script);

async function documentOf(file: string, ...more: string[]): Promise<Document> {
  const { code, out, err } = await surprisal(file, '--json', ...more);
  // A busy machine may be slow enough for a word on progress.
  const unexpected = err
    .split('\n')
    .filter((line) => line !== '' && !/^Reading: |gives probabilities slowly/.test(line));
  expect({ code, unexpected }).toEqual({ code: 0, unexpected: [] });
  return JSON.parse(out) as Document;
}

describe('tokoscope surprisal', () => {
  it('lists the tokens of a file, which tile it, and their sum', async () => {
    const document = await documentOf(await fileWith('loop.py', TEXT), '--top', '2', '--entropy');
    let byte = 0;
    for (const token of document.tokens) {
      expect(token.byteStart).toBe(byte);
      byte = token.byteEnd;
    }
    expect(byte).toBe(Buffer.byteLength(TEXT));
    const scored = document.tokens.slice(1);
    const logprob = scored.reduce((sum, token) => sum + token.logprob!, 0);
    expect(document.logprob).toBeCloseTo(logprob, 6);
    expect(document.bitsPerByte).toBeCloseTo(-logprob / Math.LN2 / document.scoredBytes, 6);
    expect(document.scoredTokens).toBe(scored.length);
    expect(document.exact).toBe(true);
    expect(document.lines).toBeUndefined();
    expect(document.engine.path).toBe(tinyModel());
    for (const { alternatives, entropy, rank } of scored) {
      expect(alternatives).toHaveLength(2);
      expect(entropy).toBeGreaterThan(0);
      expect(rank).toBeGreaterThanOrEqual(0);
    }
  });

  it('reads the standard input, with lines from 1 that add up', async () => {
    const document = await documentOf('-', '--top', '0', '--lines');
    expect(document.tokens[1]).not.toHaveProperty('alternatives');
    expect(document.tokens[1]).not.toHaveProperty('entropy');
    expect(document.lines!.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
    const sum = document.lines!.reduce((total, { logprob }) => total + logprob, 0);
    expect(sum).toBeCloseTo(document.logprob, 6);
  });

  it('reads in windows where the context is short', async () => {
    const long = await documentOf(await fileWith('long.py', TEXT.repeat(8)), '--context', '64');
    expect(long.tokens.slice(1).every(({ logprob }) => logprob !== null)).toBe(true);
    expect(long.tokens.length).toBeGreaterThan(64);
  });

  it('says how many identifiers the model would have written, where there is a grammar', async () => {
    const file = await fileWith('loop.py', TEXT);
    const { identifiers } = await documentOf(file, '--identifiers');
    // total, item, items, total, item, print, total; nothing is known of the first token.
    expect(identifiers!.rare.total + identifiers!.frequent.total).toBe(6);
    expect((await surprisal(file, '--identifiers')).out).toMatch(
      /\nIdentifiers right as a whole: \d of 6 rare/,
    );
    const unknown = await surprisal(await fileWith('loop.unknown', TEXT), '--identifiers');
    expect(unknown.code).toBe(2);
    expect(unknown.err).toMatch(/^tokoscope: Identifiers are known by a grammar: .*\n$/);
  });

  it('shows tables for people', async () => {
    const { code, out } = await surprisal(await fileWith('loop.py', TEXT), '--lines');
    expect(code).toBe(0);
    const tables = out.split('\n\n');
    expect(tables).toHaveLength(3);
    expect(tables[0]!.split('\n')).toHaveLength(5);
    expect(tables[0]).toMatch(/^line +bits +tokens +bits\/token +text\n/);
    expect(tables[0]).toMatch(/\n +3 +[\d.]+ +\d+ +[\d.]+ +total \+= item {2}# é\n/);
    expect(tables[1]).toMatch(/^place +bits +rank +token +expected\n\d:\d/);
    expect(tables[2]).toMatch(/^\d+ tokens, \d+ bytes: [\d.]+ bits per byte, perplexity [\d.]+ \(.*\)\n$/);
    const worst = (await surprisal(await fileWith('loop.py', TEXT))).out.split('\n\n')[1]!;
    const bits = worst
      .split('\n')
      .slice(1)
      .map((row) => Number(row.split(/ +/)[1]));
    expect(bits).toEqual(bits.toSorted((a, b) => b - a));
  });

  it.each([
    ['nothing', ''],
    ['a byte order mark', '\ufeff'],
  ])('bears a file with %s', async (_, content) => {
    const file = await fileWith('bare.py', content);
    const { tokens } = await documentOf(file);
    expect(tokens.at(-1)?.byteEnd ?? 0).toBe(Buffer.byteLength(content));
    expect((await surprisal(file)).code).toBe(0);
  });

  it('has nothing to say of an empty file', async () => {
    const file = await fileWith('empty.py', '');
    const document = await documentOf(file);
    expect(document).toMatchObject({ tokens: [], bitsPerByte: null, perplexity: null, logprob: 0 });
    expect((await surprisal(file)).out).toBe('There is no token whose probability is known.\n');
  });

  it.each([
    ['bytes that are no text', Uint8Array.of(0x61, 0xff, 0x62), [], /not valid UTF-8 \(byte 1\)/],
    ['a model that is none', 'a', ['--model', 'no-such-model'], /There is no model "no-such-model"/],
    ['a number that is none', 'a', ['--top', 'x'], /whole number/],
    ['too many alternatives', 'a', ['--top', '1001'], /"top" must be at most 1000/],
  ])('refuses %s in one line', async (_, content, more, message) => {
    const { code, out, err } = await surprisal(await fileWith('bad.py', content), ...more);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).toMatch(message);
  });

  it('refuses a file that is not there', async () => {
    const { code, err } = await surprisal(path.join(folder, 'none.py'));
    expect(code).toBe(2);
    expect(err).toMatch(/^tokoscope: There is no file .*none\.py\.\n$/);
  });
});
