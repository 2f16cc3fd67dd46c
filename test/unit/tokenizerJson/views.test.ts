import { describe, expect, test } from 'vitest';
import { DocumentText } from '../../../language-tokenizers/text/documentText';
import { GOLDEN, openFixture } from './fixtures';

/** What is typed, pasted and deleted: parts of added tokens, what normalization changes, halves of pairs. */
const PIECES = [
  ...[
    'a',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '1',
    '22',
    "'",
    's',
    '<',
    '<tool',
    '_call>',
    '<tool_call>',
    '</code>',
    '<h1>',
  ],
  ...[
    '▁',
    '▁▁',
    'e',
    '\u0301',
    'é',
    '中',
    'カ',
    '・',
    '👍',
    '\ud83d',
    '\udc4d',
    '.',
    '=',
    'the',
    '\0',
    '\t',
    ' zzz',
  ],
];

function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe.each(['qwen2', 'deepseek', 'starcoder2', 'llama2', 'mistral', 'gemma', 'roberta', 'stages'])(
  'a document in a tokenizer such as %s',
  (name) => {
    test.each([1, 2, 3])('has after every edit the tokens of its text (%i)', async (seed) => {
      const tokenizer = await openFixture(name);
      const below = random(seed * 7919);
      const text =
        seed === 1
          ? ''
          : GOLDEN.texts
              .slice(below(8), 60)
              .join(seed === 2 ? '\n' : '')
              .replaceAll('▁', '');
      const document = new DocumentText(seed === 3 ? text.slice(0, 900).normalize('NFC') : text);
      const view = tokenizer.view(document);
      for (let i = 0; i < 150; i++) {
        const start = below(document.length + 1);
        const end = Math.min(document.length, start + (below(3) === 0 ? below(12) : 0));
        document.applyEdits([{ start, end, text: below(4) === 0 ? '' : PIECES[below(PIECES.length)]! }]);
        const whole = tokenizer.encode(document.text);
        expect(view.count).toBe(whole.length);
        if (i % 10 > 0) continue;
        const run = view.tokensBetween(0, document.length);
        expect(run).toEqual(whole);
        const at = below(document.length);
        const token = view.tokenAt(at);
        const index = whole.ends.findIndex((tokenEnd) => tokenEnd > at);
        expect(token?.index).toBe(index < 0 ? undefined : index);
        if (token) {
          const found = { id: whole.ids[index], start: whole.starts[index], end: whole.ends[index] };
          expect(token).toMatchObject(found);
        }
        const middle = below(document.length);
        const before = view.countBetween(0, middle);
        expect(before + view.countBetween(middle, document.length)).toBe(whole.length);
      }
      view.dispose();
    });
  },
);
