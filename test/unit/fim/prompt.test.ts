import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPrompt, detectFim, isStopToken, type Prompt } from '../../../sidecar/fim/index';
import { SmallVocabulary } from './smallVocabulary';

const QWEN = [
  '<|fim_prefix|>',
  '<|fim_suffix|>',
  '<|fim_middle|>',
  '<|file_sep|>',
  '<|repo_name|>',
  '<|endoftext|>',
];
const CODESTRAL = ['[PREFIX]', '[SUFFIX]', '[MIDDLE]', '<s>'];

function prompter(controlTokens: readonly string[], begin?: string, name?: string) {
  const vocabulary = new SmallVocabulary({ controlTokens, ...(begin === undefined ? {} : { begin }) });
  const format = detectFim(vocabulary, 'any', name);
  const build = (prefix: string, suffix: string, budget: number): Prompt =>
    buildPrompt({ vocabulary, format, prefix, suffix, prefixComplete: true, path: 'a.ts', budget });
  return { vocabulary, format, build };
}

const lines = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, index) => `  const v${from + index} = f(${index});\n`).join('');

describe('detection', () => {
  it('refuses a format whose marker is no single token', () => {
    const { format } = prompter(QWEN.filter((token) => token !== '<|fim_middle|>'));
    expect(format.family).toBe('none');
    expect(format.note).toMatch(/not trained to fill in the middle/);
  });

  it('ends at the format’s stops and where the engine says so', () => {
    const { vocabulary, format } = prompter(QWEN);
    const stops = QWEN.map((token) => isStopToken(format, vocabulary, vocabulary.special(token)!));
    expect(stops).toEqual(QWEN.map(() => true));
    expect(isStopToken(format, vocabulary, vocabulary.tokenize('word')[0]!)).toBe(false);
  });
});

describe('budget', () => {
  it('is kept, and the counts add up, for any text', () => {
    const text = fc.array(fc.constantFrom('foo', ' ', '\n', 'x = 1\n', '(', '😀', 'a'.repeat(50), '\n\n'), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(
        text,
        text,
        fc.integer({ min: 3, max: 300 }),
        fc.boolean(),
        (before, after, budget, whole) => {
          const { build, vocabulary } = whole ? prompter(QWEN) : prompter(CODESTRAL, '<s>');
          const prompt = build(before.join(''), after.join(''), budget);
          expect(prompt.tokens.length).toBeLessThanOrEqual(budget);
          expect(prompt.prefixTokens + prompt.suffixTokens).toBe(prompt.tokens.length - 3);
          const text = vocabulary.render(prompt.tokens);
          if (!prompt.cutSuffix) expect(text).toContain(after.join(''));
          if (!prompt.cutPrefix && !whole) expect(text.endsWith(before.join(''))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives what one side leaves to the other', () => {
    const { build } = prompter(QWEN);
    const short = build('x = ', lines(500), 1000);
    expect(short.cutPrefix).toBe(false);
    expect(short.suffixTokens).toBeGreaterThan(900);
    const long = build(lines(500), ';\n', 1000);
    expect(long.cutSuffix).toBe(false);
    expect(long.prefixTokens).toBeGreaterThan(850);
    const both = build(lines(500), lines(500), 1000);
    expect(both.suffixTokens).toBeLessThanOrEqual(250);
    expect(both.suffixTokens).toBeGreaterThan(230);
  });

  it('cuts whole lines', () => {
    const { build, vocabulary } = prompter(QWEN);
    const prompt = build(`${lines(500)}  return `, `;\n${lines(500)}`, 1000);
    const [, head, suffix] = /^⟦<\|fim_prefix\|>⟧([^⟦]*)⟦<\|fim_suffix\|>⟧([^⟦]*)⟦/.exec(
      vocabulary.render(prompt.tokens),
    )!;
    expect(head).toMatch(/^ {2}const v\d+ = f\(\d+\);\n/);
    expect(suffix).toMatch(/ {2}const v\d+ = f\(\d+\);\n$/);
  });

  it('does not read a megabyte to use a page of it', () => {
    const { build, vocabulary } = prompter(QWEN);
    build(lines(50_000), lines(50_000), 1000);
    expect(vocabulary.tokenized).toBeLessThan(10_000);
    build('a'.repeat(1_000_000), 'b = '.repeat(250_000), 1000);
    expect(vocabulary.tokenized).toBeLessThan(20_000);
  });

  it('refuses a budget that the markers alone exceed', () => {
    expect(() => prompter(QWEN).build('a', 'b', 2)).toThrow(RangeError);
  });

  it('says so when the text given does not begin where the document does', () => {
    const { vocabulary, format } = prompter(QWEN);
    const request = { vocabulary, format, prefix: 'a', suffix: '', path: '', budget: 100 };
    expect(buildPrompt({ ...request, prefixComplete: false }).cutPrefix).toBe(true);
    expect(buildPrompt({ ...request, prefixComplete: true }).cutPrefix).toBe(false);
  });
});

describe('typing', () => {
  /** Tokens to evaluate anew for every character typed behind `prefix`. */
  function evaluated(build: (prefix: string) => Prompt, prefix: string, typed: string): number[] {
    let cached = build(prefix).tokens;
    return Array.from(typed, (_, index) => {
      const { tokens } = build(prefix + typed.slice(0, index + 1));
      const same = tokens.findIndex((id, at) => id !== cached[at]);
      cached = tokens;
      return same < 0 ? 0 : tokens.length - same;
    });
  }

  const TYPED = 'const result = values.map((value) => value * 2);';

  it.each([
    { name: 'prefix first', controls: QWEN },
    { name: 'suffix first', controls: CODESTRAL },
    { name: 'prefix only', controls: ['<|endoftext|>'] },
    { name: 'lines above lead in', controls: QWEN, model: 'Tokoscope Code' },
  ])('a character changes only the end of the prompt ($name)', ({ controls, model }) => {
    const { build } = prompter(controls, undefined, model);
    for (const suffix of [';\n', `;\n${lines(500)}`]) {
      for (const above of [lines(3), lines(60), lines(500)]) {
        const counts = evaluated((prefix) => build(prefix, suffix, 1000), `${above}  `, TYPED);
        const moved = counts.filter((count) => count > 2).length;
        expect(moved, `${above.length} characters above`).toBeLessThanOrEqual(1);
      }
    }
  });

  it('moves a full window by steps when lines are added, not with every line', () => {
    const { build } = prompter(QWEN);
    const starts = Array.from({ length: 100 }, (_, index) =>
      build(lines(500 + index), ';\n', 1000).tokens.slice(0, 5),
    );
    const moves = starts.slice(1).filter((tokens, index) => tokens.join() !== starts[index]!.join()).length;
    expect(moves).toBeGreaterThan(0);
    expect(moves).toBeLessThan(15);
  });

  it('leaves the lines far above alone where the nearer ones stand with the cursor’s', () => {
    const { build, vocabulary } = prompter(QWEN, undefined, 'Tokoscope Code');
    const heads = Array.from({ length: 100 }, (_, index) => {
      const { tokens, tailText } = build(lines(100 + index), lines(20), 4000);
      const [, head = ''] = /^⟦<\|fim_prefix\|>⟧([^⟦]*)⟦/.exec(vocabulary.render(tokens))!;
      expect(head + tailText).toBe(lines(100 + index));
      expect(tailText.length).toBeGreaterThanOrEqual(512 - 30);
      expect(tailText.length).toBeLessThanOrEqual(1024);
      return head;
    });
    expect(new Set(heads).size).toBeLessThan(10);
  });

  it('goes on in a very long line without reading it from its start', () => {
    const { build } = prompter(QWEN);
    const counts = evaluated(
      (prefix) => build(prefix, '', 1000),
      `x = [${'1, '.repeat(5000)}`,
      '2, 3, 4, 5, 6, 7',
    );
    expect(counts.filter((count) => count > 600).length).toBeLessThanOrEqual(1);
  });
});
