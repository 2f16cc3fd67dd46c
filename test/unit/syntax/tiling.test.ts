import fc from 'fast-check';
import type { Tree } from 'web-tree-sitter';
import { describe, expect, it } from 'vitest';
import { SyntaxDocument } from '../../../language-tokenizers/syntax/document';
import { Embedded } from '../../../language-tokenizers/syntax/embedded';
import type { Grammar } from '../../../language-tokenizers/syntax/grammar';
import { injectionsOf } from '../../../language-tokenizers/syntax/injections/registry';
import { LeafWalk } from '../../../language-tokenizers/syntax/leaves';
import { readUnits } from '../../../language-tokenizers/syntax/readUnits';
import { TextReader } from '../../../language-tokenizers/syntax/text';
import { UNIT_KINDS } from '../../../language-tokenizers/syntax/unit';
import { UnitBuilder } from '../../../language-tokenizers/syntax/unitBuilder';
import { UnitList } from '../../../language-tokenizers/syntax/unitList';
import { UnitRules } from '../../../language-tokenizers/syntax/unitRules';
import { NO_UNITS, unitOf, type UnitRun } from '../../../language-tokenizers/syntax/unitRun';
import { DocumentText } from '../../../language-tokenizers/text/documentText';
import { crlf, fixtures, syntax } from './support';

const WORDS =
  `\n|\r\n| |x|return|(|)|{|}|"|'|\`|/*|*/|//|#|🦀|1.5|;|<|>|[|]|\\|$|\${|"""|\t|    |if|else|=|class|f"{x}"|\`\${a}\`|  \n|\0|\ud83e|b|#if 0\n|#endif\n|&|<b>|---\n`.split(
    '|',
  );

const anEdit = fc.oneof(
  fc.record({ at: fc.nat(), length: fc.nat(40), text: fc.constantFrom(...WORDS) }),
  fc.record({ at: fc.nat(), length: fc.constant(0), text: fc.constantFrom(...WORDS) }),
  fc.record({ at: fc.nat(), length: fc.nat(4), text: fc.constant('') }),
  fc.record({ at: fc.nat(), length: fc.nat(300), text: fc.constant('') }),
  // A piece of the text itself, from another place.
  fc.record({ at: fc.nat(), length: fc.nat(10), copy: fc.nat(), of: fc.nat(300) }),
);

function treeOf(document: SyntaxDocument): Tree | undefined {
  return (document as unknown as { readonly parsedTree: { readonly tree: Tree | undefined } }).parsedTree
    .tree;
}

/** What is embedded and read without a grammar. */
function lexedIn({ language }: Grammar, text: string): Embedded | undefined {
  const injections = injectionsOf(language.id);
  return (
    injections &&
    new Embedded(
      injections,
      () => text,
      () => undefined,
    )
  );
}

/** What two runs have at the first place where they differ. */
function firstDifference(a: UnitRun, b: UnitRun): unknown {
  const lists = (['starts', 'ends', 'kinds', 'types'] as const).map((name) => [a[name], b[name]] as const);
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if (lists.some(([one, other]) => one[i] !== other[i])) return [unitOf(a, i), unitOf(b, i)];
  }
  return undefined;
}

/** Units that leave something out, overlap, or are white space where they should not be. */
function misplaced(run: UnitRun, text: string): string[] {
  const wrong: string[] = [];
  let end = 0;
  for (let i = 0; i < run.length; i++) {
    const start = run.starts[i]!;
    const isSpace = UNIT_KINDS[run.kinds[i]!] === 'space';
    if (start !== end || run.ends[i]! <= start || isSpace === /\S/.test(text.slice(start, run.ends[i]))) {
      wrong.push(`${i}: ${start} to ${run.ends[i]} after ${end}`);
    }
    end = run.ends[i]!;
  }
  if (end !== text.length) wrong.push(`the last ends at ${end} of ${text.length}`);
  return wrong;
}

describe.each(fixtures)('units of $file', ({ language, text }) => {
  it.each(['LF', 'CRLF'])('tile the text (%s)', async (eol) => {
    const source = eol === 'LF' ? text : crlf(text);
    const document = await syntax.open(language, source);
    expect(misplaced(document.run(), source)).toEqual([]);
    document.dispose();
  });

  it('after each of many edits are those of a walk over the whole tree, and tile the text', async () => {
    const grammar = await syntax.grammar(language);
    fc.assert(
      fc.property(
        fc.array(fc.array(anEdit, { minLength: 1, maxLength: 3 }), { minLength: 5, maxLength: 40 }),
        (rounds) => {
          const content = new DocumentText(text);
          const document = new SyntaxDocument(grammar, content.buffer);
          document.run();
          for (const edits of rounds) {
            for (const edit of edits) {
              const before = content.text;
              const start = edit.at % (before.length + 1);
              const end = Math.min(before.length, start + edit.length);
              const from = 'copy' in edit ? edit.copy % (before.length + 1) : 0;
              const inserted = 'copy' in edit ? before.slice(from, from + edit.of) : edit.text;
              content.applyEdits([{ start, end, text: inserted }]);
              document.edit({ start, end, text: inserted }, content.buffer);
            }
            const run = document.run();
            const tree = treeOf(document);
            const whole =
              tree && readUnits(tree, UnitRules.of(grammar), content.text, lexedIn(grammar, content.text));
            expect(firstDifference(run, whole?.between(0, content.length) ?? NO_UNITS)).toBeUndefined();
            expect(misplaced(run, content.text)).toEqual([]);
          }
          document.dispose();
        },
      ),
      { numRuns: 8 },
    );
  }, 60_000);

  it("read by the module's own functions and by the library's cursor are the same", async () => {
    const grammar = await syntax.grammar(language);
    const document = new SyntaxDocument(grammar, text);
    const run = document.run();
    const tree = treeOf(document)!;
    const cursor = tree.walk();
    const units = new UnitBuilder(0, 16);
    new LeafWalk(cursor, UnitRules.of(grammar), new TextReader(text), units).readFromStart();
    cursor.delete();
    const all = new UnitList(lexedIn(grammar, text)?.expand(units, tree) ?? units, text.length);
    expect(firstDifference(all.between(0, text.length), run)).toBeUndefined();
    document.dispose();
  });
});
