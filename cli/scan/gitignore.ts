import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

interface Rules {
  readonly folder: string;
  readonly rules: Ignore;
}

/** As git's core.ignorecase is set where a repository is made. */
const ignorecase = process.platform === 'win32' || process.platform === 'darwin';

/** The rules of git that hold for a folder, outermost first. A user's global excludes are not among them. */
export class GitIgnore {
  private constructor(
    private readonly levels: readonly Rules[],
    private readonly isOn: boolean,
  ) {}

  /** No rules, here and below. */
  static readonly off = new GitIgnore([], false);

  /** Rules that hold for a folder named by the user by what is above it, up to the repository's root. */
  static above(folder: string): GitIgnore {
    const parents: string[] = [];
    for (let at = path.resolve(folder); !isRepository(at); at = parents[0]!) {
      const parent = path.dirname(at);
      // Outside of a repository only the folder itself and what is below count.
      if (parent === at) return new GitIgnore([], true);
      parents.unshift(parent);
    }
    let rules = new GitIgnore([], true);
    for (const one of parents) rules = rules.enter(one, { hasRules: true, isRepository: isRepository(one) });
    // Who names a folder that is ignored wants what is in it.
    return rules.ignores(path.resolve(folder), true) ? new GitIgnore([], true) : rules;
  }

  /** With the rules of one more folder below; a repository within another starts anew. */
  enter(folder: string, has: { readonly hasRules: boolean; readonly isRepository: boolean }): GitIgnore {
    if (!this.isOn || (!has.hasRules && !has.isRepository)) return this;
    const files = [
      ...(has.isRepository ? [path.join(gitFolder(folder), 'info', 'exclude')] : []),
      path.join(folder, '.gitignore'),
    ];
    const levels = has.isRepository ? [] : [...this.levels];
    for (const file of files) {
      const rules = readRules(file);
      if (rules) levels.push({ folder: path.resolve(folder), rules });
    }
    return new GitIgnore(levels, true);
  }

  /** Asked of an absolute path in a folder that is not ignored itself. */
  ignores(file: string, isFolder: boolean): boolean {
    let ignored = false;
    // An inner file has the last word, and may take back what an outer one says.
    for (const { folder, rules } of this.levels) {
      const relative = path.relative(folder, file).split(path.sep).join('/');
      const verdict = rules.test(isFolder ? `${relative}/` : relative);
      if (verdict.ignored) ignored = true;
      else if (verdict.unignored) ignored = false;
    }
    return ignored;
  }
}

function readRules(file: string): Ignore | undefined {
  const text = readText(file).replace(/^\uFEFF/, '');
  return text === '' ? undefined : ignore({ ignorecase }).add(text);
}

function isRepository(folder: string): boolean {
  return existsSync(path.join(folder, '.git'));
}

/** The folder with a repository's info/exclude; that of a worktree or a submodule is named in a file. */
function gitFolder(folder: string): string {
  const git = path.join(folder, '.git');
  const named = /^gitdir: (.+)$/m.exec(readText(git))?.[1];
  if (named === undefined) return git;
  const own = path.resolve(folder, named.trim());
  return path.resolve(own, readText(path.join(own, 'commondir')).trim() || '.');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
