import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNICODE_16_RUNS } from '../../../language-tokenizers/text/unicode16';
import { anyText, firstDifference, hostileText, NAMES, open, reference, sources } from './support';

describe.each(NAMES)('%s equals tiktoken', async (name) => {
  const tokenizer = await open(name);
  const tiktoken = reference(name);

  function expectSame(text: string, what = text): void {
    expect(firstDifference(tokenizer.encode(text).ids, tiktoken(text)), what).toBe(-1);
  }

  it('on real sources', async () => {
    const files = await sources();
    expect(files.length).toBeGreaterThan(100);
    for (const { file, text } of files) expectSame(text, file);
  });

  it('on hostile texts', () => {
    fc.assert(
      fc.property(hostileText, (text) => expectSame(text)),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(anyText, (text) => expectSame(text)),
      { numRuns: 1500 },
    );
  });

  it('at both ends of every run of one class of code points, and between', () => {
    for (const text of batches(edgesOfClasses(), 40)) expectSame(text);
  });

  it('on runs without a split that are longer than one window', () => {
    for (const unit of [
      'a',
      ' ',
      '\n',
      '=',
      '中',
      '😀',
      '\ud800',
      'ab',
      'ation',
      'Ünï',
      '\t ',
      '\u0301',
      'é!',
    ]) {
      for (const length of [255, 256, 257, 300, 1000, 2001]) {
        const text = unit.repeat(Math.ceil(length / unit.length));
        expectSame(text, `${length} of ${unit}`);
      }
    }
  });
});

/** First and last code point of each run, its neighbours, and some from inside long runs. */
function edgesOfClasses(): number[] {
  const edges: number[] = [];
  let start = 0;
  for (const [, length] of UNICODE_16_RUNS.matchAll(/([0-9a-z]+)[A-Z]/g)) {
    const end = start + parseInt(length!, 36);
    edges.push(start);
    if (end - start > 1) edges.push(end - 1);
    for (let inside = start + 1; inside < end - 1; inside += 997) edges.push(inside);
    start = end;
  }
  expect(start).toBe(0x110000);
  return edges.filter((codePoint) => codePoint < 0xd800 || codePoint > 0xdfff);
}

/** Each code point among letters, digits, spaces, symbols and line breaks; so many to a text. */
function batches(codePoints: number[], size: number): string[] {
  const contexts = codePoints.map((codePoint) => {
    const it = String.fromCodePoint(codePoint);
    return `a${it}b A${it}${it}1 ${it}(${it}\n${it}'s${it} \n`;
  });
  return Array.from({ length: Math.ceil(contexts.length / size) }, (_, i) =>
    contexts.slice(i * size, (i + 1) * size).join(''),
  );
}
