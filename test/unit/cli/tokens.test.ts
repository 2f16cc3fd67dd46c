import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { get_encoding } from 'tiktoken';
import { afterAll, describe, expect, it } from 'vitest';
import { cli, fixtureFolder, json } from './support';

interface TokensDocument {
  tokenizer: string;
  exact: boolean;
  language: string | null;
  bytes: number;
  count: number;
  tokens: {
    id: number;
    byteStart: number;
    byteEnd: number;
    start: number;
    end: number;
    text: string;
    partial?: true;
    unit?: string;
  }[];
}

const references = {
  o200k_base: get_encoding('o200k_base'),
  cl100k_base: get_encoding('cl100k_base'),
};
afterAll(() => Object.values(references).forEach((one) => one.free()));

const names = Object.keys(references) as (keyof typeof references)[];
const files = readdirSync(fixtureFolder);

describe.each(names)('tokens --tokenizer %s', (name) => {
  it.each(files)('of %s are those of tiktoken', async (file) => {
    const full = path.join(fixtureFolder, file);
    const content = readFileSync(full);
    const text = content.toString();
    const document = await json<TokensDocument>(['tokens', full, '--tokenizer', name]);
    const ids = references[name].encode_ordinary(text);
    expect(document.tokens.map((token) => token.id)).toEqual([...ids]);
    expect(document).toMatchObject({
      tokenizer: name,
      exact: true,
      bytes: content.length,
      count: ids.length,
    });
    let end = 0;
    // Compared at once: an assertion for each of the thousands of tokens takes longer than all they are about.
    const wrong = document.tokens.filter((token) => {
      const bytes = content.subarray(token.byteStart, token.byteEnd);
      const isRight =
        token.byteStart === end &&
        bytes.equals(references[name].decode_single_token_bytes(token.id)) &&
        token.text === new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) &&
        (text.slice(token.start, token.end) === token.text) !== (token.partial === true);
      end = token.byteEnd;
      return !isRight;
    });
    expect(wrong).toEqual([]);
    expect(end).toBe(content.length);
  });
});

it('carry the unit of their first character that is not blank', async () => {
  const text = 'int  main(void) {\n  return "a b"; // 🦀\n}\n';
  const { language, tokens } = await json<TokensDocument>(['tokens', '-', '--language', 'c'], text);
  expect(language).toBe('c');
  const unit = (part: string) => tokens.find((token) => token.text.includes(part))?.unit;
  expect([unit('int'), unit('main'), unit('return'), unit('//'), unit('"')]).toEqual([
    'type',
    'identifier',
    'keyword',
    'comment',
    'string',
  ]);
  expect(tokens.find((token) => token.partial)?.unit).toBe('comment');
  expect(tokens.filter((token) => token.text.trim() === '').map((token) => token.unit)).toEqual(
    tokens.filter((token) => token.text.trim() === '').map(() => undefined),
  );
});

it('of standard input keep a byte order mark, line ends and an unknown language', async () => {
  const text = '\uFEFFone\r\ntwo\r\n';
  const document = await json<TokensDocument>(['tokens', '-'], text);
  expect(document.language).toBeNull();
  expect(document.bytes).toBe(13);
  expect(document.tokens.map((token) => token.id)).toEqual([...references.o200k_base.encode_ordinary(text)]);
});

it('of nothing are none', async () => {
  expect(await json<TokensDocument>(['tokens', '-'], '')).toMatchObject({ bytes: 0, count: 0, tokens: [] });
});

it('are many and still one document', async () => {
  const text = 'word '.repeat(200_000);
  const { count, tokens } = await json<TokensDocument>(['tokens', '-'], text);
  expect(tokens).toHaveLength(count);
  expect(tokens.at(-1)?.byteEnd).toBe(text.length);
});

it('print as a table for people', async () => {
  const { code, out } = await cli(['tokens', '-', '--language', 'python'], 'x = "a\tb"\n');
  expect(code).toBe(0);
  expect(out).toContain('\\t');
  expect(out).toMatch(/identifier +x\n/);
  expect(out).toMatch(/\d+ tokens \(o200k_base\)\n$/);
});
