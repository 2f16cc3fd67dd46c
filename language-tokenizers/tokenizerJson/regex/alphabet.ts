import type { StageText } from '../../bpe/scanners/splitStage';
import { pairCodePoint, isPairAt } from '../../text/codePoints';
import type { CodePointSet } from '../../text/codePointSet';
import { textOfUnits } from '../../text/codeUnits';

/** Stands for the second unit of a surrogate pair. */
const SECOND = 0xffff;
const REPLACEMENT = 0xfffd;

/**
 * What some sets of code points can tell apart, as letters: one for all code points that are in the same of the sets.
 * A text rewritten in the letters has the same length, and expressions over a few letters run many times as fast as
 * those over classes of thousands of characters.
 */
export class Alphabet {
  /** Where letters change, from U+0000 on, and the letter from there on. */
  private readonly starts: readonly number[];
  private readonly letters: readonly number[];
  /** Letters of the basic plane. */
  private readonly table = new Uint16Array(0x10000);
  private readonly setsLetters = new Map<string, string>();

  constructor(sets: readonly CodePointSet[]) {
    const edges = new Set([0, ...sets.flatMap(({ ranges }) => ranges.flat())]);
    edges.delete(0x110000);
    this.starts = [...edges].sort((a, b) => a - b);
    const membership = sets.map((set) => this.memberships(set));
    const known = new Map<string, number>();
    this.letters = this.starts.map((_, i) => {
      const signature = membership.map((isIn) => isIn[i]).join('');
      const letter = known.get(signature) ?? known.size + 1;
      known.set(signature, letter);
      return letter;
    });
    sets.forEach((set, k) => {
      const inside = this.letters.filter((_, i) => membership[k]![i] === 1);
      this.setsLetters.set(keyOf(set), [...new Set(inside)].map(escape).join(''));
    });
    this.starts.forEach((start, i) =>
      this.table.fill(this.letters[i]!, start, this.starts[i + 1] ?? 0x110000),
    );
  }

  /** One of the sets, in an expression over rewritten text; `hasPairs`: that may have surrogate pairs. */
  spell(set: CodePointSet, hasPairs: boolean): string {
    const letters = this.setsLetters.get(keyOf(set));
    if (letters === undefined) throw new RangeError('The alphabet was made without this set.');
    // Never only the first half of a pair, whatever comes next.
    return hasPairs ? `(?:[${letters}](?:${escape(SECOND)}|(?!${escape(SECOND)})))` : `[${letters}]`;
  }

  /** Rewrites units[start, end). A lone surrogate stands for U+FFFD. */
  rewrite(units: Uint16Array, start: number, end: number): StageText {
    const written = new Uint16Array(end - start);
    let hasPairs = false;
    for (let i = start; i < end; i++) {
      const unit = units[i]!;
      if ((unit & 0xf800) !== 0xd800) written[i - start] = this.table[unit]!;
      else if (isPairAt(units, i, end)) {
        written[i - start] = this.letterOf(pairCodePoint(unit, units[i + 1]!));
        i++;
        written[i - start] = SECOND;
        hasPairs = true;
      } else written[i - start] = this.table[REPLACEMENT]!;
    }
    return { text: textOfUnits(written, 0, written.length), hasPairs };
  }

  private letterOf(codePoint: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= codePoint) low = middle;
      else high = middle - 1;
    }
    return this.letters[low]!;
  }

  /** For each start 1 if the set has it, else 0. */
  private memberships(set: CodePointSet): Uint8Array {
    const isIn = new Uint8Array(this.starts.length);
    let range = 0;
    this.starts.forEach((start, i) => {
      while (range < set.ranges.length && set.ranges[range]![1] <= start) range++;
      if (range < set.ranges.length && set.ranges[range]![0] <= start) isIn[i] = 1;
    });
    return isIn;
  }
}

function keyOf({ ranges }: CodePointSet): string {
  return ranges.join(' ');
}

function escape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
