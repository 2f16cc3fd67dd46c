import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { complete, type CompletionModel } from '../../../sidecar/completion/complete';
import { decode } from '../../../sidecar/completion/decode';
import type { Generated } from '../../../sidecar/completion/generate';
import { prepare } from '../../../sidecar/completion/prepare';
import { verifyDrafts } from '../../../sidecar/completion/verifyDrafts';
import { Drafter } from '../../../sidecar/drafts/drafter';
import type { DraftSource } from '../../../sidecar/drafts/source';
import { SOURCES } from '../../../sidecar/drafts/sources';
import type { Engine } from '../../../sidecar/engine/engine';
import { detectFim } from '../../../sidecar/fim/index';
import type { CompleteParams, LoadedModel, VerifyParams } from '../../../sidecar/protocol';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { hasRealModel, needsRealModel, never, openEngine, realModel } from '../sidecar/lib/openEngine';
import { paramsOf, specOf } from '../sidecar/lib/sidecar';

const TEXT = readFileSync(path.join(import.meta.dirname, '../../fixtures/languages/inventory.py'), 'utf8');

function modelOf(engine: Engine, sources?: readonly DraftSource[]): CompletionModel {
  const { vocabulary } = engine;
  const drafter = new Drafter(sources ?? SOURCES.map((create) => create({ vocabulary })));
  return { engine, drafter, format: detectFim(vocabulary, 'qwen2', ''), info: {} as LoadedModel };
}

function verify(model: CompletionModel, more: Partial<VerifyParams> = {}, signal = never) {
  return verifyDrafts(
    model,
    {
      spec: specOf(''),
      path: 'a.py',
      languageId: 'python',
      text: TEXT.replaceAll('\r\n', '\n'),
      cursors: 12,
      seed: 1,
      maxTokens: 24,
      maxPromptTokens: 128,
      boundary: 'exact',
      ...more,
    },
    signal,
  );
}

let engine: Engine;
beforeAll(async () => {
  engine = (await openEngine(tinyModel())).engine;
});

/** The engine with another way to verify drafts. */
function withStep(step: Engine['step']): Engine {
  return new Proxy(engine, {
    get: (target, key) => {
      if (key === 'step') return step;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

describe('drafted against plain', () => {
  it('is the same, token for token', async () => {
    const model = modelOf(engine);
    const result = await verify(model);
    expect(result.differences).toEqual([]);
    expect(result.cursors).toBe(12);
    expect(result.tokens).toBeGreaterThan(100);
    const sources = Object.values(result.drafted.drafts);
    expect(sources.reduce((sum, { accepted }) => sum + accepted, 0)).toBeGreaterThan(0);
    expect(result.drafted.decodes).toBeLessThan(result.plain.decodes);
  });

  it('is reported where a verifier takes what was not verified, with the place and what was likelier', async () => {
    const gullible = withStep(async (input, draft, want) => {
      const honest = await engine.step(input, draft, want);
      if (draft.length === 0 || honest.accepted > 0) return honest;
      return { ...honest, tokens: [draft[0]!], accepted: 1 };
    });
    const { differences } = await verify(modelOf(gullible));
    expect(differences.length).toBeGreaterThan(0);
    for (const { line, column, plain, drafted, gap } of differences) {
      expect(line).toBeGreaterThan(0);
      expect(column).toBeGreaterThan(0);
      expect(plain?.id).not.toBe(drafted?.id);
      expect(gap).toBeGreaterThan(1e-3);
    }
    expect((await verify(modelOf(engine))).differences).toEqual([]);
  });

  it('is reported where a source of drafts meddles with the cache', async () => {
    const meddler: DraftSource = {
      name: 'meddler',
      begin: () => undefined,
      push: () => undefined,
      propose: async () => {
        await engine.rollback({ length: Math.max(1, engine.cached.length - 3) });
        return undefined;
      },
    };
    expect((await verify(modelOf(engine, [meddler]))).differences.length).toBeGreaterThan(0);
  });

  it('is the same where a source knows nothing and is sure of it', async () => {
    let next = 0;
    const guesser: DraftSource = {
      name: 'guesser',
      begin: () => undefined,
      push: () => undefined,
      propose: (most) => {
        const tokens = Array.from({ length: most }, () => (next = (next * 31 + 7) % 400) + 1);
        return { source: 'guesser', tokens, probabilities: tokens.map(() => 1) };
      },
    };
    const result = await verify(modelOf(engine, [guesser]), { cursors: 6 });
    expect(result.differences).toEqual([]);
    expect(result.drafted.drafts['guesser']!.drafted).toBeGreaterThan(100);
  });

  it('ends when told, and the next request is served', async () => {
    const abort = new AbortController();
    const running = verify(modelOf(engine), { cursors: 100 }, abort.signal);
    setTimeout(() => abort.abort(new Error('enough')), 30);
    await expect(running).rejects.toThrow('enough');
    expect((await verify(modelOf(engine), { cursors: 3 })).differences).toEqual([]);
  });
});

describe('a completion', () => {
  const run = () => ({ signal: never, arrivedAt: performance.now(), onText: () => undefined });
  const params = paramsOf({
    prefix: 'total = 0\nfor item in items:\n    total += item\nfor item in items:\n    tot',
    maxTokens: 40,
  });

  it('has the same text and the same end with drafts, above temperature 0 too', async () => {
    const model = modelOf(engine);
    for (const temperature of [0, 0.8]) {
      const plain = await complete(model, { ...params, temperature, drafts: 'off' }, run());
      for (let i = 0; i < 3; i++) {
        const drafted = await complete(model, { ...params, temperature, drafts: 'auto' }, run());
        expect(drafted.raw).toBe(plain.raw);
        expect(drafted.stop).toBe(plain.stop);
        expect(drafted.stats.generated).toBe(plain.stats.generated);
      }
      expect(plain.stats.drafts).toBeUndefined();
      expect(plain.stats.drafted).toBe(0);
    }
  });

  /** With every draft that there is: what is worth its time depends on the machine. */
  async function drafted(model: CompletionModel, more: Partial<CompleteParams>): Promise<Generated> {
    const prepared = await prepare(model, { ...params, ...more }, never);
    return decode(prepared!, model.drafter, 'always');
  }

  it('is drafted from what is expected of it, and counts it', async () => {
    const plain = await complete(modelOf(engine), { ...params, drafts: 'off' }, run());
    const model = modelOf(engine);
    const written = await drafted(model, { expected: plain.raw });
    expect(written.text).toBe(plain.raw);
    const { drafts, drafted: tokens, accepted } = model.drafter.stats['tail']!;
    expect(drafts).toBeGreaterThan(0);
    // The model need not spell a text in the tokens that the text alone has.
    expect(accepted).toBeGreaterThan(tokens / 2);
    expect(written.decodes).toBeLessThan(plain.stats.decodes / 2);
  });

  it('learns from the workspace, and from that alone', async () => {
    const plain = await complete(modelOf(engine), { ...params, drafts: 'off' }, run());
    const model = modelOf(engine);
    const tokens = engine.vocabulary.tokenize(params.prefix + plain.raw);
    model.drafter.learn({ workspace: 'here', name: '', tokens });
    await drafted(model, { workspace: 'there' });
    expect(model.drafter.stats['suffix-global']).toBeUndefined();
    await drafted(model, { workspace: 'here' });
    expect(model.drafter.stats['suffix-global']!.accepted).toBeGreaterThan(0);
  });
});

describe.runIf(hasRealModel)(needsRealModel('a real model'), () => {
  it('writes the same with drafts as without', async () => {
    const model = modelOf((await openEngine(realModel)).engine);
    const result = await verify(model, { cursors: 6, maxTokens: 16, maxPromptTokens: 96 });
    // The rounding of a batch may decide between two tokens that are as likely.
    const changed = result.differences.filter(({ gap }) => gap === undefined || gap > 1e-3);
    expect(changed).toEqual([]);
    expect(result.tokens).toBeGreaterThan(20);
  }, 240_000);
});
