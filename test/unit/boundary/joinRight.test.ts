import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinRight, joinScore, withoutRest } from '../../../sidecar/boundary/joinRight';
import { buildPrompt, detectFim, writesRest } from '../../../sidecar/fim/index';
import { SmallVocabulary } from '../fim/smallVocabulary';

describe('how an answer joins the rest of its line', () => {
  it.each([
    ['the rest again, where brackets balance', 'x = foo(', ', 1)\n', 'a, b, 1)', true, 'met', 4],
    ['the rest again, and more lines', 'x = foo(', ', 1)\n', 'a, 1)\ny = 2', false, 'met', 1],
    ['the same signs inside a call first', 'foo(', '), 2\n', 'bar(x), y), 2', true, 'met', 9],
    ['an end that the rest can follow on', 'x = foo(', ', 1)\n', 'bar(a)', true, 'closed', 6],
    ['an end with a bracket too few', 'x = foo(', ', 1)\n', 'bar(a', true, 'apart', 5],
    ['a line that never comes to the rest', 'x = foo(', ', 1)\n', 'a)\ny = 2', false, 'apart', 2],
    ['a line in the making', 'x = foo(', ', 1)\n', 'a', false, 'open', 1],
    ['no rest', 'x = ', '\ny = 2\n', '1\nz = 3', true, 'free', 7],
    ['a rest too short to tell by', 'x = foo(', ')\n', 'a', true, 'free', 1],
  ] as const)('%s', (_, prefix, suffix, text, ended, join, keep) => {
    expect(joinRight({ prefix, suffix, text, ended })).toEqual({ join, keep });
  });

  it('scores down only what stays apart', () => {
    const scores = (['free', 'met', 'closed', 'open', 'apart'] as const).map(joinScore);
    expect(scores.slice(0, 4)).toEqual([1, 1, 1, 1]);
    expect(scores[4]).toBeGreaterThan(0);
    expect(scores[4]).toBeLessThan(1);
  });

  it('never keeps more than there is', () => {
    const code = fc.array(fc.constantFrom('a', '(', ')', '"', ', ', '\n', '1', ' '), { maxLength: 12 });
    fc.assert(
      fc.property(code, code, code, fc.boolean(), (before, after, written, ended) => {
        const text = written.join('');
        const request = { prefix: before.join(''), suffix: after.join(''), text, ended };
        const { keep } = joinRight(request);
        expect(keep).toBeGreaterThanOrEqual(0);
        expect(keep).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe('FIM-SE as it was trained', () => {
  const controlTokens = ['<fim_prefix>', '<fim_suffix>', '<fim_middle>', '<START>', '<END>', '<|endoftext|>'];
  const line = fc
    .array(fc.constantFrom('foo', ' ', '(', ')', 'x', '1', ', '), { maxLength: 10 })
    .map((parts) => parts.join(''));

  it('keeps its budget, and gives back both sides of the cursor, for any text', () => {
    fc.assert(
      fc.property(
        fc.array(line),
        line,
        line,
        fc.array(line),
        fc.integer({ min: 5, max: 120 }),
        (...texts) => {
          const [above, left, right, below, budget] = texts;
          const vocabulary = new SmallVocabulary({ controlTokens });
          const format = detectFim(vocabulary, 'any');
          expect(format.family).toBe('fim-se');
          expect(writesRest(format)).toBe(true);
          const prefix = [...above, left].join('\n');
          const suffix = [right, ...below].join('\n');
          const request = { vocabulary, format, prefix, suffix, prefixComplete: true, path: '', budget };
          const prompt = buildPrompt(request);
          expect(prompt.tokens.length).toBeLessThanOrEqual(budget);
          const text = vocabulary.render(prompt.tokens);
          const match = /⟦<START>⟧(.*)⟦<END>⟧(.*)⟦<fim_middle>⟧(.*)$/.exec(text)!;
          expect(match[1]).toBe(match[3]);
          expect(vocabulary.render(prompt.tokens.slice(prompt.tokens.length - prompt.tailTokens))).toBe(
            match[3],
          );
          if (!prompt.cutPrefix) expect(match[3]).toBe(left);
          if (!prompt.cutSuffix) expect(match[2]).toBe(right);
          if (!prompt.cutPrefix && !prompt.cutSuffix) {
            const heads = /^⟦<fim_prefix>⟧([^⟦]*)⟦<fim_suffix>⟧([^⟦]*)⟦/.exec(text)!;
            expect(heads[1]! + match[3]!).toBe(prefix);
            expect([match[2]!, ...(below.length > 0 ? [heads[2]!] : [])].join('\n')).toBe(suffix);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes the rest of the line off the answer, and says where there is none', () => {
    expect(withoutRest('a, b)', ')\nnext')).toBe('a, b');
    expect(withoutRest('a, b):  ', '):\nnext')).toBe('a, b');
    expect(withoutRest('a, b', ')\nnext')).toBeUndefined();
    expect(withoutRest('a, b', '\nnext')).toBe('a, b');
  });
});
