import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BREAK, TokenChains } from '../../../sidecar/drafts/suffix/chains';
import { GlobalSuffixSource } from '../../../sidecar/drafts/suffix/global';
import { LocalSuffixSource } from '../../../sidecar/drafts/suffix/local';
import { DEFAULTS, Speculator, type SpeculateOptions } from '../../../sidecar/drafts/suffix/speculate';
import { speculateByDefinition, treeOf } from './lib/definition';
import { letters, requestOf, textOf, tokensOf } from './lib/vocabulary';

const text = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 60 });
const options: fc.Arbitrary<SpeculateOptions> = fc.record({
  depth: fc.integer({ min: 4, max: 12 }),
  most: fc.integer({ min: 1, max: 8 }),
  factor: fc.constantFrom(0.5, 1, 2),
  offset: fc.constantFrom(0, 1),
  least: fc.constantFrom(0.05, 0.1, 0.3),
});

function chainsOf(texts: readonly (readonly number[])[], order: number): TokenChains {
  const chains = new TokenChains(order);
  texts.forEach((one, i) => {
    if (i > 0) chains.push(BREAK);
    for (const token of one) chains.push(token);
  });
  return chains;
}

describe('the best continuation', () => {
  it('is that of the definition, after the texts themselves', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), options, (texts, chosen) => {
        const chains = chainsOf(texts, 1);
        const ours = new Speculator(8, chosen).speculate(chains, chains.tokens, chains.length);
        const theirs = speculateByDefinition(treeOf(texts, chosen.depth), texts.at(-1)!, chosen);
        expect(ours?.tokens).toEqual(theirs?.tokens);
        expect(ours?.score ?? 0).toBeCloseTo(theirs?.score ?? 0, 9);
      }),
      { numRuns: 500 },
    );
  });

  it('is that of the definition after other texts, from three tokens of context on', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3 }), text, options, (texts, context, chosen) => {
        const chains = chainsOf(texts, 3);
        const ours = new Speculator(8, chosen).speculate(chains, Int32Array.from(context), context.length);
        const theirs = speculateByDefinition(treeOf(texts, chosen.depth), context, chosen, 3);
        expect(ours?.tokens).toEqual(theirs?.tokens);
        expect(ours?.score ?? 0).toBeCloseTo(theirs?.score ?? 0, 9);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same after tokens were taken back, and after room was made', () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 900, max: 1100 }), (first, second, before) => {
        const filler = Array.from({ length: before }, (_, i) => 1 + (i % 7));
        const fresh = chainsOf([[...filler, ...second]], 1);
        const used = chainsOf([[...filler, ...first, ...first]], 1);
        used.truncate(before);
        for (const token of second) used.push(token);
        const speculate = (chains: TokenChains) =>
          new Speculator(8).speculate(chains, chains.tokens, chains.length);
        expect(speculate(used)).toEqual(speculate(fresh));
      }),
    );
  });

  it('is not longer than its context, nor than sixteen tokens', () => {
    const long = tokensOf('abcdefghijklmnopqrstuvwxyz');
    const after = (length: number): number => {
      const chains = chainsOf([long, [...tokensOf('#'), ...long.slice(0, length)]], 1);
      return new Speculator(128).speculate(chains, chains.tokens, chains.length)?.tokens.length ?? 0;
    };
    expect([1, 2, 3, 9].map(after)).toEqual([1, 2, 3, 9]);
    expect(after(8)).toBe(8);
    const repeated = tokensOf('abcdefghijklmnopqrstuvwxyz'.repeat(4));
    const chains = chainsOf([repeated], 1);
    expect(new Speculator(128).speculate(chains, chains.tokens, chains.length)?.tokens).toHaveLength(16);
    expect(DEFAULTS).toEqual({ depth: 64, most: 16, factor: 1, offset: 0, least: 0.1 });
  });
});

describe('drafts of the request', () => {
  const draft = (source: LocalSuffixSource | GlobalSuffixSource): string =>
    textOf(source.propose(16)?.tokens);

  it('come from all its texts and from the answer so far', () => {
    const source = new LocalSuffixSource({ vocabulary: letters });
    source.begin(requestOf(['return total;\n', 'int total = 0;\nret']));
    expect(draft(source)).toBe('urn');
    source.push({ tokens: tokensOf('urn tot') });
    expect(draft(source)).toBe('al;\n');
    source.push({ tokens: tokensOf('e;\nxyzxy') });
    expect(draft(source)).toBe('zx');
  });

  it('run over no control token and into no other text', () => {
    const source = new LocalSuffixSource({ vocabulary: letters });
    source.begin(requestOf(['abcdef', 'ghi\0jkl', 'xyz#def']));
    expect(draft(source)).toBe('');
    source.begin(requestOf(['abc\0def', 'abc']));
    expect(draft(source)).toBe('');
  });

  it('forget the request before', () => {
    const source = new LocalSuffixSource({ vocabulary: letters });
    source.begin(requestOf(['return total;', 'ret']));
    expect(draft(source)).not.toBe('');
    source.begin(requestOf(['ret']));
    expect(draft(source)).toBe('');
  });

  it('are trusted by how often such were right', () => {
    const source = new LocalSuffixSource({ vocabulary: letters });
    const trustAfter = (came: string): number => {
      for (let i = 0; i < 30; i++) {
        source.begin(requestOf(['return total;\n', '#retu']));
        source.propose(16);
        source.push({ tokens: tokensOf(came) });
      }
      source.begin(requestOf(['return total;\n', '#retu']));
      return source.propose(16)!.probabilities[0]!;
    };
    expect(trustAfter('rn t')).toBeGreaterThan(0.9);
    expect(trustAfter('xxxx')).toBeLessThan(0.6);
  });
});

describe('drafts of the workspace', () => {
  const source = (): GlobalSuffixSource => new GlobalSuffixSource({ vocabulary: letters });
  const learn = (to: GlobalSuffixSource, workspace: string, name: string, text: string): void =>
    to.learn({ workspace, name, tokens: tokensOf(text) });
  const after = (of: GlobalSuffixSource, text: string, workspace = 'here'): string => {
    of.begin(requestOf([text], { workspace }));
    return textOf(of.propose(16)?.tokens);
  };

  it('come from what was learned there and nowhere else', () => {
    const one = source();
    learn(one, 'here', '', 'const limit = 10;');
    learn(one, 'there', '', 'const limit = 99;');
    expect(after(one, 'const limit = ')).toBe('10;');
    expect(after(one, 'const limit = ', 'there')).toBe('99;');
    expect(after(one, 'const limit = ', 'nowhere')).toBe('');
  });

  it('need three tokens of context', () => {
    const one = source();
    learn(one, 'here', '', 'const limit = 10;');
    expect(after(one, '#li')).toBe('');
    expect(after(one, '#lim')).toBe('it ');
  });

  it('follow the answer', () => {
    const one = source();
    learn(one, 'here', '', 'const limit = 10;');
    one.begin(requestOf(['#con']));
    one.push({ tokens: tokensOf('st lim') });
    expect(textOf(one.propose(3)?.tokens)).toBe('it ');
    one.push({ tokens: tokensOf('e') });
    expect(one.propose(3)).toBeUndefined();
  });

  it('are of the newest text of a file', () => {
    const one = source();
    learn(one, 'here', 'a.js', 'const limit = 10;');
    learn(one, 'here', 'a.js', 'const limit = 11;');
    expect(after(one, 'const limit = ')).toBe('11;');
  });

  it('are remembered for four workspaces', () => {
    const one = source();
    for (const name of ['a', 'b', 'c', 'd']) learn(one, name, '', 'const limit = 10;');
    expect(after(one, 'const ', 'a')).not.toBe('');
    learn(one, 'e', '', 'const limit = 10;');
    expect(['a', 'b', 'c', 'd', 'e'].map((name) => after(one, 'const ', name) !== '')).toEqual([
      true,
      false,
      true,
      true,
      true,
    ]);
  });
});
