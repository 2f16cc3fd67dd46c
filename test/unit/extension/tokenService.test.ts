import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { get_encoding as getEncoding } from 'tiktoken';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildAssets } from '../../../scripts/assets.mjs';
import { keptAssets } from '../../lib/keptAssets';
import { serveTokens } from '../../../extension/tokens/service/serve';
import { TokenService } from '../../../extension/tokens/service/tokenService';
import type { FromWorker } from '../../../extension/tokens/service/messages';

const assets = path.join(import.meta.dirname, '../../../dist/assets');
const loadAsset = keptAssets((name) => readFile(path.join(assets, name)));
const URI = 'file:///a.ts';
const TEXT = 'function add(first, second) {\n  return first + second; // 😀\n}\n';

beforeAll(() => buildAssets());

async function opened(text = TEXT, languageId = 'typescript'): Promise<TokenService> {
  const service = new TokenService(loadAsset, (line) => {
    throw new Error(line);
  });
  await service.useTokenizer('o200k_base');
  await service.open({ uri: URI, version: 1, languageId, fileName: 'a.ts', text });
  return service;
}

describe('the token service', () => {
  test('counts document, bytes and selection', async () => {
    const encoding = getEncoding('o200k_base');
    const counts = await (await opened()).counts(URI, [[0, 12]]);
    expect(counts).toMatchObject({
      version: 1,
      tokens: encoding.encode_ordinary(TEXT).length,
      bytes: new TextEncoder().encode(TEXT).length,
      characters: TEXT.length,
      selectionTokens: encoding.encode_ordinary(TEXT.slice(0, 12)).length,
      replacements: false,
    });
    encoding.free();
  });

  test('follows edits, U+FFFD that comes and goes included', async () => {
    const service = await opened('ab');
    service.change({ uri: URI, version: 2, edits: [{ start: 1, end: 1, text: '\ufffd' }] });
    expect(await service.counts(URI, [])).toMatchObject({ version: 2, replacements: true, bytes: 5 });
    service.change({ uri: URI, version: 3, edits: [{ start: 1, end: 2, text: '' }] });
    expect(await service.counts(URI, [])).toMatchObject({ version: 3, replacements: false, bytes: 2 });
  });

  test('many edits at once leave tokens and units as a fresh start would', async () => {
    const service = await opened('let a = 1;\n'.repeat(2000));
    await service.hover(URI, 4); // the syntax tree is there
    const edits = Array.from({ length: 2000 }, (_, i) => ({
      start: 11 * i + 4,
      end: 11 * i + 5,
      text: 'bc',
    }));
    service.change({ uri: URI, version: 2, edits: edits.reverse() });
    const fresh = await opened('let bc = 1;\n'.repeat(2000));
    expect(await service.counts(URI, [])).toEqual({ ...(await fresh.counts(URI, [])), version: 2 });
    expect((await service.hover(URI, 4))?.unit).toMatchObject({ text: 'bc', occurrences: 2000 });
  });

  test('a hover sums what a unit costs over the file, and says when it shares a token', async () => {
    const service = await opened();
    const hover = await service.hover(URI, TEXT.indexOf('first +') + 1);
    expect(hover?.unit).toMatchObject({
      text: 'first',
      kind: 'identifier',
      occurrences: 2,
      tokens: 1,
      fileTokens: 2,
    });
    const parameter = await service.hover(URI, TEXT.indexOf('(first') + 1);
    const token = parameter!.tokens[0]!;
    const text = new TextDecoder().decode(token.bytes);
    expect(parameter!.unit!.shared).toBe(text.trim() !== 'first');
    expect(await service.hover(URI, TEXT.length)).toBeNull();
  });

  test('tokens that cut a character are one hover and one painted range', async () => {
    const service = await opened('x = "🜁🜂"', 'python');
    const at = 'x = "'.length;
    const hover = await service.hover(URI, at);
    expect(hover!.tokens.length).toBeGreaterThan(1);
    expect(hover!.tokens.every(({ partial }) => partial)).toBe(true);
    const { starts, ends, parity } = await service.visibleTokens(URI, [[0, 100]]);
    for (let i = 1; i < starts.length; i++) expect(starts[i]).toBeGreaterThanOrEqual(ends[i - 1]!);
    expect(ends.at(-1)).toBe('x = "🜁🜂"'.length);
    expect(parity.length).toBe(starts.length);
  });

  test('functions carry their tokens, which add up with the rest', async () => {
    const { functions } = await (await opened()).functions(URI);
    expect(functions.map(({ name }) => name)).toEqual(['add']);
    const total = (await (await opened()).counts(URI, [])).tokens;
    expect(functions[0]!.tokens).toBeGreaterThan(5);
    expect(functions[0]!.tokens).toBeLessThanOrEqual(total);
  });

  test('a document that is not open is an error in the answer, and the service goes on', async () => {
    const answers: FromWorker[] = [];
    const receive = serveTokens({ loadAsset, post: (message) => void answers.push(message) });
    receive({ type: 'counts', id: 1, params: { uri: URI, selections: [] } });
    receive({ type: 'useTokenizer', params: { name: 'o200k_base' } });
    receive({
      type: 'open',
      params: { uri: URI, version: 7, languageId: 'go', fileName: 'a.go', text: 'x' },
    });
    receive({ type: 'change', params: { uri: URI, version: 8, edits: [{ start: 0, end: 0, text: 'y ' }] } });
    receive({ type: 'counts', id: 2, params: { uri: URI, selections: [] } });
    await expect.poll(() => answers.length).toBe(2);
    expect(answers[0]).toEqual({ id: 1, error: `${URI} is not open.` });
    expect(answers[1]).toMatchObject({ id: 2, result: { version: 8, tokens: 2 } });
  });

  test('a grammar that does not load leaves tokens without units, and is logged once', async () => {
    const log: string[] = [];
    const service = new TokenService(
      (name) => (name.includes('python') ? Promise.reject(new Error('gone')) : loadAsset(name)),
      (line) => log.push(line),
    );
    await service.useTokenizer('o200k_base');
    for (const uri of ['file:///a.py', 'file:///b.py']) {
      await service.open({ uri, version: 1, languageId: 'python', fileName: 'a.py', text: 'x = 1' });
      expect((await service.hover(uri, 0))?.unit).toBeUndefined();
    }
    expect(log).toEqual(['The Python grammar did not load: gone']);
  });
});
