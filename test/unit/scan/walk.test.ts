import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, rm, symlink, utimes } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder, walked, writeFiles } from './support';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});

const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'core.excludesFile=/dev/null', ...args], { cwd: folder, encoding: 'utf8' });

/** What git would add, and what it says of ignored folders within. */
function gitFiles(): string[] {
  return git('ls-files', '--cached', '--others', '--exclude-standard', '-z')
    .split('\0')
    .filter(Boolean)
    .sort();
}

describe('the rules of git', () => {
  it('hold with nested files, negation, anchors, folders and the repository’s own excludes', async () => {
    git('init', '-q');
    await writeFiles(folder, {
      '.gitignore':
        '\uFEFF# built\r\n/build/\r\n*.log\ndoc/*.txt\n!doc/keep.txt\nspace\\ \ntemp-*\n**/deep/x\n\\#hash\n',
      '.git/info/exclude': 'private.*\n*.keep\n',
      'src/.gitignore': '!kept.log\n/only-here\nsub/\n',
      'src/kept.log': '',
      'src/gone.log': '',
      'src/only-here': '',
      'src/a/only-here': '',
      'src/sub/x.c': '',
      'src/sub/.gitignore': '!x.c\n',
      'src/private.key': '',
      'src/x.keep': '',
      'x/.gitignore': '!*.keep\n',
      'x/y.keep': '',
      'build/out.js': '',
      'a/build/out.js': '',
      'doc/a.txt': '',
      'doc/keep.txt': '',
      'doc/a/b.txt': '',
      'space ': '',
      'temp-1/a': '',
      'a/temp-2': '',
      'a/deep/x': '',
      'deep/x/y': '',
      '#hash': '',
      'Build/Upper.LOG': '',
    });
    expect((await walked(folder)).paths.sort()).toEqual(gitFiles());
    expect((await walked(folder)).skipped).toMatchObject({
      '.git': '.git folder',
      build: 'ignored by .gitignore',
      'src/sub': 'ignored by .gitignore',
    });
  });

  it('hold for any rules and any files', async () => {
    git('init', '-q');
    const name = fc.constantFrom('a', 'b', 'ab', 'a.c', 'b.c', '.h');
    const file = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    const rule = fc
      .record({
        not: fc.constantFrom('', '', '!'),
        anchor: fc.constantFrom('', '/', '**/'),
        body: fc.oneof(
          file,
          fc.constantFrom('*.c', 'a*', '?b', '[ab]', '*', 'a/*', '**/b', 'a/**', 'a/**/b'),
        ),
        folder: fc.constantFrom('', '', '/'),
      })
      .map(({ not, anchor, body, folder: end }) => not + anchor + body + end)
      // The package that reads the rules takes "a/**/" for "a/**", and does not join "**/**"; what an inner file
      // takes back as a folder, it leaves out again below ("a/*" with "!/*" in a).
      .filter((line) => !line.endsWith('/**/') && !line.includes('**/**') && !/^!\/?\*/.test(line));
    const rules = fc.array(rule, { maxLength: 4 }).map((lines) => `${lines.join('\n')}\n`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { minLength: 1, maxLength: 12 }),
        rules,
        rules,
        async (files, outer, inner) => {
          await writeFiles(folder, { '.gitignore': outer, 'a/.gitignore': inner });
          for (const one of files) {
            // A name can't be a file and a folder.
            await writeFiles(folder, { [one]: '' }).catch(() => undefined);
          }
          try {
            expect((await walked(folder)).paths.sort()).toEqual(gitFiles());
          } finally {
            for (const one of ['a', 'b', 'ab', 'a.c', 'b.c', '.h']) {
              await rm(path.join(folder, one), { recursive: true, force: true });
            }
          }
        },
      ),
      { numRuns: 100, seed: 7 },
    );
  });

  it('hold from the repository’s root for a folder within, but not when that folder itself is ignored', async () => {
    git('init', '-q');
    await writeFiles(folder, {
      '.gitignore': '*.log\n/out/\n',
      'src/a.c': '',
      'src/a.log': '',
      'out/b.js': '',
      'out/b.log': '',
    });
    expect((await walked(path.join(folder, 'src'))).paths).toEqual(['a.c']);
    expect((await walked(path.join(folder, 'out'))).paths).toEqual(['b.js', 'b.log']);
  });

  it('of a repository end where another begins', async () => {
    git('init', '-q');
    git('init', '-q', 'inner');
    await writeFiles(folder, {
      '.gitignore': '*.c\n',
      'a.c': '',
      'inner/a.c': '',
      'inner/a.h': '',
      'inner/.git/info/exclude': '*.h\n',
    });
    expect((await walked(folder)).paths).toEqual(['.gitignore', 'inner/a.c']);
  });

  it('hold in a worktree, whose .git is a file', async () => {
    git('init', '-q', 'main');
    await writeFiles(folder, { 'main/a.c': '', 'main/.git/info/exclude': 'secret\n' });
    const inMain = (...args: string[]): string =>
      git('-C', 'main', '-c', 'user.name=x', '-c', 'user.email=x@y', ...args);
    inMain('add', 'a.c');
    inMain('commit', '-qm', 'x');
    inMain('worktree', 'add', '-q', '../tree');
    await writeFiles(folder, { 'tree/secret': '', 'tree/b.c': '' });
    expect(await walked(path.join(folder, 'tree'))).toMatchObject({
      paths: ['a.c', 'b.c'],
      skipped: { '.git': 'belongs to git', secret: 'ignored by .gitignore' },
    });
  });

  it('outside of a repository, only files of the folder itself hold', async () => {
    await writeFiles(folder, { '.gitignore': '*.c\n', 'in/.gitignore': '*.h\n', 'in/a.c': '', 'in/a.h': '' });
    expect((await walked(path.join(folder, 'in'))).paths).toEqual(['.gitignore', 'a.c']);
  });

  it('can be left aside, with node_modules', async () => {
    await writeFiles(folder, {
      '.gitignore': '*.c\n',
      'a.c': '',
      'node_modules/m/x.js': '',
      '.git/HEAD': '',
      '.hidden/f': '',
    });
    expect((await walked(folder)).paths).toEqual(['.gitignore', '.hidden/f']);
    expect((await walked(folder, { useIgnoreFiles: false })).paths).toEqual([
      '.gitignore',
      '.hidden/f',
      'a.c',
      'node_modules/m/x.js',
    ]);
  });
});

describe('patterns', () => {
  const files = { 'a.ts': '', 'a.test.ts': '', 'lib/b.ts': '', 'lib/c.js': '', 'docs/d.md': '' };

  it('choose files, by name or by path below the named folder', async () => {
    await writeFiles(folder, files);
    expect((await walked(folder, { include: ['*.ts'] })).paths).toEqual(['a.test.ts', 'a.ts', 'lib/b.ts']);
    expect((await walked(folder, { include: ['lib/', '*.md'] })).paths).toEqual([
      'docs/d.md',
      'lib/b.ts',
      'lib/c.js',
    ]);
    expect((await walked(folder, { include: ['*.ts'], exclude: ['*.test.ts', '/lib'] })).paths).toEqual([
      'a.ts',
    ]);
  });

  it('say what they leave out', async () => {
    await writeFiles(folder, files);
    const { skipped } = await walked(folder, { include: ['*.ts'], exclude: ['lib'] });
    expect(skipped).toEqual({ lib: 'excluded', 'docs/d.md': 'not included' });
  });
});

describe('what is no plain file', () => {
  it('is left out: links, large files, what may not be read', async () => {
    await writeFiles(folder, { 'a.c': 'int a;', 'large.c': 'x'.repeat(99), 'shut/x.c': '' });
    await symlink('a.c', path.join(folder, 'link.c'));
    await symlink('.', path.join(folder, 'loop'));
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);
    await chmod(path.join(folder, 'shut'), 0);
    const { paths, skipped } = await walked(folder, { maxBytes: 98 });
    await chmod(path.join(folder, 'shut'), 0o700);
    const isRoot = process.getuid?.() === 0;
    expect(paths).toEqual(isRoot ? ['a.c', 'shut/x.c'] : ['a.c']);
    expect(skipped).toEqual({
      'large.c': 'larger than 98 bytes',
      'link.c': 'symbolic link',
      loop: 'symbolic link',
      pipe: 'not a plain file',
      ...(isRoot ? {} : { shut: "can't be read: EACCES" }),
    });
  });

  it('is followed where it is named, and is the file that it leads to', async () => {
    await mkdir(path.join(folder, 'real'));
    await writeFiles(folder, { 'real/a.c': 'int a;' });
    await symlink('real', path.join(folder, 'link'));
    const link = await walked(path.join(folder, 'link'));
    const real = await walked(path.join(folder, 'real'));
    expect(link.paths).toEqual(['a.c']);
    expect(link.files[0]).toMatchObject({ path: `${folder}/link/a.c`, location: real.files[0]!.location });
  });
});

describe('stamps', () => {
  it('are there only for files that have not changed just now', async () => {
    await writeFiles(folder, { 'a.c': 'int a;' });
    const old = new Date('2020-01-01');
    await utimes(path.join(folder, 'a.c'), old, old);
    // Its time of change is now, whatever its time of modification says.
    expect((await walked(folder)).files[0]).not.toHaveProperty('stamp');
  });
});
