import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

interface Rules {
  readonly folder: string;
  readonly rules: Ignore;
}

/** The .gitignore files that hold for a folder, outermost first. */
export class GitIgnore {
  private constructor(private readonly levels: readonly Rules[]) {}

  /** For a folder named by the user: with the files of its parents up to the repository's root. */
  static async of(folder: string): Promise<GitIgnore> {
    const folders = [path.resolve(folder)];
    while (!existsSync(path.join(folders[0]!, '.git'))) {
      const parent = path.dirname(folders[0]!);
      // Outside of a repository only the folder itself and what is below count.
      if (parent === folders[0]) return new GitIgnore([]).enter(folder);
      folders.unshift(parent);
    }
    let found = new GitIgnore([]);
    for (const one of folders) found = await found.enter(one);
    return found;
  }

  /** With the rules of one more folder below. */
  async enter(folder: string): Promise<GitIgnore> {
    const file = path.join(folder, '.gitignore');
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) return this;
    return new GitIgnore([...this.levels, { folder: path.resolve(folder), rules: ignore().add(text) }]);
  }

  ignores(file: string, isFolder: boolean): boolean {
    const absolute = path.resolve(file);
    let ignored = false;
    // An inner file has the last word, and may take back what an outer one says.
    for (const { folder, rules } of this.levels) {
      const relative = path.relative(folder, absolute).split(path.sep).join('/');
      const verdict = rules.test(isFolder ? `${relative}/` : relative);
      if (verdict.ignored) ignored = true;
      else if (verdict.unignored) ignored = false;
    }
    return ignored;
  }
}
