import { beforeAll, describe, expect, it } from 'vitest';
import { complete, type CompletionModel } from '../../../sidecar/completion/complete';
import { parserOpener } from '../../../sidecar/constraints/treeSitterParser';
import type { CompleteParams, CompleteResult } from '../../../sidecar/protocol';
import { checkCompleteParams } from '../../../sidecar/server/validate';
import { openCompletionModel, runNow } from '../sidecar/lib/completionModel';
import { syntax } from '../syntax/support';
import { paramsOf, specOf } from '../sidecar/lib/sidecar';

let model: CompletionModel;
beforeAll(async () => {
  model = await openCompletionModel({ openParser: parserOpener((language) => syntax.grammar(language)) });
}, 60_000);

const params = paramsOf({
  spec: specOf('tiny'),
  documentId: 'a',
  maxTokens: 10,
  boundary: 'off',
});

function ask(changes: Partial<CompleteParams> = {}, signal?: AbortSignal): Promise<CompleteResult> {
  return complete(model, { ...params, ...changes }, runNow(signal));
}

describe('a completion', () => {
  it('says nothing of constraints and choice where none were asked for', async () => {
    const { stats, ...result } = await ask();
    expect(result).not.toHaveProperty('alternatives');
    expect(stats).not.toHaveProperty('constraints');
    expect(stats).not.toHaveProperty('choice');
  });

  it('comes with alternatives that differ from it and from each other, and stays what it is', async () => {
    const plain = await ask();
    const result = await ask({ alternatives: 3 });
    expect(result.text).toBe(plain.text);
    expect(result.alternatives).toHaveLength(2);
    expect(new Set([result.text, ...result.alternatives!]).size).toBe(3);
    expect(result.stats.choice?.decodes).toBeGreaterThan(0);
    expect((await ask()).text).toBe(plain.text);
  });

  it('obeys constraints, and says what they cost', async () => {
    const plain = await ask();
    const forbidden = [...new Set(plain.raw)].slice(0, 3);
    const { raw, stats } = await ask({ forbidden });
    for (const text of forbidden) expect(raw).not.toContain(text);
    expect(stats.constraints!.rejected).toBeGreaterThan(0);
    expect(stats.constraints!.checks).toBeLessThan(model.engine.vocabulary.size);
    expect((await ask({ begin: 'stream.read(', maxTokens: 16 })).raw.startsWith('stream.read(')).toBe(true);
    expect((await ask({ begin: 'stream', cautious: true })).raw.startsWith('stream')).toBe(true);
    for (const text of (await ask({ alternatives: 3, begin: 'stream' })).alternatives!)
      expect(text).toMatch(/^stream/);
  });

  it('parses so far where it must', async () => {
    const { raw, stats } = await ask({ constraints: ['parse'], maxTokens: 24 });
    expect(stats.constraints!.off).toEqual([]);
    const parser = await model.openParser!({ ...params, suffix: '' });
    if ('reason' in parser) throw new Error(parser.reason);
    expect(parser.parses(raw)).toBe(true);
    parser.dispose();
    const broken = await ask({ constraints: ['parse'], prefix: 'x = )\ny = ' });
    expect(broken.stats.constraints!.off).toEqual([
      { name: 'parse', reason: 'the text before the cursor does not parse' },
    ]);
    expect(broken.raw).not.toBe('');
  });

  it('ends where no token is allowed', async () => {
    const all = Array.from({ length: 128 }, (_, unit) => String.fromCharCode(unit));
    const { raw, stop } = await ask({ forbidden: all.slice(0, 100), constraints: ['names', 'brackets'] });
    expect([stop, raw.length < 40]).toEqual(['constraint', true]);
    expect((await ask()).raw.length).toBeGreaterThan(5);
  });

  it('with caution says what that cost', async () => {
    const { text, stats } = await ask({ cautious: true });
    expect(text).not.toBe('');
    expect(stats.choice!.trials).toBeGreaterThan(stats.choice!.places!);
    expect(stats.choice!.evaluated).toBeGreaterThan(0);
  });

  it('can be cancelled at any time, and the next one is as ever', async () => {
    const expected = (await ask()).raw;
    for (const changes of [
      { alternatives: 3 },
      { cautious: true },
      { constraints: ['parse', 'names'] as const },
    ]) {
      for (const ms of [0, 3, 12, 40]) {
        const abort = new AbortController();
        const asked = ask({ ...changes, maxTokens: 60 }, abort.signal);
        setTimeout(() => abort.abort(new Error('enough')), ms);
        await asked.catch((error: unknown) => expect(error).toEqual(new Error('enough')));
        expect((await ask()).raw).toBe(expected);
      }
    }
  });

  it('is refused where it makes no sense', () => {
    const bad: readonly (readonly [Record<string, unknown>, RegExp])[] = [
      [{ alternatives: 0 }, /"alternatives"/],
      [{ alternatives: 6 }, /"alternatives" .* at most 5/],
      [{ alternatives: 1.5 }, /"alternatives"/],
      [{ cautious: 'yes' }, /"cautious" must be one of true, false/],
      [{ constraints: ['nothing'] }, /"constraints" must be one of line, brackets/],
      [{ constraints: 'line' }, /"constraints" must be a short list/],
      [{ forbidden: [3] }, /"forbidden" must be text/],
      [{ forbidden: new Array(200).fill('a') }, /"forbidden" must be a short list/],
      [{ begin: 3 }, /"begin" must be text/],
    ];
    for (const [changes, message] of bad) {
      expect(() => checkCompleteParams({ ...params, ...changes })).toThrow(message);
    }
    checkCompleteParams({
      ...params,
      alternatives: 5,
      cautious: false,
      constraints: ['parse'],
      forbidden: ['a'],
    });
  });
});
