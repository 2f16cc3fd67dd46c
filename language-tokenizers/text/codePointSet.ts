import { CATEGORY_LETTERS, CATEGORY_RUNS, SCRIPT_RUNS } from './categories16';

const END = 0x110000;

/** A set of code points, as ranges [start, end) in order that neither overlap nor touch. */
export class CodePointSet {
  private constructor(readonly ranges: readonly (readonly [number, number])[]) {}

  static readonly ALL = new CodePointSet([[0, END]]);

  /** The ranges may be in any order, and overlap. */
  static of(...ranges: readonly (readonly [number, number])[]): CodePointSet {
    const ordered = ranges.filter(([start, end]) => start < end).sort((a, b) => a[0] - b[0]);
    const joined: [number, number][] = [];
    for (const [start, end] of ordered) {
      const last = joined.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else joined.push([start, end]);
    }
    return new CodePointSet(joined);
  }

  static ofText(text: string): CodePointSet {
    return CodePointSet.of(...Array.from(text, (char) => codePointRange(char.codePointAt(0)!)));
  }

  /**
   * The code points of a general category ("Lu"), of a group of them ("L"), or of a script; undefined for a name
   * that is none of these.
   */
  static ofProperty(name: string): CodePointSet | undefined {
    const found = properties.get(name) ?? readProperty(name);
    if (found) properties.set(name, found);
    return found;
  }

  union(...others: readonly CodePointSet[]): CodePointSet {
    return CodePointSet.of(...this.ranges, ...others.flatMap((other) => other.ranges));
  }

  complement(): CodePointSet {
    const between: [number, number][] = [];
    let from = 0;
    for (const [start, end] of this.ranges) {
      if (from < start) between.push([from, start]);
      from = end;
    }
    if (from < END) between.push([from, END]);
    return new CodePointSet(between);
  }

  intersection(other: CodePointSet): CodePointSet {
    return this.complement().union(other.complement()).complement();
  }

  has(codePoint: number): boolean {
    return this.ranges.some(([start, end]) => codePoint >= start && codePoint < end);
  }
}

export function codePointRange(codePoint: number): readonly [number, number] {
  return [codePoint, codePoint + 1];
}

const properties = new Map<string, CodePointSet>();

function readProperty(name: string): CodePointSet | undefined {
  if (Object.hasOwn(SCRIPT_RUNS, name)) return readScript(SCRIPT_RUNS[name]!);
  const letters = Object.entries(CATEGORY_LETTERS)
    .filter(([category]) => (name.length === 1 ? category.startsWith(name) : category === name))
    .map(([, letter]) => letter);
  if (letters.length === 0) return undefined;
  const ranges: [number, number][] = [];
  let start = 0;
  for (const [, length, letter] of CATEGORY_RUNS.matchAll(/([0-9a-z]*)([^0-9a-z])/g)) {
    const end = start + (length ? parseInt(length, 36) : 1);
    if (letters.includes(letter!)) ranges.push([start, end]);
    start = end;
  }
  return CodePointSet.of(...ranges);
}

function readScript(runs: string): CodePointSet {
  const ranges: [number, number][] = [];
  let start = 0;
  runs.split(' ').forEach((length, i) => {
    const end = start + parseInt(length, 36);
    if (i % 2 === 1) ranges.push([start, end]);
    start = end;
  });
  return CodePointSet.of(...ranges);
}

/** \s of Rust and Oniguruma: White_Space. */
export const WHITE_SPACE = CodePointSet.of([9, 14], codePointRange(0x85)).union(
  CodePointSet.ofProperty('Z') ?? CodePointSet.of(),
);
