import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Parser, Query } from 'web-tree-sitter';
import { readFile } from 'node:fs/promises';
import { languageById } from '../../../../language-tokenizers/syntax/languages';
import { hasScopes } from '../../../../language-tokenizers/tokompiler/scopes/resolveNames';
import { SCOPE_TABLES } from '../../../../language-tokenizers/tokompiler/scopes/tables';
import { fixture, fixtures, syntax } from '../../syntax/support';
import { resolved } from './marks';

const known = fixtures.filter(({ language }) => hasScopes(language.id));

it('reads a fixture of every language that has a table', () => {
  const ids = new Set(known.map(({ language }) => language.id));
  expect([...ids].sort()).toEqual(SCOPE_TABLES.flatMap(({ languages }) => languages).sort());
});

it.each(known)('tells the names of $file in order, from number 0 on', async ({ language, text }) => {
  const { starts, ends, identities, count } = await resolved(language.id, text);
  expect(starts.length).toBeGreaterThan(20);
  expect(Math.max(...identities)).toBe(count - 1);
  expect(new Set(identities).size).toBe(count);
  let known = 0;
  starts.forEach((start, i) => {
    expect(start).toBeGreaterThanOrEqual(i === 0 ? 0 : ends[i - 1]!);
    // Numbers appear in order.
    expect(identities[i]!).toBeLessThanOrEqual(known);
    if (identities[i] === known) known++;
  });
});

it.each(known)('names of $file that are one are spelled alike', async ({ language, text }) => {
  const { starts, ends, identities } = await resolved(language.id, text);
  const spelled = new Map<number, string>();
  starts.forEach((start, i) => {
    const written = text.slice(start, ends[i]);
    const name = language.id.startsWith('fortran') ? written.toLowerCase() : written;
    expect(spelled.get(identities[i]!) ?? name).toBe(name);
    spelled.set(identities[i]!, name);
  });
});

it.each(known)(
  'a variable of $file under another name is the same',
  async ({ language, text }) => {
    const names = await resolved(language.id, text);
    await fc.assert(
      fc.asyncProperty(fc.nat(names.starts.length - 1), async (chosen) => {
        const identity = names.identities[chosen]!;
        const name = text.slice(names.starts[chosen], names.ends[chosen]);
        // What one writes in upper case is a constant to Rust's patterns.
        const other = (/^[$#]/.exec(name)?.[0] ?? '') + (/^[A-Z]/.test(name) ? 'Zqvx' : 'zqvx');
        let renamed = '';
        let at = 0;
        names.starts.forEach((start, i) => {
          if (names.identities[i] !== identity) return;
          renamed += text.slice(at, start) + other;
          at = names.ends[i]!;
        });
        const after = await resolved(language.id, renamed + text.slice(at));
        expect([...after.identities]).toEqual([...names.identities]);
      }),
      { numRuns: 25, examples: [[0]] },
    );
  },
  60_000,
);

it('asks for names in any order', async () => {
  const { language, text } = fixture('inventory.py');
  const names = await resolved(language.id, text);
  for (const i of [5, 3, 4, 0, names.starts.length - 1, 6]) {
    expect(names.at(names.starts[i]!)).toBe(names.identities[i]);
  }
  expect(names.at(names.starts[3]! + 1)).toBeUndefined();
  expect(names.at(text.length)).toBeUndefined();
});

/** Grammars that come with queries for scopes say less than the tables do (no hoisting), and nothing else. */
it.each([
  ['javascript', ['javascript'], 'store.js'],
  ['typescript', ['javascript', 'typescript'], 'shapes.ts'],
  ['tsx', ['javascript', 'typescript'], 'counter.tsx'],
])("the grammar's own definitions in %s are of the scopes that it says", async (id, folders, file) => {
  const files = folders.map((name) => `node_modules/tree-sitter-${name}/queries/locals.scm`);
  const queries = await Promise.all(files.map((one) => readFile(one, 'utf8')));
  const { text } = fixture(file);
  const names = await resolved(id, text);
  const { wasm } = await syntax.grammar(languageById(id)!);
  const parser = new Parser();
  parser.setLanguage(wasm);
  const tree = parser.parse(text)!;
  const captures = new Query(wasm, queries.join('\n')).captures(tree.rootNode);
  const scopes = captures.filter(({ name }) => name === 'local.scope').map(({ node }) => node);
  const definitions = captures.filter(({ name }) => name === 'local.definition').map(({ node }) => node);
  let checked = 0;
  for (const { startIndex, endIndex } of definitions) {
    const scope = scopes.findLast((one) => one.startIndex <= startIndex && endIndex <= one.endIndex);
    if (!scope) continue;
    const identity = names.at(startIndex);
    expect(identity).toBeDefined();
    checked++;
    names.starts.forEach((start, i) => {
      if (names.identities[i] !== identity) return;
      expect(start).toBeGreaterThanOrEqual(scope.startIndex);
      expect(start).toBeLessThan(scope.endIndex);
    });
  }
  expect(checked).toBeGreaterThan(5);
  tree.delete();
  parser.delete();
});
