import { expect, test } from 'vitest';
import { renderFacts } from '../../../extension/tokens/hoverFactsText';
import { factsInfo } from '../../../extension/tokens/service/hoverFacts';
import { open } from '../bpe/support';

const tokenizer = await open('o200k_base');

function lines(text: string): string[] {
  const [id] = tokenizer.encode(text).ids;
  return renderFacts(factsInfo(tokenizer, id!)!, tokenizer.tokenBytes(id!));
}

test('how merging makes a token, down to bytes, and what its word is elsewhere', () => {
  const [made, elsewhere] = lines(' function');
  expect(made).toMatch(/^merge [\d,]+: `.*`$/);
  const letters = made!.replace(/^[^`]*`|[`()·]/g, '');
  expect(letters).toBe('␣function');
  const id = (text: string) => tokenizer.encode(text).ids[0];
  expect(elsewhere).toBe(
    `\`function\` is elsewhere: line start id \`${id('function')}\`, after a space id \`${id(' function')}\`, ` +
      `after \`(\` id \`${id('(function')}\` with the bracket`,
  );
});

test('the word of a token is what stands behind its bracket', () => {
  expect(lines('(function')[1]).toBe(lines(' function')[1]);
});

test('a single byte has no merge, white space no word, long paths stop at larger parts', () => {
  expect(lines('x')[0]).toContain('elsewhere');
  expect(lines('\t\t')).toHaveLength(1);
  const [made] = lines(' '.repeat(80));
  expect(made!.length).toBeLessThan(130);
});

test('bytes that are no text are shown as numbers', () => {
  const { ids } = tokenizer.encode('🦀');
  expect(ids.length).toBeGreaterThan(1);
  const [made] = renderFacts(factsInfo(tokenizer, ids[0]!)!, tokenizer.tokenBytes(ids[0]!));
  expect(made).toContain('f0·9f');
});

test('a token that no text becomes says so', () => {
  const [special] = tokenizer.specialTokens.values();
  const facts = factsInfo(tokenizer, special!)!;
  expect(renderFacts(facts, tokenizer.tokenBytes(special!))[0]).toBe('special token: no text becomes it');
});
