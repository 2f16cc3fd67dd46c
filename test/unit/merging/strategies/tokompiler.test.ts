import { describe, expect, it } from 'vitest';
import { tokompiler } from '../../../../language-tokenizers/merging/strategies/tokompiler';
import { tokenizeText } from '../../../../language-tokenizers/merging/tokenize';
import type { TokenizedText } from '../../../../language-tokenizers/merging/tokenizedText';
import { languageOfFile } from '../../../../language-tokenizers/syntax/languages';
import { syntax } from '../../syntax/support';
import { read, tokenizerOf } from '../support';
import { applied } from './support';

async function tokompiled(name: string, text: string): Promise<TokenizedText> {
  const document = await syntax.open(languageOfFile(name, text)!, text);
  try {
    return tokenizeText({ name, text }, await tokenizerOf('cl100k_base'), document, { tokompiled: true });
  } finally {
    document.dispose();
  }
}

describe("Tokompiler's own count", () => {
  it.each([
    ['int main() {\n    int r[2800 + 1];\n    r[0] = 2000;\n    return 0;\n}', 32],
    [
      'void axpy(int n, double a, double *x, double y[]) {\n  for (int i = 0; i < n; i++) {\n    y[i] += a * x[i];\n  }\n}',
      63,
    ],
    [
      'int sum(int *v, int n) {\n  int s = 0;\n  for (int i = 0; i < n; i++)\n    s = s + v[i];\n  return s;\n}',
      58,
    ],
  ])('is that of its goldens: %j', async (source, count) => {
    const text = await tokompiled('a.c', source);
    expect(tokompiler.unavailable?.(text)).toBeUndefined();
    expect(applied(tokompiler, text)).toMatchObject({ count, byteEnds: new Uint32Array(0) });
  });

  it('leaves comments and layout out', async () => {
    const text = await tokompiled('a.c', 'int a; // so it is\n\n\n');
    expect(applied(tokompiler, text).count).toBe(4);
    expect(tokompiler.drops).toBe('comments and layout');
  });

  it('says why there is none', async () => {
    expect(tokompiler.unavailable?.(await read('a.c', 'int a;'))).toContain('was not asked');
    expect(tokompiler.unavailable?.(await read('a.unknown', 'int a;'))).toContain('is unknown');
    const css = await tokompiled('a.css', 'a { color: red }');
    expect(tokompiler.unavailable?.(css)).toContain('has no rules for CSS');
    expect(applied(tokompiler, css).count).toBe(css.tokens.length);
  });
});
