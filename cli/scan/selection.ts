import ignore, { type Ignore } from 'ignore';

/** Which files of a folder are counted. */
export interface Selection {
  /** Obey .gitignore and .git/info/exclude, and leave out node_modules. */
  readonly useIgnoreFiles: boolean;
  /** Patterns as in .gitignore, relative to the named folder; any one must match. None: all files. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Larger files are left out, unless they are named. */
  readonly maxBytes: number;
}

/** The patterns of a selection, ready to match. */
export class Patterns {
  private readonly included: Ignore | undefined;
  private readonly excluded: Ignore | undefined;

  constructor({ include, exclude }: Pick<Selection, 'include' | 'exclude'>) {
    this.included = include.length > 0 ? ignore().add(include) : undefined;
    this.excluded = exclude.length > 0 ? ignore().add(exclude) : undefined;
  }

  /** Why a path below the named folder is left out; "/" at the end marks a folder. */
  reasonAgainst(relative: string): string | undefined {
    if (this.excluded?.ignores(relative)) return 'excluded';
    // Whether something in a folder is included shows only there.
    if (relative.endsWith('/') || !this.included || this.included.ignores(relative)) return undefined;
    return 'not included';
  }
}
