import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postprocess } from '../../../sidecar/postprocess/index';
import { syntaxErrors } from '../../../sidecar/postprocess/filters/syntaxErrors';
import { syntaxOpener } from '../../../sidecar/postprocess/syntax/index';
import { syntax } from '../../unit/syntax/support';
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
    const times = Array.from({ length: 3 }, () => {
      const started = performance.now();
      postprocess('"b", "c"]);\n', { prefix, suffix: `${prefix}];`, languageId: 'javascript', mode: 'line' });
      return performance.now() - started;
    });
    // The best: other processes may have the processor at any time.
    expect(Math.min(...times)).toBeLessThan(500);
  });
});

describe('post-processing with a grammar, for any text', () => {
  const openSyntax = syntaxOpener((language) => syntax.grammar(language), Infinity);
  const places = fc.record({
    prefix: code,
    suffix: code,
    languageId: fc.constantFrom('python', 'c', 'rust', 'typescript', 'fortran', 'shellscript', 'html'),
    mode: fc.constantFrom('line' as const, 'block' as const),
  });

  it('only takes away, is done after once, and leaves no more errors than it found', async () => {
    await fc.assert(
      fc.asyncProperty(places, code, async (around, raw) => {
        const place = { ...around, path: '', prefixComplete: true, suffixComplete: true };
        const opened = (await openSyntax(place))!;
        try {
          const context = { ...around, syntax: opened };
          const once = postprocess(raw, context).text;
          expect(isSubsequence(bare(once), bare(raw))).toBe(true);
          expect(postprocess(once, context)).toEqual({ text: once, filters: [] });
          const cut = syntaxErrors.apply(raw, context);
          expect(opened.errors(cut)!).toBeLessThanOrEqual(opened.errors(raw)!);
        } finally {
          opened.dispose();
        }
      }),
      { numRuns: 500 },
    );
  }, 30_000);
});

function bare(text: string): string {
  return text.replace(/\s/g, '');
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const unit of whole.split('')) if (unit === part.charAt(at)) at++;
  return at >= part.length;
}
