import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENCODINGS } from '../../../language-tokenizers/bpe/encodings';
import { TokenDocument } from '../../../language-tokenizers/bpe/document';
import { listTokenizers, openRegistered } from '../../../language-tokenizers/registry/registry';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { hostIn, smallTokenizerJson, temporaryFolder } from './support';

const folder = temporaryFolder();
const host = hostIn(folder);

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

async function failure(name: string): Promise<string> {
  try {
    await openRegistered(name, host);
  } catch (error) {
    const { message } = error as Error;
    expect(message).toMatch(/^[^\n]+\.$/);
    return message;
  }
  throw new Error('It was opened.');
}

describe('the registry', () => {
  it('lists and opens what is bundled', async () => {
    const entries = await listTokenizers(host);
    expect(entries.map(({ name }) => name)).toEqual(expect.arrayContaining([...ENCODINGS.keys()]));
    expect(entries[0]).toMatchObject({ name: 'o200k_base', exact: true, licence: 'MIT', where: 'bundled' });
    const { tokenizer } = await openRegistered('model:gpt-4o-2024-08-06', host);
    expect(tokenizer).toMatchObject({ name: 'o200k_base', exact: true });
    const { entry } = await openRegistered('model:Qwen/Qwen2.5-Coder-7B', host);
    expect(entry).toMatchObject({ name: 'qwen2.5', exact: true, licence: 'Apache-2.0', where: 'bundled' });
  });

  it('opens a tokenizer.json, the folder that holds one, and an installed package', async () => {
    const file = write('some/tokenizer.json', smallTokenizerJson());
    write('node_modules/@scope/tokens/models/tokenizer.json', smallTokenizerJson());
    for (const [name, where] of [
      [file, 'file'],
      [path.dirname(file), 'file'],
      ['npm:@scope/tokens', 'package'],
    ] as const) {
      const { entry, tokenizer } = await openRegistered(name, host);
      expect(entry).toMatchObject({ name, where, exact: true, engine: 'own' });
      expect(tokenizer.encode('in the').ids, name).toEqual(Uint32Array.of(258, 259));
    }
  });

  it('opens the vocabulary of a GGUF file', async () => {
    const { entry, tokenizer } = await openRegistered(tinyModel(), host);
    expect(entry).toMatchObject({ where: 'file', exact: true });
    expect(tokenizer.vocabularySize).toBe(649);
  });

  it('opens a tekken.json, in which ids of special tokens come first', async () => {
    const tokens = [...Array.from({ length: 256 }, (_, byte) => Buffer.of(byte)), 'th', 'the', 'in', 'never'];
    const vocab = tokens.map((token, rank) => ({
      rank,
      token_bytes: Buffer.from(token as string).toString('base64'),
      token_str: null,
    }));
    const config = {
      pattern: String.raw`[^\r\n\p{L}\p{N}]?\p{L}+|\s+`,
      default_vocab_size: 3 + 259,
      default_num_special_tokens: 3,
    };
    const special_tokens = [{ rank: 1, token_str: '<s>', is_control: true }];
    const file = write('tekken.json', JSON.stringify({ config, vocab, special_tokens }));
    const { tokenizer } = await openRegistered(file, host);
    expect([...tokenizer.encode('thein').ids]).toEqual([260, 261]);
    expect(tokenizer.specialTokens.get('<s>')).toBe(1);
    expect([...tokenizer.encode('<s>', { special: 'tokens' }).ids]).toEqual([1]);
  });

  it('keeps what took long to work out, and makes it anew when it is damaged', async () => {
    const file = write('kept/tokenizer.json', smallTokenizerJson());
    const other = hostIn(temporaryFolder());
    const open = async (): Promise<number[]> => {
      const { tokenizer } = await openRegistered(file, other);
      expect(tokenizer).toMatchObject({ name: file, exact: true, engine: 'own' });
      return [...tokenizer.encode('in the<x>').ids];
    };
    const ids = await open();
    const [kept] = await other.cache.list('compiled');
    expect(await open()).toEqual(ids);
    await other.cache.write(`compiled/${kept!}`, new Uint8Array([1, 2, 3]));
    expect(await open()).toEqual(ids);
    expect((await other.cache.read(`compiled/${kept!}`))!.length).toBeGreaterThan(500);
  });

  it('marks the counts of a model without a public tokenizer as estimates', async () => {
    const { entry, note, tokenizer } = await openRegistered('model:claude-sonnet-4-5', host);
    expect(entry).toMatchObject({ name: 'model:claude-sonnet-4-5', exact: false });
    expect(tokenizer).toMatchObject({ name: 'model:claude-sonnet-4-5', exact: false });
    expect(note).toContain('Anthropic');
    const { tokenizer: other } = await openRegistered('o200k_base', host);
    const text = 'const answer = 42;';
    expect(tokenizer.count(text)).toBe(other.count(text));
    const document = new TokenDocument(text);
    const view = document.view(tokenizer);
    document.applyEdits([{ start: 0, end: 5, text: 'let' }]);
    expect(view.tokenizer.exact).toBe(false);
    expect(view.count).toBe(other.count('let answer = 42;'));
  });

  it('tells one content from another of the same name', async () => {
    const file = write('changing.json', smallTokenizerJson());
    const before = (await openRegistered(file, host)).digest;
    expect((await openRegistered(file, host)).digest).toBe(before);
    write('changing.json', smallTokenizerJson().replace('"the"', '"The"').replace('"th e"', '"T he"'));
    await expect(openRegistered(file, host).then(({ digest }) => digest)).rejects.toThrow();
    write('changing.json', `${smallTokenizerJson()}\n`);
    expect((await openRegistered(file, host)).digest).not.toBe(before);
  });

  it('says in one sentence what is wrong', async () => {
    expect(await failure('no/such/file.json')).toContain('no file has that path');
    expect(await failure('npm:not-installed')).toContain('npm install not-installed');
    expect(await failure('model:nobody')).toContain('"nobody" is not known');
    mkdirSync(path.join(folder, 'empty'));
    expect(await failure(path.join(folder, 'empty'))).toContain('holds no tokenizer.json');
    const whole = smallTokenizerJson();
    expect(await failure(write('cut.json', whole.slice(0, 2000)))).toContain('cut short');
    expect(await failure(write('list.json', '[1, 2]'))).toContain('no tokenizer.json');
    expect(await failure(write('nothing', ''))).toContain('no tokenizer.json');
    expect(await failure(write('text', 'hello'))).toContain('no tokenizer.json');
    expect(await failure(write('cut.gguf', 'GGUF\x03'))).toContain('cut short');
    expect(await failure(write('tekken.json', '{"config":{"default_num_special_tokens":1}}'))).toContain(
      'no whole tekken.json',
    );
    const noSuchToken = whole.replace('"th e"', '"th zz"');
    expect(await failure(write('merges.json', noSuchToken))).toContain('zz');
  });
});
