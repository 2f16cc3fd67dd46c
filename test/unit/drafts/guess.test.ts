import { expect, it } from 'vitest';
import { CompletionCache } from '../../../extension/completion/completionCache';

const cache = new CompletionCache();
const entry = {
  documentId: 'a',
  prefix: 'const limit = 10;\nfor (const item of ',
  suffix: '\n',
  text: 'items) {\n  total += item;\n}',
};
cache.add(entry);
const guess = (prefix: string, documentId = 'a'): string =>
  cache.guess({ documentId, prefix, suffix: '\n// something else' });

it('an answer is guessed from the last one here, though the text around has changed', () => {
  expect(guess(entry.prefix)).toBe(entry.text);
  expect(guess(`// new\n${entry.prefix}ite`)).toBe('ms) {\n  total += item;\n}');
  expect(guess(`${entry.prefix}items) {\n  total`)).toBe(' += item;\n}');
});

it('nothing is guessed elsewhere, in another document, or once the user wrote something else', () => {
  expect(guess('const limit = 10;\nfor (const ')).toBe('');
  expect(guess(entry.prefix, 'b')).toBe('');
  expect(guess(`${entry.prefix}rows`)).toBe('');
  expect(guess('')).toBe('');
});
