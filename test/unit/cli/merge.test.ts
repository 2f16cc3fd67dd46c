import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MergePool } from '../../../cli/merge/pool';
import type { MergeDocument } from '../../../cli/merge/document';
import { STRATEGIES } from '../../../language-tokenizers/merging/strategies';
import { bundleCli } from '../scan/support';
import { assetFolder, cli, fixtureFolder, json, temporaryFolder } from './support';

const heat = path.join(fixtureFolder, 'heat.c');
const QUICK = ['-t', 'cl100k_base', '--strategy', 'identifiers,leaves,dynamic-workspace'];

describe('merge', () => {
  it('gives every strategy and the table of operations', async () => {
    const found = await json<MergeDocument>(['merge', heat, '-t', 'cl100k_base']);
    expect(found.strategies.map(({ id }) => id)).toEqual(STRATEGIES.map(({ id }) => id));
    for (const { id, after, published, unavailable } of found.strategies) {
      if (!unavailable) expect(after, id).toBeGreaterThan(0);
      expect(published.source, id).not.toBe('');
    }
    const { base } = found;
    const own = found.strategies.find(({ id }) => id === 'identifiers')!;
    expect(own).toMatchObject({ before: base.tokens, after: base.merged, inSample: false });
    expect(found.strategies.find(({ id }) => id === 'dynamic-workspace')!.inSample).toBe(true);
    expect(new Set(found.flops.map(({ model }) => model)).size).toBe(6);
    expect(found.flops.filter(({ model }) => model === 'CodeBERT')).toHaveLength(13);
    expect(found.functions!.map(({ name }) => name)).toContain('main');
    expect(found.identifiers[0]!.cost).toBeGreaterThanOrEqual(found.identifiers[1]!.cost);
    expect(found.straddlers.texts[0]!.count).toBeGreaterThan(1);
  }, 120_000);

  it("prints the published table, and the paper's figure as the paper's", async () => {
    const { flopsReference, published } = await json<MergeDocument>(['merge', heat, ...QUICK]);
    const row = flopsReference.find(({ layer, tokenReduction }) => layer === 6 && tokenReduction === 0.2)!;
    expect(100 * row.reduction).toBeCloseTo(10.8, 1);
    expect(row.before / 1e9).toBeCloseTo(96.65, 2);
    expect(published.source).toContain('2507.14423');
    const { out } = await cli(['merge', heat, ...QUICK]);
    expect(out).toContain("The paper's figure: 1 to 19 %");
  });

  it('counts lines that are named', async () => {
    const { base, selection } = await json<MergeDocument>(['merge', heat, ...QUICK, '--lines', '1-10']);
    expect(selection!.tokens).toBeGreaterThan(10);
    expect(selection!.tokens).toBeLessThan(base.tokens);
    const all = await json<MergeDocument>(['merge', heat, ...QUICK, '--lines', '1-100000']);
    expect(all.selection).toMatchObject({ tokens: base.tokens, merged: base.merged });
    expect((await cli(['merge', heat, ...QUICK, '--lines', '9-3'])).code).toBe(2);
    expect((await cli(['merge', heat, ...QUICK, '--lines', '90000'])).err).toContain('no line 90000');
  });

  it('gives groups that a runtime can merge by', async () => {
    const { groups, base } = await json<MergeDocument>([
      'merge',
      heat,
      ...QUICK,
      '--units',
      'all',
      '--groups',
    ]);
    const saved = groups!.ranges.reduce((sum, [start, end]) => sum + end - start - 1, 0);
    expect(groups!.tokens - saved).toBe(groups!.length);
    expect(groups!.length).toBe(base.merged);
  });

  it("reads a decoder's config.json, and says what is wrong with one", async () => {
    const folder = await temporaryFolder();
    const config = path.join(folder, 'config.json');
    const gpt2 = { model_type: 'gpt2', n_embd: 768, n_layer: 12, n_head: 12, vocab_size: 50257, n_ctx: 1024 };
    await writeFile(config, JSON.stringify(gpt2));
    const { decoders, base } = await json<MergeDocument>([
      'merge',
      heat,
      ...QUICK,
      '--model-config',
      config,
      '--kv-type',
      'f32',
    ]);
    expect(decoders[0]).toMatchObject({ model: config, layer: 0, kvType: 'f32' });
    expect(decoders[0]!.kvBytes.before).toBe(base.tokens * 12 * 2 * 768 * 4);
    await writeFile(config, '{"hidden_size": 1}');
    const { code, err } = await cli(['merge', heat, ...QUICK, '--model-config', config]);
    expect([code, err.trim().split('\n').length]).toEqual([2, 1]);
    await writeFile(config, '{');
    expect((await cli(['merge', heat, ...QUICK, '--model-config', config])).err).toContain('is not JSON');
  });

  it('counts tokens without units where the language is unknown, and says so', async () => {
    const { code, out, err } = await cli(['merge', '-', ...QUICK, '--json'], 'int main() { return 0; }');
    const found = JSON.parse(out) as MergeDocument;
    expect([code, found.withoutUnits, found.base.units]).toEqual([0, 'unknown language', 0]);
    expect(err).toContain('tokens without units');
    const named = await json<MergeDocument>(
      ['merge', '-', ...QUICK, '--language', 'c'],
      'int main() { return 0; }',
    );
    expect(named.base.units).toBe(9);
  });

  it.each([
    ['an empty file', '', 0],
    ['syntax errors', 'int f( { ) return (((( get_user_name; }', 1],
    ['identifiers of any script', 'int größe_und_länge = 变量名字; int имя_переменной;', 1],
    ['a file of blanks', ' \n\t\n', 1],
  ])('reads %s', async (_, text, tokens) => {
    const { base } = await json<MergeDocument>(['merge', '-', ...QUICK, '--language', 'c'], text);
    expect(base.tokens).toBeGreaterThanOrEqual(tokens);
    expect(base.merged).toBeLessThanOrEqual(base.tokens);
  });

  it('refuses bad use in one line', async () => {
    expect((await cli(['merge', heat, '--strategy', 'none'])).err).toMatch(
      /^tokoscope: There is no strategy "none"/,
    );
    expect((await cli(['merge', 'nothing.c'])).code).toBe(2);
    expect((await cli(['merge', heat, '--language', 'klingon'])).code).toBe(2);
  }, 120_000);
});

describe('merge of a folder', () => {
  it('adds up its files, and learns from some of them', async () => {
    const folder = await temporaryFolder();
    const source =
      'int readRegisterValue(int registerIndex) { return cachedRegisterValues[registerIndex]; }\n';
    for (let i = 0; i < 8; i++) await writeFile(path.join(folder, `${i}.c`), source.repeat(i + 1));
    await writeFile(path.join(folder, 'picture.bin'), Uint8Array.of(0, 1, 2, 0));
    await writeFile(path.join(folder, 'notes.unknown'), 'some text');
    const found = await json<MergeDocument>(['merge', folder, ...QUICK]);
    expect(found.files).toHaveLength(9);
    expect(found.skipped).toHaveLength(1);
    expect(found.base.tokens).toBe(found.files!.reduce((sum, { tokens }) => sum + tokens, 0));
    expect(found.files!.find(({ path: name }) => name.endsWith('unknown'))!.withoutUnits).toBe(
      'unknown language',
    );
    const learner = found.strategies.find(({ id }) => id === 'dynamic-workspace')!;
    expect(learner.inSample).toBe(true);
    expect(learner.heldOut!.files).toBe(9 - found.learnedFrom.files);
    expect(learner.heldOut!.files).toBeGreaterThan(0);
    const elsewhere = await json<MergeDocument>(['merge', folder, ...QUICK, '--learn-from', heat]);
    expect(elsewhere.strategies.find(({ id }) => id === 'dynamic-workspace')!.inSample).toBe(false);
    expect((await cli(['merge', folder, ...QUICK, '--lines', '1'])).err).toContain('not for a folder');
  }, 120_000);

  it('is the same in worker threads, and ends with the reason when one fails', async () => {
    const folder = await temporaryFolder();
    await cli(['tokenizers']); // makes the assets
    const script = path.join(path.dirname(await bundleCli(folder, assetFolder)), 'mergeWorker.js');
    const data = {
      tokenizer: 'cl100k_base',
      assets: assetFolder,
      strategies: ['identifiers', 'dynamic-workspace'],
      options: { choice: 'identifiers', windowSizes: [512] },
    } as const;
    const texts = Array.from({ length: 12 }, (_, i) => ({
      name: `${i}.c`,
      text: 'int readRegisterValue(int index);\n'.repeat(i * 1000 + 1),
    }));
    const rows: string[] = [];
    const pool = new MergePool(script, data, 2, (found) => rows.push(...found.map((row) => row.path)));
    try {
      await pool.learn(texts.slice(0, 2));
      for (const text of texts) await pool.add(text);
      const found = await pool.finish();
      expect(rows.sort()).toEqual(texts.map(({ name }) => name).sort());
      const tokens = found.reduce((sum, { tally }) => sum + tally.counts.tokens, 0);
      expect(found.reduce((sum, { whatIf }) => sum + whatIf[1]!.all.before, 0)).toBe(tokens);
      expect(found.every(({ tally }) => tally.counts.tokens > 0)).toBe(true);
    } finally {
      await pool.close();
    }
    const broken = new MergePool(script, { ...data, tokenizer: 'no such' }, 1, () => undefined);
    await expect(broken.learn([])).rejects.toThrow('There is no tokenizer "no such"');
    await broken.close();
  }, 120_000);
});
