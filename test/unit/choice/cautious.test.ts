import { describe, expect, it } from 'vitest';
import { cautious, trialsFor, type Cautious, type CautiousRequest } from '../../../sidecar/choice/cautious';
import { SingleLine } from '../../../sidecar/constraints/singleLine';
import { bestToken, logNormaliser } from '../../../sidecar/engine/logits';
import { END, toyLogits, ToyEngine, toyVocabulary } from './toyEngine';

const never = new AbortController().signal;
const PROMPT = [1, 2, 3];

function ask(engine: ToyEngine, changes: Partial<CautiousRequest> = {}): Promise<Cautious> {
  return cautious({
    engine,
    start: { tokens: PROMPT, chosen: 0, written: new Uint8Array(0) },
    seed: 1,
    maxTokens: 14,
    isStopToken: (id) => id === END,
    findStop: () => undefined,
    signal: never,
    ...changes,
  });
}

function greedy(seed: number, length: number): number[] {
  const tokens = [...PROMPT];
  while (tokens.length < PROMPT.length + length) {
    const next = bestToken(toyLogits(tokens, seed));
    if (next === END) break;
    tokens.push(next);
  }
  return tokens.slice(PROMPT.length);
}

/** Mean log-probability of tokens behind the prompt, up to the first punctuation. */
function meanOfFirstSegment(seed: number, tokens: readonly number[]): number {
  let sum = 0;
  let count = 0;
  for (const id of tokens) {
    const logits = toyLogits([...PROMPT, ...tokens.slice(0, count)], seed);
    sum += logits[id]! - logNormaliser(logits);
    count++;
    if (/[\n;)]/.test(Buffer.from(toyVocabulary.tokenBytes(id)).toString())) break;
  }
  return sum / count;
}

describe('the number of ways to try', () => {
  it('grows with entropy between one and the most', () => {
    expect([0, 0.01, 0.4, 0.8, 1.2, 1.5, 9].map((nats) => trialsFor(nats))).toEqual([1, 1, 1, 2, 3, 4, 4]);
    expect(trialsFor(1.5, 10)).toBe(10);
    expect(trialsFor(Number.NaN)).toBeNaN();
  });
});

describe('caution', () => {
  it('is greedy decoding with one way only', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const { path, trials, evaluated } = await ask(new ToyEngine(seed, true), { mostTrials: 1 });
      expect(path.tokens).toEqual(greedy(seed, 14));
      expect(trials).toBe(0);
      expect(evaluated).toBeLessThanOrEqual(path.tokens.length + 1);
    }
  });

  it('keeps the way with the lowest perplexity: never a worse one than the greedy, sometimes a better', async () => {
    let better = 0;
    for (let seed = 0; seed < 40; seed++) {
      const { path } = await ask(new ToyEngine(seed, true), { maxTokens: 40 });
      const own = meanOfFirstSegment(seed, path.tokens);
      const plain = meanOfFirstSegment(seed, greedy(seed, 40));
      expect(own).toBeGreaterThanOrEqual(plain - 1e-9);
      if (own > plain + 1e-9) better++;
    }
    expect(better).toBeGreaterThan(1);
  });

  it('is the same side by side and one after the other, and for the same seed', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const together = await ask(new ToyEngine(seed, true));
      const inTurn = await ask(new ToyEngine(seed, false));
      expect(together.path.tokens).toEqual(inTurn.path.tokens);
      expect(together.evaluated).toBe(inTurn.evaluated);
      expect(together.trials).toBeGreaterThan(together.places);
    }
  });

  it('obeys a constraint in every way', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const { path } = await ask(new ToyEngine(seed, true), { constraint: SingleLine.start });
      expect(path.text).not.toMatch(/^\s*\n|\n.*\S/);
    }
  });

  it.each([true, false])(
    'ends at any decode call when told, and the engine stays usable (%s)',
    async (together) => {
      const expected = (await ask(new ToyEngine(7, together))).path.tokens;
      const engine = new ToyEngine(7, together);
      for (let at = 1; ; at++) {
        const abort = new AbortController();
        let calls = 0;
        let after = 0;
        engine.onDecode = () => {
          if (abort.signal.aborted) after++;
          if (++calls === at) abort.abort(new Error('enough'));
        };
        await ask(engine, { signal: abort.signal }).catch(() => undefined);
        engine.onDecode = () => undefined;
        expect([engine.open, after]).toEqual([0, 0]);
        expect((await ask(engine)).path.tokens).toEqual(expected);
        if (calls < at) break;
      }
    },
  );

  it('ends at the deadline, streams what it has, and says when it began', async () => {
    const seen: string[] = [];
    const { path, firstTokenAt } = await ask(new ToyEngine(7, true), {
      deadline: 1,
      onText: (text) => seen.push(text),
    });
    expect(path.stop).not.toBeUndefined();
    expect(seen).toEqual([path.text]);
    expect(firstTokenAt).toBeGreaterThan(0);
  });
});
