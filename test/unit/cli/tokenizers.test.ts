import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { startHub } from '../registry/hubServer';
import { smallTokenizerJson } from '../registry/support';
import { cli, fixtureFolder, json, temporaryFolder } from './support';

interface List {
  tokenizers: { name: string; where: string; size?: number }[];
}
interface Counted {
  tokenizers: string[];
  totals: Record<string, number>;
  exact: Record<string, boolean>;
}

const hub = await startHub();
const source = path.join(fixtureFolder, 'inventory.py');
let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  vi.stubEnv('TOKOSCOPE_CACHE', folder);
  vi.stubEnv('HF_ENDPOINT', hub.endpoint);
  hub.files.set('owner/small/tokenizer.json', Buffer.from(smallTokenizerJson()));
  hub.fault = undefined;
  hub.requests.length = 0;
});

describe('tokenizers', () => {
  it('lists name, engine, exactness, source, licence, place and size', async () => {
    const { tokenizers } = await json<List>(['tokenizers']);
    expect(tokenizers[0]).toEqual({
      name: 'o200k_base',
      displayName: 'o200k_base (GPT-4o, GPT-4.1, o-series)',
      exact: true,
      engine: 'own',
      source: 'tiktoken',
      licence: 'MIT',
      where: 'bundled',
      size: expect.any(Number) as number,
      vocabularySize: 200_019,
    });
    const { code, out } = await cli(['tokenizers']);
    expect(code).toBe(0);
    expect(out).toMatch(/^o200k_base +exact +200019 +[\d.]+ [kM]B +bundled +MIT/m);
  });

  it('get shows the size first, fetches only with a yes, and lists what it fetched', async () => {
    const asked = await cli(['tokenizers', 'get', 'hf:owner/small']);
    expect(asked.code).toBe(2);
    expect(asked.err).toMatch(/^hf:owner\/small: tokenizer\.json, 2 kB, licence apache-2\.0, to .*\n.*--yes/);
    expect(hub.requests.some((line) => line.startsWith('store GET'))).toBe(false);
    expect(existsSync(path.join(folder, 'tokenizers'))).toBe(false);

    const got = await cli(['tokenizers', 'get', 'hf:owner/small', '--yes']);
    expect(got).toMatchObject({ code: 0, out: 'hf:owner/small: 260 ids, licence apache-2.0\n' });
    const { tokenizers } = await json<List>(['tokenizers']);
    expect(tokenizers).toContainEqual(
      expect.objectContaining({ name: 'hf:owner/small', where: 'hub', engine: 'own', licence: 'apache-2.0' }),
    );
    hub.requests.length = 0;
    const counted = await json<Counted>([
      'count',
      source,
      '-t',
      'hf:owner/small,model:owner/small',
      '--no-cache',
    ]);
    expect(counted.tokenizers).toEqual(['hf:owner/small']);
    expect(counted.totals['hf:owner/small']).toBeGreaterThan(0);
    expect(hub.requests).toEqual([]);
  });

  it('get keeps nothing that is no tokenizer', async () => {
    hub.files.set('owner/small/tokenizer.json', Buffer.from('{"model":{"type":"Other"}}'));
    const { code, err } = await cli(['tokenizers', 'get', 'hf:owner/small', '-y']);
    expect(code).toBe(2);
    expect(err).toContain('a model that is not known: Other');
    const { tokenizers } = await json<List>(['tokenizers']);
    expect(tokenizers.every(({ where }) => where === 'bundled')).toBe(true);
  });

  it('get asks nothing when offline', async () => {
    vi.stubEnv('TOKOSCOPE_OFFLINE', '1');
    const { code, err } = await cli(['tokenizers', 'get', 'hf:owner/small', '-y']);
    expect({ code, err }).toEqual({
      code: 2,
      err: 'tokoscope: Nothing is fetched: the offline setting is on.\n',
    });
    expect(hub.requests).toEqual([]);
  });
});

describe('--tokenizer', () => {
  it('takes files of every kind, and names of models', async () => {
    const file = path.join(folder, 'tokenizer.json');
    writeFileSync(file, smallTokenizerJson());
    for (const name of [file, folder, tinyModel()]) {
      const document = await json<{ tokenizer: string; exact: boolean; count: number }>([
        'tokens',
        source,
        '-t',
        name,
      ]);
      expect(document).toMatchObject({ tokenizer: name, exact: true });
    }
    const document = await json<Counted>(['count', source, '-t', `gpt2,model:gpt-4o,${file}`, '--no-cache']);
    expect(document.tokenizers).toEqual(['r50k_base', 'o200k_base', file]);
  });

  it('marks an estimate and says why', async () => {
    const args = ['count', source, '-t', 'model:claude-sonnet-4-5,o200k_base', '--no-cache'];
    const { exact, totals } = await json<Counted>(args);
    expect(exact).toEqual({ 'model:claude-sonnet-4-5': false, o200k_base: true });
    expect(totals['model:claude-sonnet-4-5']).toBe(totals['o200k_base']);
    const { err, out } = await cli(args);
    expect(out).toContain(`≈${totals['o200k_base']}`);
    expect(err).toContain('Anthropic publishes no tokenizer');
  });

  it('counts anew when a file changes under the same name', async () => {
    const file = path.join(folder, 'tokenizer.json');
    const cache = path.join(folder, 'counts');
    const total = async (): Promise<number> =>
      (await json<Counted>(['count', source, '-t', file, '--cache', cache])).totals[file]!;
    const whole = smallTokenizerJson();
    writeFileSync(file, whole);
    const before = await total();
    const { model, ...rest } = JSON.parse(whole) as { model: { merges: string[] } };
    writeFileSync(file, JSON.stringify({ ...rest, model: { ...model, merges: [] } }));
    expect(await total()).toBeGreaterThan(before);
  });
});
