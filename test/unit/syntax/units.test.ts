import { describe, expect, it } from 'vitest';
import { COMPILED } from './expected/compiled';
import { DATA } from './expected/data';
import type { Expected } from './expected/expected';
import { FIRST } from './expected/first';
import { HPC } from './expected/hpc';
import { SCRIPTS } from './expected/scripts';
import { crlf, fixture, fixtures, syntax } from './support';

const EXPECTED: Readonly<Record<string, readonly Expected[]>> = {
  ...FIRST,
  ...HPC,
  ...SCRIPTS,
  ...COMPILED,
  ...DATA,
};

describe.each(fixtures)('units of $file', ({ file, language, text }) => {
  it.each(['LF', 'CRLF'])(
    'are ordered, apart and cover every character that is not blank (%s)',
    async (eol) => {
      const source = eol === 'LF' ? text : crlf(text);
      const document = await syntax.open(language, source);
      try {
        expect(document.hasErrors).toBe(false);
        const bare = source.split('');
        let end = 0;
        for (const unit of document.units()) {
          expect(unit.start).toBeGreaterThanOrEqual(end);
          expect(unit.end).toBeGreaterThan(unit.start);
          expect(source.slice(unit.start, unit.end)).toMatch(/\S/);
          bare.fill(' ', unit.start, unit.end);
          end = unit.end;
        }
        expect(bare.join('').trim()).toBe('');
      } finally {
        document.dispose();
      }
    },
  );

  it('have the kinds a reader expects', async () => {
    const document = await syntax.open(language, text);
    const units = document.units().map((unit) => ({ ...unit, text: text.slice(unit.start, unit.end) }));
    document.dispose();
    expect(units.filter((unit) => unit.kind === 'other')).toEqual([]);
    const expected = EXPECTED[file]!;
    const got = expected.map(([wanted, , after]) => {
      const from = after === undefined ? 0 : units.findIndex((unit) => unit.text === after) + 1;
      return [wanted, units.slice(from).find((unit) => unit.text === wanted)?.kind, after];
    });
    expect(got).toEqual(expected.map(([wanted, kind, after]) => [wanted, kind, after]));
  });

  it('of any range are those of the whole that touch it', async () => {
    const document = await syntax.open(language, text);
    const all = document.units();
    for (let start = 0; start < text.length; start += 37) {
      for (const length of [0, 1, 80]) {
        const end = Math.min(text.length, start + length);
        expect(document.units(start, end)).toEqual(
          all.filter((unit) => unit.end > start && unit.start < end),
        );
      }
      expect(document.unitAt(start)).toEqual(all.find((unit) => unit.start <= start && start < unit.end));
    }
    document.dispose();
  });
});

it('CRLF changes no unit but those that span lines', async () => {
  const { language, text } = fixture('parser.rs');
  const read = async (source: string) => {
    const document = await syntax.open(language, source);
    const units = document.units().map((unit) => [unit.kind, source.slice(unit.start, unit.end)]);
    document.dispose();
    return units;
  };
  expect(await read(crlf(text))).toEqual(await read(text));
});
