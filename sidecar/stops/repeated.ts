import type { Line } from './lines';
import type { Meeting } from './meeting';

/** Longest run of lines, and longest piece of a line, whose repetition is looked for. */
const MOST_LINES = 8;
const LONGEST = 80;
/** Pieces at least this long say enough to stop when they come three times; shorter ones take six. */
const LONG = 8;
const SHORTEST = 4;
const TIMES = 3;
const TIMES_SHORT = 6;

/** True for text with words in it: rows of numbers, rules and closing brackets may well repeat. */
function hasWords(text: string): boolean {
  return (text.match(/\p{L}/gu)?.length ?? 0) >= 3;
}

/** The first run of lines that comes three times in a row; its first time is kept. */
export function repeatedLines(lines: readonly Line[]): Meeting | undefined {
  for (let last = TIMES - 1; last < lines.length; last++) {
    if (!lines[last]!.complete) return undefined;
    for (let period = 1; period <= MOST_LINES && period * TIMES <= last + 1; period++) {
      const first = last + 1 - period * TIMES;
      const words = lines.slice(first, first + period).map((line) => line.text);
      if (!hasWords(words.join(''))) continue;
      if (isPeriodic(lines, first + period, last, period)) {
        return { keep: lines[first + period - 1]!.end, at: lines[last]!.end + 1 };
      }
    }
  }
  return undefined;
}

function isPeriodic(lines: readonly Line[], from: number, to: number, period: number): boolean {
  for (let index = from; index <= to; index++) {
    if (lines[index]!.text !== lines[index - period]!.text) return false;
  }
  return true;
}

/** The first piece of a line that comes again and again without a break; its first time is kept. */
export function repeatedPiece(text: string): Meeting | undefined {
  /** For each length, how many units up to here equal the one so far before them. */
  const runs = new Int32Array(LONGEST + 1);
  for (let index = 0; index < text.length; index++) {
    const unit = text[index];
    for (let length = SHORTEST; length <= LONGEST; length++) {
      runs[length] = unit !== '\n' && unit === text[index - length] ? runs[length]! + 1 : 0;
      const times = length < LONG ? TIMES_SHORT : TIMES;
      if (runs[length]! < length * (times - 1)) continue;
      const keep = index + 1 - length * (times - 1);
      if (hasWords(text.slice(keep - length, keep))) return { keep, at: index + 1 };
    }
  }
  return undefined;
}
