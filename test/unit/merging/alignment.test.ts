import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alignTokens,
  byteEndsOf,
  groupsOf,
  NO_UNIT,
  STRADDLER,
} from '../../../language-tokenizers/merging/alignment';
import type { TokenizedText } from '../../../language-tokenizers/merging/tokenizedText';
import { UNIT_CHOICES } from '../../../language-tokenizers/merging/unitChoice';
import { fixtures } from '../syntax/support';
import { read, textsOf } from './support';

/** Tokens with the texts of their units: "" for none, "!" for straddlers. */
function shown(text: TokenizedText): string[] {
  const aligned = alignTokens(text);
  return Array.from(aligned, (unit, i) => {
    const token = text.text.slice(text.tokens.starts[i], text.tokens.ends[i]);
    if (unit === STRADDLER) return `${token}!`;
    return `${token}<${unit === NO_UNIT ? '' : text.text.slice(text.units.starts[unit], text.units.ends[unit])}>`;
  });
}

describe('the unit of a token', () => {
  it('is that of its characters between the blanks at its ends', async () => {
    const text = await read('a.c', 'int main() {\n    return getUserId(x->y);\n}');
    expect(shown(text)).toEqual([
      'int<int>',
      ' main<main>',
      '()!',
      ' {\n<{>',
      '   <>',
      ' return<return>',
      ' getUserId<getUserId>',
      '(x!',
      '-><->>',
      'y<y>',
      ');\n!',
      '}<}>',
    ]);
  });

  it('of part of a character is that of the character', async () => {
    const text = await read('a.py', 's = "𓂀"\n');
    const parts = alignTokens(text).filter((_, i) => text.tokens.partial[i] === 1);
    expect(parts.length).toBeGreaterThan(1);
    expect(new Set(parts)).toEqual(new Set([text.units.starts.indexOf(4)]));
  });

  it('is none where the language is unknown', async () => {
    const text = await read('a.unknown', 'int main() {}');
    expect(new Set(alignTokens(text))).toEqual(new Set([NO_UNIT]));
    expect(groupsOf(text, 'all')).toHaveLength(text.tokens.length);
  });
});

describe('groups', () => {
  it('are the tokens of a name, as published', async () => {
    const text = await read('a.c', 'static int getUserIdentity(struct_t x) { return 1234567; }');
    const groups = textsOf(text, groupsOf(text));
    expect(groups).toContain(' getUserIdentity');
    expect(groups).toContain(' ');
    expect(groups).not.toContain('1234567');
  });

  it('leave built-in types alone and take named ones', async () => {
    const text = await read('a.c', 'myTypeName_t f(unsigned long long int pointerdiff);');
    const groups = textsOf(text, groupsOf(text));
    expect(groups[0]).toBe('myTypeName_t');
  });

  it('take literals, and all units, when asked', async () => {
    const source = 'x = "hello there" + 1234567 // what a day\n';
    const text = await read('a.js', source);
    expect(textsOf(text, groupsOf(text, 'literals'))).toContain('1234567');
    expect(textsOf(text, groupsOf(text, 'all'))).toContain(' // what a day');
    expect(textsOf(text, groupsOf(text, 'literals'))).not.toContain(' // what a day');
  });

  it('are broken by straddlers and blanks', async () => {
    const text = await read('a.c', '/* a\n\n\n\n\t\t\tb */');
    const groups = textsOf(text, groupsOf(text, 'all'));
    expect(groups.length).toBeGreaterThan(1);
    expect(groups.join('')).toBe(text.text);
  });

  it('tile the tokens and give the bytes back, in every language and for any text', async () => {
    for (const { file, text } of fixtures) checkTiling(await read(file, text));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('a.c', 'a.py', 'a.ts', 'a.f90', 'a.none'),
        fc.string({ unit: 'binary', maxLength: 80 }),
        async (name, text) => {
          checkTiling(await read(name, text));
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);

  it('are as good in a text with lone surrogates and in an empty one', async () => {
    checkTiling(await read('a.c', 'int \ud800getUserId\udc00 = "\ud83d";'));
    checkTiling(await read('a.c', ''));
    checkTiling(await read('a.py', '变量名字很长 = größe_Ωmega + имя_переменной\n'));
  });
});

function checkTiling(text: TokenizedText): void {
  let fewest = text.tokens.length;
  for (const choice of UNIT_CHOICES) {
    const ends = groupsOf(text, choice);
    // Each choice has what the one before it has.
    expect(ends.length).toBeLessThanOrEqual(fewest);
    fewest = ends.length;
    expect(ends.at(-1) ?? 0).toBe(text.tokens.length);
    expect(ends.every((end, i) => end > (ends[i - 1] ?? 0))).toBe(true);
    const bytes = byteEndsOf(text, ends);
    expect(bytes.at(-1) ?? 0).toBe(new TextEncoder().encode(text.text).length);
  }
}
