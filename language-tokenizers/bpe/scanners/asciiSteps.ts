import { LOWER, NEWLINE, NUMBER, SPACE, UNIT_CLASSES, UPPER } from '../../text/characterClasses';
import { allButLastSpace, spaceEnd } from './runs';

/** What a pattern makes of the text cannot be told from ASCII units alone. */
export const UNDECIDED = -1;

/** Where a pre-token ends that a state has come to the end of. */
export type Ending =
  /** Before the unit that does not go on. */
  | 'here'
  /** The same less the last space, if there are several: \s+(?!\S)|\s+ */
  | 'spaces'
  /** After the last line break, or as 'spaces': \s*[\r\n]+|\s+(?!\S)|\s+ */
  | 'lines';

const ENDINGS: readonly Ending[] = ['here', 'spaces', 'lines'];
const HERE = 0;
const SPACES = 1;

/** Classes of ASCII units, in the order of a state's steps. */
const CLASSES = ['upper', 'lower', 'digit', 'break', 'blank', 'space', 'slash', 'apostrophe', 'symbol'];

/** States, and the steps from one to the next, in the order of CLASSES: see AsciiSteps. */
export type AsciiStates = Readonly<Record<string, readonly [Ending, string]>>;

/** The step that ends the pre-token, and the one that leaves it to the pattern's own code. */
const END = '.';
const LEAVE = '?';

/** Numbers of states are multiplied by the number of ASCII units. */
const ASCII_BITS = 7;
const ASCII = 1 << ASCII_BITS;
/** Units after which one looks for a run. */
const RUN = 64;
const STOP = 0xfffe;
const UNDONE = 0xffff;

/**
 * A split pattern's decisions over ASCII units, as an automaton: one look into a small table for a unit, and no
 * branch that depends on what the text is, which is what a scanner's time goes into. It decides what nearly all of
 * the pre-tokens of code are; where it does not, the scanner's own code does.
 */
export class AsciiSteps {
  /** After `end`: the first unit that the decision did not take, or the limit; or UNDECIDED. */
  read = UNDECIDED;
  /** The next state for a state plus a unit, STOP or UNDONE. */
  private readonly next: Uint16Array;
  /** Of each state: its place in ENDINGS. */
  private readonly endings: Uint8Array;

  /**
   * @param states for each state, the first one the start, its ending and its next states by class in the order of
   *   CLASSES, with blanks between: a state's name, END or LEAVE
   */
  constructor(states: AsciiStates) {
    const names = Object.keys(states);
    this.next = new Uint16Array(ASCII * names.length).fill(UNDONE);
    this.endings = Uint8Array.from(Object.values(states), ([ending]) => ENDINGS.indexOf(ending));
    for (const [number, [, line]] of Object.values(states).entries()) {
      const steps = line.trim().split(/ +/);
      for (let unit = 0; unit < ASCII; unit++) {
        const step = steps[CLASSES.indexOf(classOf(unit))]!;
        this.next[ASCII * number + unit] =
          step === END ? STOP : step === LEAVE ? UNDONE : ASCII * names.indexOf(step);
      }
    }
  }

  /** End of the pre-token at units[start], `start` < `limit`, or UNDECIDED; all its units are ASCII then. */
  end(units: Uint16Array, start: number, limit: number): number {
    const { next } = this;
    const stop = limit - start > RUN ? start + RUN : limit;
    let state = 0;
    let at = start;
    for (; at < stop; at++) {
      const unit = units[at]!;
      if (unit >= ASCII) return this.undecided();
      const following = next[state | unit]!;
      if (following >= STOP) {
        if (following === UNDONE) return this.undecided();
        break;
      }
      state = following;
    }
    if (at === stop && stop < limit) return this.endOfLong(units, start, limit, state);
    this.read = at;
    // What is not here is kept out of this function, so that it is inlined.
    return this.endings[state >>> ASCII_BITS] === HERE ? at : this.endOfSpace(units, start, limit, state);
  }

  private undecided(): number {
    this.read = UNDECIDED;
    return UNDECIDED;
  }

  /** The same where the first units are in the same pre-token: a run, mostly of one unit. */
  private endOfLong(units: Uint16Array, start: number, limit: number, after: number): number {
    const { next } = this;
    let state = after;
    let at = this.runEnd(units, start + RUN, limit, state);
    for (; at < limit; at++) {
      const unit = units[at]!;
      if (unit >= ASCII) return this.undecided();
      const following = next[state | unit]!;
      if (following >= STOP) {
        if (following === UNDONE) return this.undecided();
        break;
      }
      state = following;
    }
    this.read = at;
    return this.endings[state >>> ASCII_BITS] === HERE ? at : this.endOfSpace(units, start, limit, state);
  }

  /** End of a run of white space up to `read`. */
  private endOfSpace(units: Uint16Array, start: number, limit: number, state: number): number {
    return this.endings[state >>> ASCII_BITS] === SPACES
      ? allButLastSpace(start, this.read, limit)
      : spaceEnd(units, start, this.read, limit);
  }

  /** Where the units like the one before `at` end, if they leave the state as it is. */
  private runEnd(units: Uint16Array, at: number, limit: number, state: number): number {
    const unit = units[at - 1]!;
    let end = at;
    if (this.next[state | unit] === state) while (end < limit && units[end] === unit) end++;
    return end;
  }
}

function classOf(unit: number): string {
  const unitClass = UNIT_CLASSES[unit]!;
  if (unitClass & UPPER) return 'upper';
  if (unitClass & LOWER) return 'lower';
  if (unitClass & NUMBER) return 'digit';
  if (unitClass & NEWLINE) return 'break';
  if (unitClass & SPACE) return unit === 32 ? 'blank' : 'space';
  return unit === 47 ? 'slash' : unit === 39 ? 'apostrophe' : 'symbol';
}

/** States digit1, digit2, … of \p{N}{1,most}. */
export function digitStates(most: number): AsciiStates {
  const states: Record<string, readonly [Ending, string]> = {};
  for (let number = 1; number <= most; number++) {
    const next = number < most ? `digit${number + 1}` : END;
    states[`digit${number}`] = ['here', CLASSES.map((name) => (name === 'digit' ? next : END)).join(' ')];
  }
  return states;
}
