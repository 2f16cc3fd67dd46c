import { expect, test } from 'vitest';
import { enabledFor, suitsAutomatic } from '../../../extension/completion/policy';

test.each(['', ' ', ')', '));', '") {', ' },', '];'])('offers by itself before %j', (after) => {
  expect(suitsAutomatic(after)).toBe(true);
});
test.each(['x', ' + 1', ') + x', '(a)', 'ment'])('waits to be asked before %j', (after) => {
  expect(suitsAutomatic(after)).toBe(false);
});

test('a language not in the table follows "*"', () => {
  expect(enabledFor('rust', { '*': true, plaintext: false })).toBe(true);
  expect(enabledFor('plaintext', { '*': true, plaintext: false })).toBe(false);
  expect(enabledFor('rust', { '*': false, rust: true })).toBe(true);
  expect(enabledFor('go', {})).toBe(true);
});
