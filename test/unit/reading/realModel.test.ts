import { describe, expect, it } from 'vitest';
import { hasRealModel, needsRealModel, realModel } from '../sidecar/lib/openEngine';
import { probabilitiesAfter, type Probabilities } from './lib/library';
import { functions, inTopDecile } from './lib/planted';
import { BINDINGS, openWith, read } from './lib/read';

const TEXT = 'def add(left, right):\n    """Adds two numbers – or 字."""\n    return left + right\n';

/** What the library says after each token of the text, asked once: it lists the whole vocabulary each time. */
let library: Promise<Probabilities[]> | undefined;

describe.skipIf(!hasRealModel)(needsRealModel('the real model'), () => {
  it.each(BINDINGS)('is read by %s with the perplexity that the library gives', async (binding) => {
    const engine = await openWith(binding, realModel, 256);
    const { tokens, logprob, perplexity, scoredTokens } = await read(engine, TEXT);
    const ids = tokens.map(({ id }) => id);
    const after = await (library ??= probabilitiesAfter(realModel, ids));
    expect(after).toHaveLength(ids.length);
    const sum = ids.slice(1).reduce((total, id, i) => total + Math.log(after[i]!.get(id)!), 0);
    expect(Math.log(perplexity!)).toBeCloseTo(-sum / scoredTokens, 3);
    expect(Math.abs(logprob / sum - 1)).toBeLessThan(1e-3);
    expect(tokens.at(-1)!.end).toBe(TEXT.length);
  });

  it('is surprised where a bug was planted, and not where it was not', { timeout: 900_000 }, async () => {
    const engine = await openWith('direct', realModel);
    const [wrong, right] = [functions('wrong'), functions('right')];
    expect(wrong.offsets).toHaveLength(33);
    const found = inTopDecile(await read(engine, wrong.text), wrong.offsets);
    const alarms = inTopDecile(await read(engine, right.text), right.offsets);
    // By chance it would be 3.3 of 33, and 12 or more once in 20,000 times.
    expect(found).toBeGreaterThanOrEqual(20);
    expect(alarms).toBeLessThanOrEqual(6);
  });
});
