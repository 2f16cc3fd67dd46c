import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChangedCopySource } from '../../../sidecar/drafts/changedCopy';
import { requestOf, textOf, tokensOf } from './lib/vocabulary';

const begin = (...texts: string[]): ChangedCopySource => {
  const source = new ChangedCopySource();
  source.begin(requestOf(texts));
  return source;
};
const draft = (source: ChangedCopySource, most = 16): string => textOf(source.propose(most)?.tokens);

describe('a copy with changes', () => {
  it('is followed from where the text is the same', () => {
    expect(draft(begin('{ id: 1, on: a },\n{ id'), 8)).toBe(': 1, on:');
  });

  it('goes on behind a changed token', () => {
    const source = begin('{ id: 1, on: a },\n{ id');
    source.push({ tokens: tokensOf(': 2') });
    expect(draft(source, 6)).toBe(', on: ');
    source.push({ tokens: tokensOf(', on: b') });
    expect(draft(source, 3)).toBe(' },');
  });

  it('goes on behind a change that is longer or shorter than what was there', () => {
    const longer = begin('row(one, 5);\nrow(');
    longer.push({ tokens: tokensOf('three') });
    longer.push({ tokens: tokensOf(',') });
    expect(draft(longer, 4)).toBe(' 5);');
    const shorter = begin('row(three, 5);\nrow(');
    shorter.push({ tokens: tokensOf('x,') });
    expect(draft(shorter, 4)).toBe(' 5);');
  });

  it('is looked for anew when the change does not end', () => {
    const source = begin('alpha beta;\ngamma delta;\nalpha ');
    source.push({ tokens: tokensOf('0123456789\ngam') });
    expect(draft(source, 5)).toBe('ma de');
  });

  it('does not run from one text into another, nor over control tokens', () => {
    expect(draft(begin('ab', 'x ab'), 9)).toBe('');
    const source = begin('foo(1);\nfoo(');
    source.push({ tokens: [0] });
    expect(source.propose(4)).toBeUndefined();
  });

  it('is none where nothing is the same', () => {
    expect(begin('').propose(5)).toBeUndefined();
    expect(begin('abcdef').propose(5)).toBeUndefined();
  });
});

it('trusts what came true, and less what did not', () => {
  const source = begin(`${'k: 1,\n'.repeat(3)}k`);
  const first = source.propose(4)!.probabilities[3]!;
  for (let i = 0; i < 20; i++) {
    source.propose(6);
    source.push({ tokens: tokensOf(': 1,\nk') });
  }
  expect(source.propose(4)!.probabilities[3]!).toBeGreaterThan(first);
});

it('proposes no more than asked for, only what stands in the text, whatever comes', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', ' ', '\n', 'ab ', '1'), { maxLength: 40 })
    .map((l) => l.join(''));
  fc.assert(
    fc.property(
      text,
      fc.array(text, { maxLength: 6 }),
      fc.integer({ min: 0, max: 20 }),
      (start, steps, most) => {
        const source = begin(start);
        let all = start;
        for (const step of steps) {
          const proposed = source.propose(most);
          expect(proposed?.tokens.length ?? 0).toBeLessThanOrEqual(most);
          expect(proposed?.probabilities.every((p) => p >= 0 && p <= 1) ?? true).toBe(true);
          expect(all).toContain(textOf(proposed?.tokens));
          source.push({ tokens: tokensOf(step) });
          all += step;
        }
      },
    ),
  );
});
