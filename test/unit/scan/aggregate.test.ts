import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overBudget } from '../../../language-tokenizers/scan/budget';
import { generatedKind } from '../../../language-tokenizers/scan/generated';
import { countLanguages } from '../../../language-tokenizers/scan/languages';
import { type FileCount, sumCounts } from '../../../language-tokenizers/scan/result';
import { type CountNode, countTree, cutTree } from '../../../language-tokenizers/scan/tree';
import { languageOfFile } from '../../../language-tokenizers/syntax/languages';

const names = ['a', 'b'];
function file(path: string, a: number, b = 2 * a, exact = true): FileCount {
  const language = languageOfFile(path)?.id ?? null;
  return { path, language, bytes: 3 * a, encoding: 'utf-8', exact, counts: { a, b } };
}
const tree = (files: readonly FileCount[], separator = /\//): CountNode =>
  countTree(files, { names, separator });

function outline(node: CountNode, depth = 0): string[] {
  const line = `${'  '.repeat(depth)}${node.name} ${node.counts['a']} ${node.files}${node.exact ? '' : ' ≈'}`;
  return [line, ...(node.children ?? []).flatMap((child) => outline(child, depth + 1))];
}

describe('a tree of folders', () => {
  it('has what costs most first, and joins folders with one folder in them', () => {
    const files = [
      file('x/small.c', 1),
      file('x/y/z/big.c', 9),
      file('x/y/z/bad.c', 2, 4, false),
      file('w.md', 5),
    ];
    expect(outline(tree(files))).toEqual([
      '. 17 4 ≈',
      '  x/ 12 3 ≈',
      '    y/z/ 11 2 ≈',
      '      big.c 9 1',
      '      bad.c 2 1 ≈',
      '    small.c 1 1',
      '  w.md 5 1',
    ]);
  });

  it('starts with the folder that everything is in', () => {
    expect(outline(tree([file('/home/me/a.c', 1), file('/home/me/b/c.c', 2)]))).toEqual([
      '/home/me/ 3 2',
      '  b/ 2 1',
      '    c.c 2 1',
      '  a.c 1 1',
    ]);
    expect(outline(tree([file('a.c', 1)]))).toEqual(['. 1 1', '  a.c 1 1']);
    expect(outline(tree([]))).toEqual(['. 0 0']);
  });

  it('has either slash between folders on Windows, where names hold none', () => {
    const files = [file('C:\\code\\src/a.c', 1), file('C:\\code\\src/b/c.c', 2)];
    expect(outline(tree(files, /[\\/]/))).toEqual([
      'C:/code/src/ 3 2',
      '  b/ 2 1',
      '    c.c 2 1',
      '  a.c 1 1',
    ]);
  });

  it('adds up at every depth', () => {
    const part = fc.constantFrom('a', 'b', 'c');
    const anyPath = fc
      .tuple(fc.array(part, { maxLength: 4 }), fc.nat(99))
      .map(([folders, n]) => [...folders, `${n}.c`].join('/'));
    fc.assert(
      fc.property(fc.uniqueArray(anyPath, { maxLength: 40 }), fc.nat(5), (paths, depth) => {
        const files = paths.map((path, i) => file(path, i, 7 * i, i % 5 !== 0));
        const root = tree(files);
        const check = (node: CountNode): void => {
          if (!node.children) return;
          expect(node.counts).toEqual(sumCounts(node.children, names));
          expect(node.files).toBe(node.children.reduce((sum, child) => sum + child.files, 0));
          expect(node.bytes).toBe(node.children.reduce((sum, child) => sum + child.bytes, 0));
          expect(node.exact).toBe(node.children.every((child) => child.exact));
          node.children.forEach(check);
        };
        check(root);
        expect(root).toMatchObject({ counts: sumCounts(files, names), files: files.length });
        const levels = (node: CountNode): number => 1 + Math.max(-1, ...(node.children ?? []).map(levels));
        const cut = cutTree(root, depth);
        expect(cut.counts).toEqual(root.counts);
        expect(levels(cut)).toBe(Math.min(levels(root), depth));
      }),
    );
  });
});

it('languages are told apart from what programs write', () => {
  const files = [
    file('a.ts', 5),
    file('b.ts', 1),
    file('lib/x.min.js', 30),
    file('package-lock.json', 90),
    file('deep/Cargo.lock', 10),
    file('api_pb2.py', 4),
    file('notes.TXT', 2, 4, false),
    file('LICENSE', 3),
    file('.gitignore', 1),
  ];
  const rows = countLanguages(files, names).map(({ name, files, counts, exact }) => [
    name,
    files,
    counts['a'],
    exact,
  ]);
  expect(rows).toEqual([
    ['lock files', 2, 100, true],
    ['minified and maps', 1, 30, true],
    ['TypeScript', 2, 6, true],
    ['generated code', 1, 4, true],
    ['no extension', 2, 4, true],
    ['.txt', 1, 2, false],
  ]);
});

it('names alone say what is generated', () => {
  expect(['C:\\x\\YARN.LOCK', 'a/go.sum', 'a.js.map', 'x.pb.go'].map(generatedKind)).toEqual([
    'lock files',
    'lock files',
    'minified and maps',
    'generated code',
  ]);
  expect(
    ['lock.ts', 'go.sum.md', 'sitemap.map', 'min.js', 'src/yarn.lock/readme.md'].map(generatedKind),
  ).toEqual(Array(5).fill(undefined));
});

it('a budget is kept by what equals it', () => {
  expect(overBudget({ a: 10, b: 11, c: 12 }, 11)).toEqual([{ name: 'c', tokens: 12 }]);
  expect(overBudget({ a: 10 }, 10)).toEqual([]);
});
