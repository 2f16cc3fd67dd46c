import { describe, expect, it } from 'vitest';
import { adversarialStrings } from '../../../scripts/verify/hostile.mjs';
import { classRuns } from './pinnedPattern';
import { firstDifference, NAMES, open, reference, sources } from './support';

describe.each(NAMES)('%s equals tiktoken', async (name) => {
  const tokenizer = await open(name);
  const tiktoken = reference(name);

  function expectSame(text: string, what = text): void {
    const at = firstDifference(tokenizer.encode(text).ids, tiktoken(text));
    if (at >= 0) expect.fail(`${JSON.stringify(what.slice(0, 200))}: token ${at} differs`);
  }

  it('on real sources', async () => {
    const files = await sources();
    expect(files.length).toBeGreaterThan(100);
    for (const { file, text } of files) expectSame(text, file);
  });

  it('on hostile texts', () => {
    for (const text of adversarialStrings(20_000)) expectSame(text);
  });

  // Every code point's class is tiktoken's own, see unicode.test.ts; npm run verify:tokens encodes them all.
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

/** First and last code point of each run, and some from inside long runs. */
function edgesOfClasses(): number[] {
  const edges = classRuns().flatMap(([first, last]) => {
    const inside = [];
    for (let codePoint = first + 1; codePoint < last; codePoint += 997) inside.push(codePoint);
    return first === last ? [first] : [first, ...inside, last];
  });
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
