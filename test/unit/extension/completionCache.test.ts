import { describe, expect, test } from 'vitest';
import { CompletionCache } from '../../../extension/completion/completionCache';

const place = (prefix: string, suffix = '\n}\n', documentId = 'file:///a.ts') => ({
  documentId,
  prefix,
  suffix,
});

describe('the completion cache', () => {
  const filled = (): CompletionCache => {
    const cache = new CompletionCache();
    cache.add({ ...place('return '), text: 'a + b;' });
    return cache;
  };

  test('answers at the same place', () => {
    expect(filled().find(place('return '))).toEqual({ text: 'a + b;', typed: 0 });
  });
  test('gives the rest of what is being typed', () => {
    expect(filled().find(place('return a +'))).toEqual({ text: ' b;', typed: 3 });
  });
  test('has nothing when something else is typed', () => {
    expect(filled().find(place('return b'))).toBeUndefined();
  });
  test('has nothing when all of it is typed', () => {
    expect(filled().find(place('return a + b;'))).toBeUndefined();
  });
  test('has nothing when the text after the cursor changed', () => {
    expect(filled().find(place('return ', '); }'))).toBeUndefined();
  });
  test('keeps documents apart', () => {
    expect(filled().find(place('return ', '\n}\n', 'file:///b.ts'))).toBeUndefined();
  });
  test('remembers that there was nothing to say, at that place only', () => {
    const cache = new CompletionCache();
    cache.add({ ...place('x = 1;'), text: '' });
    expect(cache.find(place('x = 1;'))).toEqual({ text: '', typed: 0 });
    expect(cache.find(place('x = 1; '))).toBeUndefined();
  });
  test('forgets the oldest', () => {
    const cache = new CompletionCache();
    for (let i = 0; i <= 100; i++) cache.add({ ...place(`${i}:`), text: 'x' });
    expect(cache.find(place('0:'))).toBeUndefined();
    expect(cache.find(place('100:'))).toBeDefined();
  });

  test('keeps the alternatives that begin with what was typed', () => {
    const cache = new CompletionCache();
    const at = { documentId: 'typescript file:///a.ts', prefix: 'x = ', suffix: '' };
    cache.add({ ...at, text: 'foo(1)', alternatives: ['foo(2)', 'bar', 'fo'] });
    expect(cache.find({ ...at, prefix: 'x = fo' })).toEqual({
      text: 'o(1)',
      typed: 2,
      alternatives: ['o(2)'],
    });
    cache.add({ ...at, text: 'foo(1)' });
    expect(cache.find(at)).toEqual({ text: 'foo(1)', typed: 0 });
  });
});
