import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnMerges } from '../../../language-tokenizers/merging/learning/learnMerges';
import { SequenceBuilder } from '../../../language-tokenizers/merging/learning/symbolSequence';
import { pretokenRule } from '../../../language-tokenizers/merging/strategies/dynamic/boundary';
import { dynamicFile } from '../../../language-tokenizers/merging/strategies/dynamicFile';
import { dynamicWorkspace } from '../../../language-tokenizers/merging/strategies/dynamicWorkspace';
import { anyText, hostileText } from '../bpe/support';
import { applied, expectTiling, piecesOf } from './strategies/support';
import { read, tokenizerOf } from './support';

describe('dynamic tokenization', () => {
  it('merges the golden batch as it should', async () => {
    const allows = pretokenRule(await tokenizerOf('cl100k_base'));
    const batch = [
      ['get', 'User', 'Name', '(', ')', ' getX'],
      ['get', 'User', 'Id', '(', ')'],
    ];
    const names = [...new Set(batch.flat())];
    const builder = new SequenceBuilder();
    for (const text of batch) builder.add(Uint32Array.from(text, (token) => names.indexOf(token)));
    const after = (merges: number): { count: number; last: string | undefined } => {
      const made = names.slice();
      const { ends } = learnMerges(builder.build(), {
        merges,
        isValid: (left, right) => allows(made[left]! + made[right]!),
        join: (left, right) => made.push(made[left]! + made[right]!) - 1,
      });
      return { count: ends.length, last: made.length > names.length ? made.at(-1) : undefined };
    };
    expect(after(0)).toEqual({ count: 11, last: undefined });
    expect(after(1)).toEqual({ count: 9, last: 'getUser' });
    expect(after(2)).toEqual({ count: 7, last: '()' });
    expect(after(3)).toEqual({ count: 6, last: 'getUserName' });
  });

  it('keeps to pre-tokens', async () => {
    const allows = pretokenRule(await tokenizerOf('cl100k_base'));
    for (const one of ['getUser', ' getUser', '();', '    ', '.foo', '\xe6\x97', '\t\t'])
      expect(allows(one), one).toBe(true);
    for (const two of ['get_User', 'a b', 'a\n', '\n\n', ';\n', '1234', 'a1', 'x(', '\xe6\x97 '])
      expect(allows(two), two).toBe(false);
  });

  const source = `${'const userAccountNumber = readUserAccountNumber();\n'.repeat(8)}// other\n`;

  it('makes one of what is frequent in the file', async () => {
    const text = await read('a.js', source);
    const pieces = piecesOf(dynamicFile(), text);
    expect(pieces).toContain(' userAccountNumber');
    expect(pieces.join('')).toBe(source);
    expect(piecesOf(dynamicFile(0), text)).toHaveLength(text.tokens.length);
  });

  it('takes what it learned from some files to others', async () => {
    const learned = dynamicWorkspace().prepare([await read('a.js', source)]);
    const other = await read('b.js', 'return userAccountNumber - 1;\n');
    const pieces = learned(other);
    expectTiling(dynamicWorkspace(), other, pieces);
    expect(pieces.count).toBeLessThan(other.tokens.length);
    expect(applied(dynamicWorkspace(), other).count).toBeLessThanOrEqual(pieces.count);
  });

  it('says when a tokenizer has no pre-tokens', async () => {
    const text = await read('a.js', source);
    const { name, exact, engine, vocabularySize, specialTokens } = text.tokenizer;
    const count = (one: string): number => text.tokenizer.count(one);
    const tokenizer = {
      ...{ name, exact, engine, vocabularySize, specialTokens, count },
      encode: (one: string) => text.tokenizer.encode(one),
      tokenBytes: (id: number) => text.tokenizer.tokenBytes(id),
      view: (document: Parameters<typeof text.tokenizer.view>[0]) => text.tokenizer.view(document),
    };
    for (const strategy of [dynamicFile(), dynamicWorkspace()]) {
      expect(strategy.unavailable?.(text)).toBeUndefined();
      expect(strategy.unavailable?.({ ...text, tokenizer })).toContain('pre-tokens');
      expect(applied(strategy, { ...text, tokenizer }).count).toBe(text.tokens.length);
    }
  });

  it('tiles every text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(hostileText, anyText), async (one) => {
        const text = await read('a.txt', one);
        for (const strategy of [dynamicFile(), dynamicWorkspace()])
          expectTiling(strategy, text, applied(strategy, text));
      }),
    );
  });
});
