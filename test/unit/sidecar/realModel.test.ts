import { describe, expect, it } from 'vitest';
import { hasRealModel, needsRealModel, realModelId } from './lib/openEngine';
import { complete, specOf, start } from './lib/sidecar';

const NAME = needsRealModel('the real model');
const FIBONACCI = 'def fibonacci(n):\n    if n <= 1:\n        return n\n    return fibonacci(n - 1) + ';

describe.skipIf(!hasRealModel)(NAME, () => {
  it('completes code, with truthful counts', async () => {
    const sidecar = await start();
    const spec = specOf(realModelId);
    const request = { spec, suffix: '', maxTokens: 24 };
    const result = await complete(sidecar, { ...request, prefix: FIBONACCI });
    expect(result.model).toMatchObject({
      name: 'SmolLM2 135M Instruct',
      architecture: 'llama',
      vocabularySize: 49_152,
      fileBytes: 98_362_432,
      fim: { family: 'none' },
    });
    expect(result.text).toMatch(/^fibonacci\(n - 2\)/);
    const { stats } = result;
    expect(stats).toMatchObject({ reused: 0, evaluated: stats.promptTokens });
    expect(stats.promptTokens).toBeGreaterThan(25);
    const plain = await complete(sidecar, {
      ...request,
      prefix: FIBONACCI,
      boundary: 'heal',
      drafts: 'off',
    });
    expect(plain.stats.decodes).toBeGreaterThanOrEqual(plain.stats.generated);
    expect(plain.stats.drafted).toBe(0);

    const typed = await complete(sidecar, { ...request, prefix: `${FIBONACCI}f` });
    expect(`f${typed.text}`).toBe(result.text);
    // The exact boundary looks at the last tokens anew.
    expect(typed.stats.evaluated).toBeLessThanOrEqual(6);
    expect(typed.stats.reused).toBeGreaterThan(20);
  });

  it.each([
    ['a word in the making', 'def mean(values):\n    retu', /^rn /],
    ['indentation', 'def double(x):\n    ', /^return /],
  ])('goes on from %s', async (_, prefix, expected) => {
    const sidecar = await start();
    const result = await complete(sidecar, {
      spec: specOf(realModelId),
      suffix: '',
      prefix,
      maxTokens: 16,
    });
    expect(result.raw).toMatch(expected);
  });
});
