import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postprocess } from '../../../sidecar/postprocess/index';
import { code, context } from '../../unit/stops/arbitraryCode';

const runs = { numRuns: 1000 };

describe('post-processing, for any text', () => {
  it('invents nothing: apart from white space, it only takes away', () => {
    fc.assert(
      fc.property(context, code, (around, raw) => {
        expect(isSubsequence(bare(postprocess(raw, around).text), bare(raw))).toBe(true);
      }),
      runs,
    );
  });

  it('does nothing to what it gave', () => {
    fc.assert(
      fc.property(context, code, (around, raw) => {
        const once = postprocess(raw, around).text;
        expect(postprocess(once, around)).toEqual({ text: once, filters: [] });
      }),
      runs,
    );
  });

  it('names a filter exactly when the text changed', () => {
    fc.assert(
      fc.property(context, code, (around, raw) => {
        const { text, filters } = postprocess(raw, around);
        expect(filters.length > 0).toBe(text !== raw);
      }),
      runs,
    );
  });

  it('takes little time beside a very long line', () => {
    const prefix = `x = [${'"a", '.repeat(200_000)}`;
    const started = performance.now();
    postprocess('"b", "c"]);\n', { prefix, suffix: `${prefix}];`, languageId: 'javascript', mode: 'line' });
    expect(performance.now() - started).toBeLessThan(500);
  });
});

function bare(text: string): string {
  return text.replace(/\s/g, '');
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const unit of whole.split('')) if (unit === part.charAt(at)) at++;
  return at >= part.length;
}
