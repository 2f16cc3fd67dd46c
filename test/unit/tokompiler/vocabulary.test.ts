import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { VOCABULARIES, vocabularyByName } from '../../../language-tokenizers/tokompiler/vocabularies';
import { EXTENDED } from '../../../language-tokenizers/tokompiler/vocabulary/extended';
import { STRICT } from '../../../language-tokenizers/tokompiler/vocabulary/strict';

it('the strict vocabulary is the published file, behind seven special tokens', () => {
  const lines = STRICT.entries.slice(7);
  expect(lines).toHaveLength(1177);
  const digest = createHash('sha256')
    .update(`${lines.join('\n')}\n`)
    .digest('hex');
  expect(digest).toMatch(/^6f6003b2.*9bdd$/);
  expect(lines).toEqual(lines.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  expect(lines.filter((line) => /^\d+$/.test(line))).toHaveLength(1001);
});

it('has the published ids', () => {
  const ids = {
    '[PAD]': 1,
    '[SOS]': 2,
    '[EOS]': 3,
    '[UNK]': 4,
    '[MSK]': 5,
    '[SEP]': 6,
    '[CLS]': 7,
    '!=': 8,
    '0': 48,
    '1': 49,
    '10': 50,
    ';': 1051,
    int: 1115,
    num: 1128,
    var: 1173,
    '{': 1180,
    '~': 1184,
  };
  for (const [token, id] of Object.entries(ids)) {
    expect([token, STRICT.idOf(token)]).toEqual([token, id]);
    expect(STRICT.tokenOf(id)).toBe(token);
  }
  expect(STRICT.size).toBe(1184);
  expect([STRICT.tokenOf(0), STRICT.tokenOf(1185), STRICT.idOf('+=')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('the extended vocabulary adds to it', () => {
  expect(EXTENDED.entries.slice(0, STRICT.size)).toEqual(STRICT.entries);
  expect(['private', 'reduction', 'simd'].map((word) => EXTENDED.idOf(word))).toEqual([1185, 1186, 1187]);
  const missing =
    '+= -= *= /= %= |= &= ^= <<= >>= ! #include #pragma typedef namespace template typename using public protected ' +
    'try catch throw friend constexpr int8_t @ \\ elif lambda === => func chan impl fn foreach synchronized omp';
  for (const word of missing.split(' ')) {
    expect(STRICT.idOf(word) === undefined || word === 'func', word).toBe(true);
    expect(EXTENDED.idOf(word), word).toBeDefined();
  }
});

it('all have each token once', () => {
  for (const vocabulary of VOCABULARIES) {
    expect(vocabularyByName(vocabulary.name)).toBe(vocabulary);
    for (let id = 1; id <= vocabulary.size; id++) expect(vocabulary.idOf(vocabulary.tokenOf(id)!)).toBe(id);
  }
});
