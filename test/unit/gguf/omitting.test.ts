import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TokenDocument } from '../../../language-tokenizers/bpe/document';
import type { Tokenizer } from '../../../language-tokenizers/bpe/tokenizer';
import { STAND_INS } from '../../lib/gguf/vocabulary.mjs';
import { writeVocabulary } from '../../lib/gguf/vocabularyFile.mjs';
import { openOurs, openTheirs, temporaryFolder } from './support';

/** Without tokens for U+0004 and for what starts with the bytes D0 and F1. */
const MISSING = [0x04, 0xd0, 0xf1];
const file = path.join(temporaryFolder(), 'gaps.gguf');
const merges = ['t h', 'th e', 'Ġ the', 'Ġ Ġ'];
const tokens = [
  ...STAND_INS.filter((_, byte) => !MISSING.includes(byte)),
  ...merges.map((merge) => merge.replace(' ', '')),
];
writeVocabulary(file, 'gpt2', { tokens, types: tokens.map(() => 1), merges, pre: 'gpt-2' });

const text = fc
  .array(fc.constantFrom('the', ' the', '\u0004', 'Ж', 'ж', '\u{50000}', 'a', '\n', '😀', ' '), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

function bytesOf(tokenizer: Tokenizer, source: string): string {
  return Buffer.concat(Array.from(tokenizer.encode(source).ids, (id) => tokenizer.tokenBytes(id))).toString(
    'hex',
  );
}

it('what has no token is left out, as llama.cpp does', async () => {
  const ours = await openOurs(file);
  const theirs = await openTheirs(file);
  expect(ours).toMatchObject({ exact: true, engine: 'own', vocabularySize: tokens.length });
  fc.assert(
    fc.property(text, (source) => {
      const run = ours.encode(source);
      expect([...run.ids]).toEqual(theirs(source));
      expect(ours.count(source)).toBe(run.length);
      const bytes = Buffer.from(source);
      const kept = Array.from(run.ids, (_, i) =>
        bytes
          .subarray(run.byteStarts?.[i] ?? run.byteEnds[i - 1] ?? run.byteStart, run.byteEnds[i])
          .toString('hex'),
      );
      expect(kept.join('')).toBe(bytesOf(ours, source));
    }),
  );
});

it('a document that gains and loses it follows edits', async () => {
  const ours = await openOurs(file);
  const edit = fc.record({ at: fc.nat(200), length: fc.nat(6), text });
  fc.assert(
    fc.property(text, fc.array(edit, { maxLength: 12 }), (source, edits) => {
      const document = new TokenDocument(source);
      const view = document.view(ours);
      for (const { at, length, text: inserted } of edits) {
        const start = Math.min(at, document.length);
        document.applyEdits([{ start, end: Math.min(start + length, document.length), text: inserted }]);
        const whole = ours.encode(document.text);
        expect(view.count).toBe(whole.length);
        expect(view.tokensBetween(0, document.length).ids).toEqual(whole.ids);
      }
      view.dispose();
    }),
  );
});
