import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CopyFinder, MOST_ORIGINALS, type CopiedSpan } from '../../../language-tokenizers/copies/copyFinder';
import { isEvidence } from '../../../language-tokenizers/copies/evidence';

const PLANTED = `def to_metres(feet, scale=1.0):
    if feet is None:
        raise ValueError("no length was given")
    rounded = round(feet * 0.3048 * scale, 3)
    return rounded
`;
const LIBRARY = `import os\n\n\n${PLANTED}\n\nrate = 2\n`;

function spansOf(answer: string, ...texts: readonly [path: string, text: string, line?: number][]) {
  const finder = new CopyFinder<string>(answer);
  for (const [name, text, line = 0] of texts) finder.lookIn({ place: name, path: name, text, line });
  return finder.spans();
}
const said = (answer: string, { start, end }: CopiedSpan<string>): string => answer.slice(start, end);
/** Without white space around lines and without blank lines. */
const flat = (text: string): string =>
  text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n');

describe('copied spans', () => {
  it('are attributed to the lines of a planted function, indented otherwise', () => {
    const answer = `x = 1\n${PLANTED.replaceAll(/^/gm, '\t')}`;
    const [span, ...more] = spansOf(answer, ['lib.py', LIBRARY]);
    expect(more).toEqual([]);
    expect(said(answer, span!).trim()).toBe(PLANTED.replaceAll(/^/gm, '\t').trim());
    expect(span!.originals).toEqual([{ place: 'lib.py', path: 'lib.py', firstLine: 3, lastLine: 7 }]);
    expect(span!.characters).toBe(PLANTED.replaceAll(/\s/g, '').length);
  });

  it('begin and end at words, where only a part of the code is the same', () => {
    const answer = PLANTED.replace('def to_metres', 'def into_metres').replace('rounded\n', 'rounded_up\n');
    const [span] = spansOf(answer, ['lib.py', LIBRARY]);
    const text = said(answer, span!);
    expect(text).toMatch(/^\(feet, scale=1\.0\):/);
    expect(text).toMatch(/return$/);
  });

  it('have line ends of their own, and the line numbers of a piece of a file', () => {
    const [span] = spansOf(PLANTED, ['lib.py', LIBRARY.replaceAll('\n', '\r\n'), 100]);
    expect(span!.originals).toMatchObject([{ firstLine: 103, lastLine: 107 }]);
    expect(spansOf(PLANTED.replaceAll('\n', '\r\n'), ['lib.py', LIBRARY])[0]!.originals).toMatchObject([
      { firstLine: 3, lastLine: 7 },
    ]);
  });

  it('are listed with every place, once, and each span only if no longer one has it', () => {
    const part = PLANTED.split('\n').slice(1, 4).join('\n');
    const copies = Array.from({ length: MOST_ORIGINALS + 2 }, (_, i) => [`${i}.py`, LIBRARY] as const);
    const [span, ...more] = spansOf(
      PLANTED,
      ['part.py', part],
      ...copies.map(([name, text]) => [name, text] as [string, string]),
      ['0.py', LIBRARY],
    );
    expect(more).toEqual([]);
    expect(span!.originals.map((one) => one.path)).toEqual(['0.py', '1.py', '2.py', '3.py', '4.py']);
    expect(span!.others).toBe(2);
  });

  it('are two where two functions of different files were put together', () => {
    const other = 'def parse_header(stream, limit):\n    return dict(line.split(":") for line in stream)\n';
    const answer = `${PLANTED}\n\n${other}`;
    const spans = spansOf(answer, ['lib.py', LIBRARY], ['http.py', `# header\n${other}`]);
    expect(spans.map(({ originals }) => originals.map((one) => one.path))).toEqual([['lib.py'], ['http.py']]);
    expect(spans[1]!.originals[0]).toMatchObject({ firstLine: 1, lastLine: 2 });
  });

  it('are not found in novel code, nor in what is short or says little', () => {
    const novel = PLANTED.replaceAll('feet', 'ells').replaceAll('rounded', 'result').replaceAll('None', '0');
    expect(spansOf(novel, ['lib.py', LIBRARY])).toEqual([]);
    const row = '        ],\n    },\n'.repeat(20);
    expect(spansOf(row, ['data.py', row])).toEqual([]);
    expect(spansOf('return rounded', ['lib.py', LIBRARY])).toEqual([]);
    for (const empty of ['', ' \n']) expect(spansOf(empty, ['lib.py', LIBRARY])).toEqual([]);
  });

  it('are what both texts say, whatever they are', () => {
    const line = fc.constantFrom(
      'const total = measure(first, second);',
      'for (const one of everything) total += one;',
      '}',
      '',
      'if (isWanted(total, limit)) return undefined;',
      '  throw new RangeError(`no ${total}`);',
      'é = "ünïcode 😀 text", more;',
    );
    const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (answer, other) => {
        const lines = other.split('\n');
        for (const span of spansOf(answer, ['a', other])) {
          const own = said(answer, span);
          expect(isEvidence(own)).toBe(true);
          for (const { firstLine, lastLine } of span.originals) {
            expect(flat(lines.slice(firstLine, lastLine + 1).join('\n'))).toContain(flat(own));
          }
        }
        // What stands in it whole is found whole.
        if (flat(other).includes(flat(answer)) && isEvidence(answer)) {
          const [span] = spansOf(answer, ['a', other]);
          expect(flat(said(answer, span!))).toBe(flat(answer));
        }
      }),
    );
  });

  it('hardly ever are in code of others: at most one of 60 fragments of a package has one in this project', () => {
    const root = path.resolve(import.meta.dirname, '../../..');
    const files = (folder: string, ending: string): string[] =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith(ending))
        .map((name) => readFileSync(path.join(root, folder, name), 'utf8'));
    const project = files('sidecar', '.ts');
    const theirs = files('node_modules/eslint/lib/rules', '.js');
    let found = 0;
    for (let i = 0; i < 60; i++) {
      const lines = theirs[(i * 7) % theirs.length]!.split('\n');
      const start = Math.floor((lines.length * ((i % 9) + 0.5)) / 10);
      const fragment = lines.slice(start, start + 12).join('\n');
      const finder = new CopyFinder<number>(fragment);
      project.forEach((text, place) => finder.lookIn({ place, path: String(place), text, line: 0 }));
      if (finder.spans().length > 0) found++;
    }
    expect(found).toBeLessThanOrEqual(1);
  });
});
