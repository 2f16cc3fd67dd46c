import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../../language-tokenizers/tokompiler/encode';
import { PREFIXES } from '../../../language-tokenizers/tokompiler/nameClass';
import { restoreJson } from '../../../language-tokenizers/tokompiler/readDocument';
import { EXTENDED } from '../../../language-tokenizers/tokompiler/vocabulary/extended';
import { STRICT } from '../../../language-tokenizers/tokompiler/vocabulary/strict';
import { UNK } from '../../../language-tokenizers/tokompiler/vocabulary/specialTokens';
import { writeDocument } from '../../../language-tokenizers/tokompiler/writeDocument';
import { fixture } from '../syntax/support';
import { leafTexts, stream, tokompiled } from './support';

const FILES = ['heat.c', 'ring_buffer.c', 'matrix.cpp', 'saxpy.cu', 'diffusion.f90', 'scsum.f'];
const WORDS =
  '\n|\r\n| |\\\n|&\n     1|var_1|str_len|struct_9|func 3|7|-1|"|\'|/*|*/|//|!|#define X |(|)|[|]|{|}|;|é🦀|\ud83e|\0|END|'.split(
    '|',
  );

/** A fixture with some of its text gone or other text in its place. */
const aText = fc
  .record({
    file: fc.constantFrom(...FILES),
    edits: fc.array(fc.record({ at: fc.nat(), length: fc.nat(60), text: fc.constantFrom(...WORDS) }), {
      maxLength: 5,
    }),
  })
  .map(({ file, edits }) => {
    const { language, text } = fixture(file);
    return {
      id: language.id,
      text: edits.reduce((before, edit) => {
        const start = edit.at % (before.length + 1);
        return before.slice(0, start) + edit.text + before.slice(start + edit.length);
      }, text),
    };
  });

const someOptions = fc.record({
  faithful: fc.boolean(),
  wide: fc.constant(true),
  comments: fc.constantFrom('words' as const, 'drop' as const),
  vocabulary: fc.constantFrom(STRICT, EXTENDED),
  numbering: fc.oneof(
    fc.constant({ order: 'first' as const }),
    fc.record({ order: fc.constant('random' as const), seed: fc.nat() }),
  ),
});

describe('whatever the text and the options', () => {
  it('the leaves come back from the JSON document, and names are where they were replaced', async () => {
    await fc.assert(
      fc.asyncProperty(aText, someOptions, async ({ id, text }, options) => {
        const found = await tokompiled(id, text, options);
        expect(restoreJson(JSON.stringify(writeDocument(found)))).toEqual(leafTexts(found));
        let { replaced } = found;
        for (let i = found.leaves.length - 1, tail = found.text.length; i >= 0; i--) {
          const name = found.names[found.leaves.symbols[i]!];
          if (!name) continue;
          const [start, end] = [found.leaves.starts[i]!, found.leaves.ends[i]!];
          const rest = found.text.slice(end, tail);
          const code = `${PREFIXES[name.class]}_${name.number}`;
          expect(replaced.endsWith(code + rest)).toBe(true);
          replaced = replaced.slice(0, replaced.length - rest.length - code.length);
          tail = start;
        }
      }),
      { numRuns: 30 },
    );
  });

  it('tokens and ids are of the leaves, and say the same', async () => {
    await fc.assert(
      fc.asyncProperty(aText, someOptions, async ({ id, text }, options) => {
        const found = await tokompiled(id, text, options);
        const { tokens, tokenEnds, leaves, vocabulary } = found;
        expect(tokens).toHaveLength(tokenEnds.at(-1) ?? 0);
        expect([...found.ids]).toEqual(encode(tokens, vocabulary).ids);
        expect(decode(found.ids, vocabulary)).toEqual(
          tokens.map((token, i) => (found.ids[i] === UNK ? '[UNK]' : token)),
        );
        for (let i = 0; i < leaves.length; i++) {
          expect(leaves.ends[i]!).toBeGreaterThan(leaves.starts[i]!);
          expect(leaves.starts[i]!).toBeGreaterThanOrEqual(leaves.ends[i - 1] ?? 0);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('names of a class have numbers of their own in 0 to 1000', async () => {
    await fc.assert(
      fc.asyncProperty(aText, someOptions, async ({ id, text }, options) => {
        const { names, dictionary } = await tokompiled(id, text, options);
        expect(new Set(names.map((name) => `${name.class} ${name.number}`)).size).toBe(names.length);
        expect(names.every(({ number }) => number >= 0 && number <= 1000)).toBe(true);
        expect(new Set(dictionary.values()).size).toBe(dictionary.size);
      }),
      { numRuns: 30 },
    );
  });
});

/** Small programs in which every name is given. */
const program = (a: string, b: string, f: string, t: string): string =>
  `struct ${t} { int ${a}; };\nint ${f}(struct ${t} *${b}, int n) {\n  int v[${b} + 1];\n  ${a} = v[n] + ${f}(${b}, -2);\n  return ${b}->${a};\n}\n`;
const aName = fc
  .tuple(fc.constantFrom('q', 'Z', 'x_', 'größe', 'var_', 'str_'), fc.nat(99))
  .map(([word, number]) => `${word}${number}`);

it('other names change nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(aName, { minLength: 4, maxLength: 4 }),
      fc.boolean(),
      async (names, faithful) => {
        const [a, b, f, t] = names as [string, string, string, string];
        const one = await tokompiled('c', program('a', 'b', 'f', 't'), { faithful });
        const other = await tokompiled('c', program(a, b, f, t), { faithful });
        expect(stream(other)).toBe(stream(one));
        expect(other.replaced).toBe(one.replaced);
      },
    ),
    { numRuns: 50 },
  );
});

it('drawn numbers are other numbers for the same names', async () => {
  const { language, text } = fixture('heat.c');
  const first = await tokompiled(language.id, text);
  const drawn = await tokompiled(language.id, text, { numbering: { order: 'random', seed: 11 } });
  expect(drawn.names.map((name) => [name.text, name.class])).toEqual(
    first.names.map((name) => [name.text, name.class]),
  );
  expect(stream(drawn)).not.toBe(stream(first));
  expect(stream(drawn).replaceAll(/\d+/g, 'N')).toBe(stream(first).replaceAll(/\d+/g, 'N'));
});
