import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { get_encoding } from 'tiktoken';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cli, json, temporaryFolder } from './support';

interface CountDocument {
  tokenizers: string[];
  files: { path: string; language: string | null; bytes: number; counts: Record<string, number> }[];
  totals: Record<string, number>;
  skipped: { path: string; reason: string }[];
  tree?: Node;
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
      'main.c',
      'readme.txt',
      'src/.gitignore',
      'src/deep/a.rs',
      'src/deep/b.go',
      'src/kept.log',
    ],
    skipped: [
      ['.git', '.git folder'],
      ['build', 'ignored by .gitignore'],
      ['image.png', 'binary'],
      ['large.txt', 'larger than 5000 bytes'],
      ['latin1.txt', 'not valid UTF-8 (byte 3)'],
      ['link.c', 'symbolic link'],
      ['node_modules', 'node_modules folder'],
      ['src/gone.log', 'ignored by .gitignore'],
      ['utf16.txt', 'UTF-16 and not UTF-8'],
    ],
  });
  let total = 0;
  for (const file of document.files) {
    const content = FILES[path.relative(folder, file.path)] as string;
    const expected = reference.encode_ordinary(content).length;
    total += expected;
    expect(file).toMatchObject({ bytes: Buffer.byteLength(content), counts: { cl100k_base: expected } });
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
  expect(out).toMatch(/total of 9 files\n$/);
  expect(err).toContain('left out: 2 (ignored by .gitignore)\n');
});
