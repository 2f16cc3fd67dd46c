import { describe, expect, it } from 'vitest';
import { lexicalUnits } from '../../../../language-tokenizers/merging/strategies/lexicalUnits';
import type { TokenizedText } from '../../../../language-tokenizers/merging/tokenizedText';
import { read } from '../support';
import { applied, piecesOf } from './support';

const CERTAIN = -Math.log2(0.95);
const UNSURE = -Math.log2(0.85);

/** The text with each token certain but those that start with one of the given texts. */
function surprised(text: TokenizedText, by: readonly string[]): TokenizedText {
  const surprisal = Float32Array.from(text.tokens.starts, (start, i) =>
    by.includes(text.text.slice(start, text.tokens.ends[i])) ? UNSURE : CERTAIN,
  );
  surprisal[0] = NaN;
  return { ...text, surprisal };
}

describe('lexical units', () => {
  it('are runs of tokens that were expected', async () => {
    const text = surprised(await read('a.js', 'for (let i = 0; i < n; i++) {'), [' n', ' (']);
    expect(piecesOf(lexicalUnits, text)).toEqual(['for', ' (', 'let i = 0; i <', ' n', '; i++) {']);
  });

  it('end before a line that is indented less, and at sixteen tokens', async () => {
    const text = surprised(await read('a.py', 'def f():\n    return 1\ng()\n'), []);
    expect(piecesOf(lexicalUnits, text)).toEqual(['def', ' f():\n    return 1\n', 'g()\n']);
    const long = surprised(await read('a.txt', ' a'.repeat(40)), []);
    expect([...applied(lexicalUnits, long).tokenEnds!]).toEqual([1, 17, 33, 40]);
  });

  it('say that they need a model', async () => {
    const text = await read('a.py', 'x = 1\n');
    expect(lexicalUnits.needsSurprisal).toBe(true);
    expect(lexicalUnits.unavailable?.(text)).toContain('no model has read this text');
    expect(lexicalUnits.unavailable?.(surprised(text, []))).toBeUndefined();
    expect(applied(lexicalUnits, text).count).toBe(text.tokens.length);
  });
});
