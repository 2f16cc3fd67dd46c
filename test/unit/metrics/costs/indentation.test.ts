import { describe, expect, it } from 'vitest';
import {
  type IndentationCost,
  indentationCost,
  IndentationSum,
} from '../../../../language-tokenizers/metrics/costs/indentation';
import { indentedLines, indentStyle } from '../../../../language-tokenizers/metrics/costs/indentStyle';
import { NO_UNITS } from '../../../../language-tokenizers/syntax/unitRun';
import { read, tokenizerOf } from '../../merging/support';

const SPACES = 'def f(x):\n    if x:\n        return 1\n    return 2\n';
const TABS = SPACES.replaceAll('    ', '\t');

describe('indentation', () => {
  it('is counted each way', async () => {
    const cost = indentationCost(await read('a.py', SPACES));
    expect(cost).toMatchObject({ style: 'spaces', width: 4, lines: 3, asIs: 18, without: 15 });
    expect(Object.fromEntries(cost.alternatives.map(({ style, tokens }) => [style, tokens]))).toEqual({
      tabs: 16,
      spaces2: 18,
      spaces4: 18,
      spaces8: 18,
    });
    const old = indentationCost(await read('a.py', SPACES, 'r50k_base'));
    expect(Object.fromEntries(old.alternatives.map(({ style, tokens }) => [style, tokens]))).toEqual({
      // A tab is a token; of n spaces, n - 1 are, and the last is the word's.
      tabs: 16 + 1 + 2 + 1,
      spaces2: 16 + 1 + 3 + 1,
      spaces4: 16 + 3 + 7 + 3,
      spaces8: 16 + 7 + 15 + 7,
    });
  });

  it.each(['cl100k_base', 'o200k_base'])('in %s is what the rewritten text counts', async (name) => {
    const tokenizer = await tokenizerOf(name);
    const cost = indentationCost(await read('a.py', SPACES, name));
    const tabs = cost.alternatives.find(({ style }) => style === 'tabs')!;
    expect(tabs.tokens).toBe(tokenizer.count(TABS));
    expect(cost.without).toBe(tokenizer.count(SPACES.replaceAll(/^ +/gm, '')));
    const back = indentationCost(await read('a.py', TABS, name));
    expect(back).toMatchObject({ style: 'tabs', width: undefined, asIs: tokenizer.count(TABS) });
    expect(back.alternatives.find(({ style }) => style === 'spaces4')!.tokens).toBe(tokenizer.count(SPACES));
  });

  it('leaves string literals and alignment alone', async () => {
    const source = 'x = """\n    a\n"""\nif x:\n    call(1,\n         2)\n';
    const text = await read('a.py', source);
    expect(indentedLines(text)).toHaveLength(2);
    const tabs = indentationCost(text).alternatives.find(({ style }) => style === 'tabs')!;
    const expected = 'x = """\n    a\n"""\nif x:\n\tcall(1,\n\t\t 2)\n';
    expect(tabs.tokens).toBe((await tokenizerOf('cl100k_base')).count(expected));
  });

  it('of a range is that of its lines', async () => {
    const start = SPACES.indexOf('    if');
    const end = SPACES.indexOf('    return 2');
    const cost = indentationCost(await read('a.py', SPACES), { start, end });
    expect(cost.lines).toBe(2);
    expect(cost.asIs).toBe((await tokenizerOf('cl100k_base')).count(SPACES.slice(start, end)));
  });

  it('offers no tabs where they are illegal, and its own width beside the usual ones', async () => {
    const yaml = indentationCost(await read('a.yaml', 'a:\n   b:\n      c: 1\n'));
    expect(yaml.alternatives.map(({ style }) => style)).toEqual(['spaces2', 'spaces3', 'spaces4', 'spaces8']);
    expect(yaml.width).toBe(3);
    const none = indentationCost(await read('a.py', 'x = 1\n'));
    expect(none).toMatchObject({ style: 'none', lines: 0, without: none.asIs });
  });

  it('finds the style', () => {
    const styleOf = (text: string) => indentStyle(text, indentedLines({ text, units: NO_UNITS }));
    expect(styleOf('a\n  b\n    c\n  d\n')).toEqual({ style: 'spaces', width: 2 });
    expect(styleOf('/*\n * a\n */\nf\n    b\n')).toEqual({ style: 'spaces', width: 4 });
    expect(styleOf('a\n\tb\n    c\n')).toEqual({ style: 'mixed', width: 4 });
    expect(styleOf('a\n   \n\t\n')).toEqual({ style: 'none', width: undefined });
  });

  it('adds up over a workspace', async () => {
    const sum = new IndentationSum();
    const costs: IndentationCost[] = [];
    for (const [name, text] of [
      ['a.py', SPACES],
      ['b.py', TABS],
      ['c.yaml', 'a:\n  b: 1\n'],
      ['d.py', 'x = 1\n'],
    ] as const) {
      const cost = indentationCost(await read(name, text));
      costs.push(cost);
      sum.add(cost);
    }
    const totals = sum.totals();
    expect(totals.styles).toEqual({ tabs: 1, spaces: 2, mixed: 0, none: 1 });
    expect(totals.asIs).toBe(costs.reduce((all, { asIs }) => all + asIs, 0));
    const tabs = (i: number): number =>
      costs[i]!.alternatives.find(({ style }) => style === 'tabs')?.tokens ?? costs[i]!.asIs;
    expect(totals.alternatives.find(({ style }) => style === 'tabs')!.tokens).toBe(
      tabs(0) + tabs(1) + tabs(2) + tabs(3),
    );
  });
});
