import { describe, expect, it } from 'vitest';
import { startAtBoundary } from '../../../sidecar/boundary/start';
import type { BoundaryMode } from '../../../sidecar/protocol';
import { never } from '../sidecar/lib/openEngine';
import { TableEngine } from './lib/tableEngine';
import { toyModel } from './lib/toyModel';
import { ToyVocabulary } from './lib/toyVocabulary';

const vocabulary = new ToyVocabulary();
const next = toyModel(vocabulary, 11, 0.2);
const TEXTS = ['ab', 'abab', 'babb', 'aabab', 'ababab'];

function start(
  engine: TableEngine,
  text: string,
  signal = never,
  temperature = 0,
  mode: BoundaryMode = 'exact',
) {
  const tokens = [vocabulary.begin, ...vocabulary.tokenize(text)];
  const request = { engine, tokens, tailTokens: tokens.length - 1, want: { temperature, seed: 3 }, signal };
  return startAtBoundary(mode, request);
}

describe('a boundary that is broken off', () => {
  const cases = [true, false].flatMap((cheap) => [0, 1].map((temperature) => ({ cheap, temperature })));

  it.each(cases)('by a failing call leaves the engine usable ($cheap, $temperature)', async (how) => {
    const { cheap, temperature } = how;
    let broken = 0;
    for (const text of TEXTS) {
      const expected = await start(new TableEngine(vocabulary, next, cheap), text, never, temperature);
      for (let failing = 1; ; failing++) {
        const engine = new TableEngine(vocabulary, next, cheap);
        engine.onCall = (call) => {
          if (call === failing) throw new Error('out of memory');
        };
        const first = start(engine, text, never, temperature);
        const failed = await first.then(
          () => false,
          (error: unknown) => (error as Error).message === 'out of memory',
        );
        if (!failed) break;
        broken++;
        const again = await start(engine, text, never, temperature);
        expect(again.tokens).toEqual(expected.tokens);
        expect([...again.written]).toEqual([...expected.written]);
        expect(engine.cached).toEqual(again.tokens.slice(0, -1));
      }
    }
    expect(broken).toBeGreaterThan(TEXTS.length);
  });

  it.each(cases)('by cancelling, at each call, ends with the reason ($cheap, $temperature)', async (how) => {
    const { cheap, temperature } = how;
    let cancelled = 0;
    for (const text of TEXTS) {
      const expected = await start(new TableEngine(vocabulary, next, cheap), text, never, temperature);
      for (let at = 1; at <= 12; at++) {
        const engine = new TableEngine(vocabulary, next, cheap);
        const abort = new AbortController();
        const reason = new Error('typed on');
        engine.onCall = (call) => {
          if (call === at) abort.abort(reason);
        };
        const result = await start(engine, text, abort.signal, temperature).catch((error: unknown) => error);
        if (result === reason) cancelled++;
        engine.onCall = () => undefined;
        const again = await start(engine, text, never, temperature);
        expect(again.tokens).toEqual(expected.tokens);
        expect(engine.cached).toEqual(again.tokens.slice(0, -1));
      }
    }
    expect(cancelled).toBeGreaterThan(TEXTS.length);
  });
});
