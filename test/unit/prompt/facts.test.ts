import { describe, expect, it } from 'vitest';
import { cutTitle, hoverLines, segmentTitle, summary } from '../../../extension/prompt/facts';
import { layOut } from '../../../extension/prompt/layout';
import type { InspectResult, LoadedModel, PromptSegment } from '../../../sidecar/protocol';

const piece: PromptSegment = {
  origin: 'definition',
  path: 'lib/units.py',
  line: 3,
  tokens: [
    { id: 11, text: 'def f():\n', reused: true },
    { id: 12, text: '', reused: false },
    { id: 13, text: '😀', reused: false },
  ],
};
const result: InspectResult = {
  segments: [piece],
  cuts: [
    { origin: 'similar', path: 'c.py', line: 0, tokens: 40, reason: 'There was no room left for it.' },
    { origin: 'after', tokens: 0, reason: 'Text further down is not sent.' },
  ],
  promptTokens: 1234,
  reusedTokens: 1,
  budget: 2048,
  family: 'qwen',
  model: {} as LoadedModel,
};

describe('what is said of a prompt', () => {
  it('is its size, what is reused and how much was left out', () => {
    expect(summary(result)).toBe('1,234 of 2,048 tokens · 1 in the cache · format qwen · 2 left out');
    expect(summary({ ...result, cuts: [] })).toMatch(/nothing left out$/);
  });

  it('is for each stretch where it comes from', () => {
    expect(segmentTitle(piece)).toBe('definition lib/units.py:4 · 3 tokens, 1 in the cache');
    const tokens = [{ id: 1, text: 'x', reused: true }];
    expect(segmentTitle({ origin: 'line', tokens })).toBe('the cursor’s line · 1 token, in the cache');
    const above = [{ id: 1, text: 'a:\n', reused: false }, ...tokens];
    expect(segmentTitle({ origin: 'line', tokens: above })).toBe(
      'lines above, read on to the cursor’s · 2 tokens, 1 in the cache',
    );
    expect(segmentTitle({ origin: 'path', path: 'a$(x).py', tokens: [] })).toContain('a$ (x).py');
  });

  it('is for what was left out how much that is', () => {
    expect(result.cuts.map(cutTitle)).toEqual(['similar text c.py:1 · 40 tokens', 'text after the cursor']);
  });

  it('is for a token its id, file and line, and whether it is reused', () => {
    const { marks } = layOut([piece]);
    expect(hoverLines(marks[0]!)).toEqual([
      'Token 11',
      'definition lib/units.py:4',
      'in the model’s cache: not evaluated again',
    ]);
    expect(hoverLines(marks[1]!)).toEqual([
      'Tokens 12, 13: they cut a character',
      'definition lib/units.py:5',
      'to be evaluated',
    ]);
  });
});
