import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Brackets } from '../../../sidecar/constraints/brackets';
import type { ConstraintState } from '../../../sidecar/constraints/constraint';
import { ConstrainedEngine } from '../../../sidecar/constraints/constrainedEngine';
import { Forbidden } from '../../../sidecar/constraints/forbidden';
import { ForcedPrefix } from '../../../sidecar/constraints/forcedPrefix';
import type { TokenId } from '../../../sidecar/engine/engine';
import { END, toyLogits, ToyEngine, toyVocabulary } from '../choice/toyEngine';

const never = new AbortController().signal;
const GREEDY = { temperature: 0, seed: 0 };
const PROMPT = [1, 2, 3];

/** Decodes `length` tokens, drafts and all. */
async function decode(
  engine: ConstrainedEngine,
  length: number,
  draft: (tokens: readonly TokenId[]) => readonly TokenId[] = () => [],
): Promise<TokenId[]> {
  await engine.sync(PROMPT, never);
  const tokens = [...PROMPT];
  while (tokens.length < PROMPT.length + length) {
    const result = await engine.step(tokens.slice(-1), draft(tokens), GREEDY);
    if (result.tokens.length === 0) break;
    for (const id of result.tokens) {
      tokens.push(id);
      if (id === END) return tokens.slice(PROMPT.length);
    }
    // The engine holds all but the last token, whatever was refused on the way.
    expect(engine.cached).toEqual(tokens.slice(0, -1));
  }
  return tokens.slice(PROMPT.length, PROMPT.length + length);
}

/** The same by asking about every token of the vocabulary. */
function masked(seed: number, start: ConstraintState, length: number): TokenId[] {
  const tokens = [...PROMPT];
  let state = start;
  while (tokens.length < PROMPT.length + length) {
    const logits = toyLogits(tokens, seed);
    let best: { id: TokenId; state: ConstraintState } | undefined;
    for (let id = 0; id < toyVocabulary.size; id++) {
      const bytes = toyVocabulary.tokenBytes(id);
      const after = bytes.length === 0 ? (state.mayEnd ? state : undefined) : state.after(bytes);
      if (after && (!best || logits[id]! > logits[best.id]!)) best = { id, state: after };
    }
    if (!best) break;
    tokens.push(best.id);
    state = best.state;
    if (best.id === END) break;
  }
  return tokens.slice(PROMPT.length);
}

const constraints: Readonly<Record<string, () => ConstraintState>> = {
  brackets: () => Brackets.at({ languageId: 'c', prefix: 'f(', suffix: ')' }),
  forbidden: () => Forbidden.of(['a', 'h;', '\n'], ''),
  forcedPrefix: () => new ForcedPrefix(new TextEncoder().encode('ab (c')),
};

describe.each(Object.entries(constraints))('decoding under %s', (_, start) => {
  it('gives what masking the whole vocabulary gives, with drafts of any kind', async () => {
    const drafts = fc.array(fc.nat(END), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.nat(500), drafts, async (seed, draft) => {
        const engine = new ConstrainedEngine(new ToyEngine(seed, false), start(), never);
        const expected = masked(seed, start(), 10);
        expect(await decode(engine, 10, () => draft)).toEqual(expected);
        const right = new ConstrainedEngine(new ToyEngine(seed, false), start(), never);
        const oracle = (tokens: readonly TokenId[]) =>
          expected.slice(tokens.length - PROMPT.length).slice(0, 3);
        expect(await decode(right, 10, oracle)).toEqual(expected);
      }),
    );
  });

  it('asks about few tokens, and about one for each where the model’s own choice is allowed', async () => {
    let checks = 0;
    let tokens = 0;
    for (let seed = 0; seed < 50; seed++) {
      const engine = new ConstrainedEngine(new ToyEngine(seed, false), start(), never);
      const answer = await decode(engine, 10);
      checks += engine.counts.checks;
      tokens += answer.length;
      if (engine.counts.rejected === 0) expect(engine.counts.checks).toBe(answer.length);
    }
    expect(checks / tokens).toBeLessThan(toyVocabulary.size / 2);
  });
});

describe('a constraint that allows nothing', () => {
  it('ends the answer, and leaves the engine usable', async () => {
    const toy = new ToyEngine(3, false);
    const nothing: ConstraintState = { after: () => undefined, mayEnd: false };
    const engine = new ConstrainedEngine(toy, nothing, never);
    expect(await decode(engine, 5)).toEqual([]);
    expect(engine.stuck).toBe(true);
    expect(engine.counts).toEqual({ checks: 1 + toyVocabulary.size - 1, rejected: 1 });
    const free = new ConstrainedEngine(toy, Forbidden.of([], ''), never);
    expect(await decode(free, 5)).toHaveLength(5);
  });
});

describe('cancelling', () => {
  it('is noticed before another token is looked for', async () => {
    const abort = new AbortController();
    const toy = new ToyEngine(3, false);
    const engine = new ConstrainedEngine(toy, Forbidden.of(Array.from('abcdefgh'), ''), abort.signal);
    await engine.sync(PROMPT, never);
    abort.abort(new Error('enough'));
    await expect(
      (async () => {
        for (let i = 0, last = 3; i < 20; i++) last = (await engine.step([last], [], GREEDY)).tokens[0]!;
      })(),
    ).rejects.toThrow('enough');
    const again = new ConstrainedEngine(toy, Forbidden.of([], ''), never);
    expect(await decode(again, 5)).toEqual(masked(3, Forbidden.of([], ''), 5));
  });
});

describe('sampling under a constraint', () => {
  it('draws what masking the sampler’s own distribution draws', async () => {
    // The toy engine's step is greedy: what is refused is always its best token, so the draw is from all others.
    const logits = toyLogits(PROMPT, 11);
    const best = logits.indexOf(Math.max(...logits));
    const text = new TextDecoder().decode(toyVocabulary.tokenBytes(best));
    const counts = new Map<TokenId, number>();
    const samples = 4000;
    for (let seed = 0; seed < samples; seed++) {
      const engine = new ConstrainedEngine(new ToyEngine(11, false), Forbidden.of([text], ''), never);
      await engine.sync(PROMPT, never);
      const { tokens } = await engine.step([3], [], { temperature: 1, seed });
      counts.set(tokens[0]!, (counts.get(tokens[0]!) ?? 0) + 1);
    }
    expect(counts.has(best)).toBe(false);
    const weights = [...logits].map((logit) => Math.exp(logit));
    const kept = weights.map((weight, id) => ({ id, weight })).sort((a, b) => b.weight - a.weight);
    let share = 0.95 * weights.reduce((sum, weight) => sum + weight, 0);
    const nucleus = kept.filter(({ weight }) => {
      const inside = share > 0;
      share -= weight;
      return inside;
    });
    const allowed = nucleus.filter(
      ({ id }) => !new TextDecoder().decode(toyVocabulary.tokenBytes(id)).includes(text),
    );
    const total = allowed.reduce((sum, { weight }) => sum + weight, 0);
    let chiSquare = 0;
    for (const { id, weight } of allowed) {
      const expected = (samples * weight) / total;
      chiSquare += ((counts.get(id) ?? 0) - expected) ** 2 / expected;
    }
    // The 99.9 % point for up to 15 degrees of freedom.
    expect(chiSquare).toBeLessThan(37.7);
  });
});
