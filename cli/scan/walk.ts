import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Found, FoundFile } from '../../language-tokenizers/scan/files';
import { fileError } from '../files/source';
import { GitIgnore } from './gitignore';
import { Patterns, type Selection } from './selection';
import { stampOf } from './stamp';

/** Folders of version control: no text of the user's. */
const CONTROL = new Set(['.git', '.hg', '.svn']);
/** Milliseconds of walking after which others get their turn. */
const TURN = 10;

/**
 * Files below a folder in the order of their names, or the file itself. Symbolic links are followed only where the
 * user names one. Throws an InputError for what is not there.
 */
export async function* walk(start: string, selection: Selection): AsyncGenerator<Found> {
  const stats = statOf(start);
  // Both by their real paths, so that a file that two paths lead to has one location.
  const location = realPath(start);
  if (!stats.isDirectory()) {
    yield found(start, location, stats);
    return;
  }
  const walker = new Walker(location, selection);
  let turnEnds = performance.now() + TURN;
  for (const one of walker.folder(start, location, '', walker.rulesAbove())) {
    yield one;
    if (performance.now() < turnEnds) continue;
    await setImmediate();
    turnEnds = performance.now() + TURN;
  }
}

class Walker {
  private readonly patterns: Patterns;

  constructor(
    readonly root: string,
    private readonly selection: Selection,
  ) {
    this.patterns = new Patterns(selection);
  }

  rulesAbove(): GitIgnore {
    return this.selection.useIgnoreFiles ? GitIgnore.above(this.root) : GitIgnore.off;
  }

  /** `shown` is the folder as the user sees it, `relative` its path below the root with a slash at the end. */
  *folder(shown: string, location: string, relative: string, above: GitIgnore): Generator<Found> {
    let entries: Dirent[];
    try {
      entries = readdirSync(location, { withFileTypes: true });
    } catch (error) {
      yield { path: shown, reason: cantBeRead(error) };
      return;
    }
    const has = (name: string): boolean => entries.some((entry) => entry.name === name);
    const rules = above.enter(location, { hasRules: has('.gitignore'), isRepository: has('.git') });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const { name } = entry;
      const file = path.join(location, name);
      const isFolder = entry.isDirectory();
      const below = `${relative}${name}${isFolder ? '/' : ''}`;
      const seen = joined(shown, name);
      const reason = this.reasonAgainst(entry, below, file, rules);
      if (reason !== undefined) yield { path: seen, reason };
      else if (isFolder) yield* this.folder(seen, file, below, rules);
      else yield this.file(seen, file);
    }
  }

  private reasonAgainst(entry: Dirent, below: string, file: string, rules: GitIgnore): string | undefined {
    const { name } = entry;
    const isFolder = entry.isDirectory();
    if (CONTROL.has(name)) return isFolder ? `${name} folder` : 'belongs to git';
    if (isFolder && name === 'node_modules' && this.selection.useIgnoreFiles) return 'node_modules folder';
    if (rules.ignores(file, isFolder)) return 'ignored by .gitignore';
    if (entry.isSymbolicLink()) return 'symbolic link';
    if (!isFolder && !entry.isFile()) return 'not a plain file';
    return this.patterns.reasonAgainst(below);
  }

  private file(seen: string, location: string): Found {
    const { maxBytes } = this.selection;
    let stats;
    try {
      stats = statSync(location);
    } catch (error) {
      return { path: seen, reason: cantBeRead(error) };
    }
    if (stats.size > maxBytes) return { path: seen, reason: `larger than ${maxBytes} bytes` };
    return found(seen, location, stats);
  }
}

function found(shown: string, location: string, stats: Stats): FoundFile {
  const stamp = stampOf(location, stats);
  return { path: shown, location, bytes: stats.size, ...(stamp === undefined ? {} : { stamp }) };
}

/** Below the current folder, paths are shown as git shows them; else they begin as the user typed them. */
function joined(folder: string, name: string): string {
  if (folder === '.') return name;
  return `${folder.replace(path.sep === '\\' ? /[\\/]+$/ : /\/+$/, '')}/${name}`;
}

function statOf(start: string): Stats {
  try {
    return statSync(start);
  } catch (error) {
    throw fileError(start, error);
  }
}

/** A pipe of the shell has none. */
function realPath(start: string): string {
  try {
    return realpathSync.native(start);
  } catch {
    return path.resolve(start);
  }
}

function cantBeRead(error: unknown): string {
  return `can't be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}`;
}
