import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { get_encoding } from 'tiktoken';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cli, json, temporaryFolder } from './support';

interface CountDocument {
  tokenizers: string[];
  exact: Record<string, boolean>;
  files: {
    path: string;
    language: string | null;
    bytes: number;
    encoding: string;
    exact: boolean;
    note?: string;
    counts: Record<string, number>;
  }[];
  totals: Record<string, number>;
  skipped: { path: string; reason: string }[];
  tree?: Node;
  languages?: { name: string; files: number; bytes: number; counts: Record<string, number> }[];
}
interface Node {
  name: string;
  bytes: number;
  counts: Record<string, number>;
  children?: Node[];
}

const reference = get_encoding('cl100k_base');
afterAll(() => reference.free());

const FILES: Record<string, string | Uint8Array> = {
  'main.c': 'int main(void) { return 0; }\n',
  'readme.txt': 'Käse 🧀 und Brot\r\n',
  'empty.py': '',
  'src/deep/a.rs': 'fn a() {}\n',
  'src/deep/b.go': 'package b\n',
  'src/kept.log': 'kept\n',
  'src/gone.log': 'gone\n',
  'build/out.js': 'ignored\n',
  'image.png': Buffer.from([0x89, 0x50, 0, 1, 2]),
  'latin1.txt': Buffer.from([0x63, 0x61, 0x66, 0xe9]),
  'utf16.txt': Buffer.from('\uFEFFhi', 'utf16le'),
  'large.txt': 'x'.repeat(6000),
  'node_modules/m/index.js': 'x\n',
  '.git/HEAD': 'ref\n',
  '.gitignore': '# built\n/build/\n*.log\n',
  'src/.gitignore': '!kept.log\n',
};
/** Texts of the files that are not UTF-8. */
const DECODED: Record<string, string> = { 'latin1.txt': 'café', 'utf16.txt': 'hi' };
let folder: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  for (const [name, content] of Object.entries(FILES)) {
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  await symlink(path.join(folder, 'main.c'), path.join(folder, 'link.c'));
});

const inFolder = (document: CountDocument) => ({
  files: document.files.map((file) => path.relative(folder, file.path)),
  skipped: document.skipped.map(({ path: file, reason }) => [path.relative(folder, file), reason]),
});

it('counts a folder as tiktoken does, and says what it leaves out and why', async () => {
  const document = await json<CountDocument>(['count', folder, '-t', 'cl100k_base', '--max-bytes', '5000']);
  expect(inFolder(document)).toEqual({
    files: [
      '.gitignore',
      'empty.py',
      'latin1.txt',
      'main.c',
      'readme.txt',
      'src/.gitignore',
      'src/deep/a.rs',
      'src/deep/b.go',
      'src/kept.log',
      'utf16.txt',
    ],
    skipped: [
      ['.git', '.git folder'],
      ['build', 'ignored by .gitignore'],
      ['image.png', 'binary'],
      ['large.txt', 'larger than 5000 bytes'],
      ['link.c', 'symbolic link'],
      ['node_modules', 'node_modules folder'],
      ['src/gone.log', 'ignored by .gitignore'],
    ],
  });
  let total = 0;
  for (const file of document.files) {
    const name = path.relative(folder, file.path);
    const expected = reference.encode_ordinary(DECODED[name] ?? (FILES[name] as string)).length;
    total += expected;
    const bytes = Buffer.byteLength(FILES[name]!);
    expect(file).toMatchObject({ bytes, exact: true, counts: { cl100k_base: expected } });
  }
  expect(document.totals).toEqual({ cl100k_base: total });
  expect(document.files.map((file) => file.language).filter(Boolean)).toEqual(['python', 'c', 'rust', 'go']);
});

it('knows the .gitignore files above the folder it is given', async () => {
  const document = await json<CountDocument>(['count', path.join(folder, 'src')]);
  expect(inFolder(document).skipped).toEqual([['src/gone.log', 'ignored by .gitignore']]);
});

it('counts with several tokenizers, each file once, and standard input', async () => {
  const main = path.join(folder, 'main.c');
  const document = await json<CountDocument>(
    ['count', main, path.join(folder, '.', 'src', '..', 'main.c'), '-', '-t', 'o200k_base,cl100k_base'],
    'hello world',
  );
  expect(document.tokenizers).toEqual(['o200k_base', 'cl100k_base']);
  expect(document.files.map((file) => file.path)).toEqual([main, '-']);
  expect(document.files[1]).toMatchObject({ bytes: 11, counts: { o200k_base: 2, cl100k_base: 2 } });
});

it('adds up folders with --tree', async () => {
  const { tree, totals } = await json<CountDocument>(['count', folder, '--tree']);
  expect(tree?.counts).toEqual(totals);
  const check = (node: Node): void => {
    if (!node.children) return;
    for (const name of Object.keys(node.counts)) {
      expect(node.counts[name]).toBe(node.children.reduce((sum, child) => sum + child.counts[name]!, 0));
    }
    node.children.forEach(check);
  };
  check(tree!);
  const src = tree?.children?.find((child) => child.name === 'src/');
  expect(src?.children?.map((child) => child.name)).toEqual(['deep/', '.gitignore', 'kept.log']);
});

it('cuts the tree at --depth, and keeps its sums', async () => {
  const { tree, totals } = await json<CountDocument>(['count', folder, '--tree', '--depth', '1']);
  expect(tree?.counts).toEqual(totals);
  const src = tree?.children?.find((child) => child.name === 'src/');
  expect(src).toEqual({
    name: 'src/',
    bytes: 35,
    files: 4,
    exact: true,
    counts: { o200k_base: 15 },
  });
});

it('shows the tree with what costs most first, and shares', async () => {
  const { out } = await cli(['count', path.join(folder, 'src'), '--tree', '-t', 'o200k_base,cl100k_base']);
  const lines = out.trimEnd().split('\n');
  expect(lines[0]).toMatch(/^o200k_base +cl100k_base +share +bytes +path$/);
  expect(lines[1]).toMatch(/ 100\.0% .*src\/$/);
  expect(lines.slice(2).map((line) => line.trim().split(/ +/).slice(2))).toEqual([
    ['46.7%', '20', 'deep/'],
    ['26.7%', '10', 'a.rs'],
    ['20.0%', '10', 'b.go'],
    ['33.3%', '10', '.gitignore'],
    ['20.0%', '5', 'kept.log'],
  ]);
});

it('adds up languages with --by-language', async () => {
  const { languages, totals, files } = await json<CountDocument>(['count', folder, '--by-language']);
  const sum = (of: (one: NonNullable<typeof languages>[number]) => number): number =>
    languages!.reduce((all, one) => all + of(one), 0);
  expect(sum((one) => one.counts['o200k_base']!)).toBe(totals['o200k_base']);
  expect(sum((one) => one.files)).toBe(files.length);
  expect(languages!.map((one) => one.name)).toEqual(
    expect.arrayContaining(['.txt', 'C', 'Rust', 'no extension']),
  );
  const { out } = await cli(['count', folder, '--by-language']);
  expect(out).toMatch(/^o200k_base +share +bytes +files +language\n/);
  expect(out).toMatch(/100\.0% +\d+ +11 +total\n$/);
});

it('shows what costs most with --top, and the total of all', async () => {
  const document = await json<CountDocument>(['count', folder, '--top', '2']);
  expect(inFolder(document).files).toEqual(['large.txt', 'main.c']);
  const { out } = await cli(['count', folder, '--top', '1', '--by-language']);
  expect(out).toMatch(
    /\n\no200k_base +bytes +path\n +750 +6000 +.*large\.txt\n +\d+ +\d+ +total of 11 files\n$/,
  );
});

it('prints CSV that a spreadsheet reads', async () => {
  await writeFile(path.join(folder, 'odd, "name".csv'), 'a,b\n');
  const { out } = await cli(['count', folder, '--csv', '-t', 'o200k_base,cl100k_base', '--include', '*.csv']);
  await rm(path.join(folder, 'odd, "name".csv'));
  expect(out).toBe(
    'path,language,encoding,exact,bytes,o200k_base,cl100k_base\r\n' +
      `"${folder}/odd, ""name"".csv",,utf-8,true,4,3,3\r\n`,
  );
  const languages = await cli(['count', folder, '--csv', '--by-language', '--include', '*.rs']);
  expect(languages.out).toBe('language,files,bytes,exact,o200k_base\r\nRust,1,10,true,4\r\n');
  expect(await cli(['count', folder, '--csv', '--json'])).toMatchObject({ code: 2, out: '' });
});

it('marks what is an estimate, in a file, in sums and against a budget', async () => {
  const damaged = await temporaryFolder();
  await writeFile(path.join(damaged, 'bad.txt'), Buffer.from([0xc3, 0xa4, 0x20, 0xff, 0x0a]));
  await writeFile(path.join(damaged, 'good.txt'), 'hello world');
  const document = await json<CountDocument>(['count', damaged]);
  expect(document.exact).toEqual({ o200k_base: false });
  expect(document.files).toMatchObject([
    { encoding: 'utf-8-damaged', exact: false, note: '1 byte is not UTF-8: counted as one token each' },
    { encoding: 'utf-8', exact: true },
  ]);
  const { out, err, code } = await cli(['count', damaged, '--budget', '3', '--tree']);
  expect(code).toBe(1);
  expect(out.match(/≈/g)).toHaveLength(2);
  expect(err).toMatch(/tokoscope: ≈\d+ tokens \(o200k_base\): over the budget of 3\.\n$/);
});

it('shows paths as they were typed, and from the current folder as git does', async () => {
  const inside = path.relative('.', path.join(folder, 'src', 'deep'));
  const shown = async (start: string): Promise<string[]> =>
    (await json<CountDocument>(['count', start])).files.map((file) => file.path);
  for (const start of [inside, `./${inside}`, `${inside}/../deep`]) {
    expect(await shown(start)).toEqual([`${start}/a.rs`, `${start}/b.go`]);
  }
  expect(await shown(`${inside}//`)).toEqual([`${inside}/a.rs`, `${inside}/b.go`]);
});

it('counts a file once, whatever ways lead to it', async () => {
  const link = path.join(await temporaryFolder(), 'link');
  await symlink(path.join(folder, 'src'), link);
  const starts = [
    path.join(folder, 'src', 'deep'),
    folder,
    link,
    path.join(folder, 'link.c'),
    path.join(folder, 'src'),
  ];
  const document = await json<CountDocument>(['count', ...starts]);
  const { totals } = await json<CountDocument>(['count', folder]);
  expect(document.totals).toEqual(totals);
  expect(document.files).toHaveLength(11);
  expect(document.files[0]!.path).toBe(path.join(folder, 'src/deep/a.rs'));
});

it('says how far it is when asked to, on standard error', async () => {
  const { out, err } = await cli(['count', folder, '--progress', '--json']);
  expect(() => JSON.parse(out) as unknown).not.toThrow();
  expect(err).toMatch(/^\d+ of \d+\+? files, .*\d+ tokens/);
  expect((await cli(['count', folder, '--json'])).err).toBe('');
});

it('exits with 1 above a budget, and still prints the document', async () => {
  const within = await cli(['count', '-', '--budget', '2'], 'hello world');
  expect(within).toMatchObject({ code: 0, err: '' });
  const over = await cli(['count', '-', '--budget', '1', '--json'], 'hello world');
  expect(over.code).toBe(1);
  expect(over.err).toBe('tokoscope: 2 tokens (o200k_base): over the budget of 1.\n');
  expect((JSON.parse(over.out) as CountDocument).totals).toEqual({ o200k_base: 2 });
});

it('takes a file that is named in spite of .gitignore and its size', async () => {
  const files = ['build/out.js', 'large.txt'].map((name) => path.join(folder, name));
  const document = await json<CountDocument>(['count', ...files, '--max-bytes', '10']);
  expect(document.files.map((file) => file.path)).toEqual(files);
});

it('prints a table for people, with what is left out on standard error', async () => {
  const { code, out, err } = await cli(['count', folder]);
  expect(code).toBe(0);
  expect(out).toMatch(/^o200k_base +bytes +path\n/);
  expect(out).toMatch(/total of 11 files\n$/);
  expect(err).toContain('left out: 2 (ignored by .gitignore)\n');
  expect(err).toContain(`1 file read as Latin-1: ${folder}/latin1.txt\n`);
});
