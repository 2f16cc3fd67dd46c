import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompletionStats, StopReason } from '../../../sidecar/protocol';
import { endChecked } from '../../bench/fim/endCheck';
import { matchesFirstLine, matchesText } from '../../bench/fim/exactMatch';
import type { Measured } from '../../bench/fim/measure';
import { compare, summarise, type Case } from '../../bench/fim/summary';
import { tablesOf } from '../../bench/fim/tables';
import { quantile } from '../../bench/tokens/measure.mjs';

const STATS: CompletionStats = {
  promptTokens: 10,
  evaluated: 10,
  reused: 0,
  generated: 4,
  decodes: 2,
  drafted: 3,
  accepted: 2,
  boundary: { method: 'exact', paths: 2, branchTokens: 1 },
  firstTokenMs: 5,
  totalMs: 10,
};

function caseOf(
  id: string,
  text: string,
  truth: string,
  changes: Partial<Measured> = {},
  suffix = '\n',
): Case {
  const measured = {
    key: id,
    raw: text,
    text,
    stop: 'end' as StopReason,
    filters: [],
    stats: STATS,
    ...changes,
  };
  return { cursor: { id, prefix: '', suffix, truth, program: () => '' }, measured };
}

describe('exact match', () => {
  it('by the published rule looks at the first line, stripped', () => {
    expect(matchesFirstLine('  return x  \nmore', '    return x')).toBe(true);
    expect(matchesFirstLine('\n    return x', '    return x')).toBe(false);
    expect(matchesFirstLine('return  x', 'return x')).toBe(false);
    expect(matchesFirstLine('return x', 'return xy')).toBe(false);
  });

  it('as shown looks at every character but blanks at the end', () => {
    expect(matchesText('    a\n    b\n', '    a\n    b')).toBe(true);
    expect(matchesText('a\n    b', '    a\n    b')).toBe(false);
    expect(matchesText('    a', '    a\n    b')).toBe(false);
    expect(matchesText('', ' ')).toBe(true);
  });
});

describe('quantile', () => {
  it('is a value at its place', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => (at * 37) % 100);
    expect([0, 0.5, 0.95, 1].map((share) => quantile(hundred, share))).toEqual([0, 50, 95, 99]);
    expect(quantile([7], 0.95)).toBe(7);
    expect(quantile([2, 1], 0)).toBe(1);
  });

  it('has as many values below it as its share says', () => {
    const values = fc.array(fc.integer(), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 0.999, noNaN: true }), (numbers, share) => {
        const found = quantile(numbers, share);
        expect(numbers).toContain(found);
        expect(numbers.filter((number) => number < found).length).toBeLessThanOrEqual(share * numbers.length);
        expect(numbers.filter((number) => number <= found).length).toBeGreaterThan(share * numbers.length);
      }),
    );
  });
});

describe('the sum of an arm', () => {
  const cases = [
    caseOf('1', 'a', 'a', { rawVerdict: { outcome: 'passed' }, textVerdict: { outcome: 'passed' } }),
    caseOf('2', 'b', 'c', { rawVerdict: { outcome: 'failed' }, textVerdict: { outcome: 'passed' } }),
    caseOf('3', '', 'c', { raw: 'c', rawVerdict: { outcome: 'time' }, textVerdict: { outcome: 'ended' } }),
  ];

  it('counts matches, passes and what is shown', () => {
    const { firstLineMatch, textMatch, rawPass, textPass, shown, shownMatch } = summarise(cases);
    expect(firstLineMatch).toEqual({ hits: 2, of: 3 });
    expect(textMatch).toEqual({ hits: 1, of: 3 });
    expect(rawPass).toEqual({ hits: 1, of: 3 });
    expect(textPass).toEqual({ hits: 2, of: 3 });
    expect(shown).toEqual({ hits: 2, of: 3 });
    expect(shownMatch).toEqual({ hits: 1, of: 2 });
  });

  it('adds up decodes, drafts by source, and methods', () => {
    const drafts = { suffix: { drafts: 1, drafted: 3, accepted: 2, steps: 2 } };
    const heal = { method: 'heal', paths: 0, branchTokens: 0, reason: 'too long' } as const;
    const drafted = [
      caseOf('1', 'a', 'a', { stats: { ...STATS, drafts } }),
      caseOf('2', 'a', 'a', { stats: { ...STATS, drafts, decodes: 4, boundary: heal } }),
    ];
    const sum = summarise(drafted);
    expect(sum.tokensPerDecode).toBeCloseTo(8 / 6);
    expect(sum.drafts).toEqual({ suffix: { drafts: 2, drafted: 6, accepted: 4, steps: 4 } });
    expect(sum.boundary).toEqual({
      methods: { exact: 1, heal: 1 },
      reasons: { 'too long': 1 },
      paths: 2,
      branchTokens: 1,
    });
  });

  it('leaves out what was not run', () => {
    const notRun = summarise([caseOf('1', 'a', 'a')]);
    expect('rawPass' in notRun || 'textPass' in notRun).toBe(false);
    const { quality } = tablesOf([{ arm: { name: 'B', words: 'off' }, cases }], {
      base: 'B',
      firstLine: true,
    });
    expect(quality[0]).toMatchObject({ name: 'B: off', 'pass@1, as shown': '66.7 % (2 of 3)' });
    const [unrun] = tablesOf([{ arm: { name: 'B', words: 'off' }, cases: [caseOf('1', 'a', 'a')] }], {
      base: 'B',
      firstLine: false,
    }).quality;
    expect(unrun).toMatchObject({ 'pass@1, as shown': 'not run' });
    expect(unrun).not.toHaveProperty('exact match, published rule');
  });

  it('is compared cursor by cursor', () => {
    const other = [
      caseOf('1', 'x', 'a'),
      caseOf('2', 'c', 'c'),
      caseOf('3', 'c', 'c'),
      caseOf('4', 'c', 'c'),
    ];
    expect(compare(cases, other)).toEqual({ won: 1, lost: 2 });
  });
});

describe('the end check', () => {
  it.each<[StopReason, string, string]>([
    ['end', ' rest)\n', 'a'],
    ['suffix', ' rest)\n', 'a'],
    ['length', ' rest)\n', ''],
    ['scope', ' rest)\n', ''],
    ['length', ' )\n', 'a'],
    ['length', '\nrest of the file', 'a'],
  ])('of a completion that ended by %s before %j shows %j', (stop, suffix, text) => {
    const verdict = { outcome: 'passed' } as const;
    const { measured } = endChecked(caseOf('1', 'a', 'a', { stop, textVerdict: verdict }, suffix));
    expect(measured.text).toBe(text);
    expect(measured.textVerdict?.outcome).toBe(text === '' ? 'failed' : 'passed');
  });
});
