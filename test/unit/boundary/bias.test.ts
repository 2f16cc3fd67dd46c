import { beforeAll, describe, expect, it } from 'vitest';
import { biasGauge } from '../../../sidecar/boundary/biasGauge';
import { BiasRequest, biasRows, SidecarErrorCode, type BiasParams } from '../../../sidecar/protocol';
import type { Sidecar } from '../../../sidecar/connect';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { never, openEngine } from '../sidecar/lib/openEngine';
import { complete, open, specOf } from '../sidecar/lib/sidecar';

/** Its prompt is the text before the cursor. */
const plain = (): string => tinyModel({ fim: false });

let sidecar: Sidecar;
beforeAll(async () => {
  sidecar = await open();
  return () => sidecar.dispose();
}, 60_000);

const ask = (prefix: string, changes: Partial<BiasParams> = {}) =>
  sidecar.connection.sendRequest(BiasRequest, {
    spec: specOf(plain()),
    documentId: 'file:///a.py',
    prefix,
    suffix: '',
    prefixComplete: true,
    suffixComplete: true,
    path: 'a.py',
    maxPromptTokens: 0,
    ...changes,
  });

describe('the gauge at a cursor', () => {
  it('is that of the tokens before it, inside a word', async () => {
    const text = 'for number, line in enumer';
    const { gauge, model } = await ask(text);
    const { engine } = await openEngine(plain());
    const tokens = engine.vocabulary.tokenize(text);
    const expected = (await biasGauge({ engine, tokens, tailTokens: tokens.length, signal: never }))!;
    expect(gauge!.totalVariation).toBeGreaterThan(0);
    expect(gauge!.totalVariation).toBeCloseTo(expected.totalVariation, 4);
    expect(gauge!.klNats).toBeCloseTo(expected.klNats, 4);
    expect(gauge!.exact.map(({ byte }) => byte)).toEqual(expected.exact.map(({ byte }) => byte));
    expect(gauge!.naive.map(({ byte }) => byte)).toEqual(expected.naive.map(({ byte }) => byte));
    expect(model.path).toBe(plain());
  });

  it('leaves the model ready for the next completion', async () => {
    const before = await complete(sidecar);
    await ask('for number, line in enumer');
    const after = await complete(sidecar);
    expect(after.text).toBe(before.text);
  });

  it('says in one sentence why it can’t be told', async () => {
    for (const prefix of ['', 'x']) {
      const { gauge, reason } = await ask(prefix);
      expect(gauge).toBeUndefined();
      expect(reason).toMatch(/^[A-Z][^.]*\.$/);
    }
  });

  it('refuses what makes no sense', async () => {
    const code = SidecarErrorCode.badRequest;
    await expect(ask('a b', { maxPromptTokens: -1 })).rejects.toMatchObject({ code });
    const noText = { prefix: 7 } as unknown as Partial<BiasParams>;
    await expect(ask('a b', noText)).rejects.toMatchObject({ code });
  });
});

it('both lists stand side by side', () => {
  const byte = (label: string, probability: number) => ({ byte: label.charCodeAt(0), label, probability });
  const gauge = { exact: [byte('a', 0.7), byte('b', 0.3)], naive: [byte('c', 0.9), byte('a', 0.1)] };
  expect(biasRows(gauge)).toEqual([
    { label: 'a', exact: 0.7, naive: 0.1 },
    { label: 'b', exact: 0.3, naive: undefined },
    { label: 'c', exact: undefined, naive: 0.9 },
  ]);
});
