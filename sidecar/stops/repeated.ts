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
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const found = end - start >= LONG * TIMES ? pieceInLine(text.slice(start, end)) : undefined;
    if (found) return { keep: start + found.keep, at: start + found.at };
    start = end + 1;
  }
  return undefined;
}

function pieceInLine(line: string): Meeting | undefined {
  const codes = Uint16Array.from({ length: line.length }, (_, index) => line.charCodeAt(index));
  const longest = Math.min(LONGEST, Math.floor(line.length / TIMES));
  /** For each length, how many units up to here equal the one so far before them. */
  const runs = new Uint32Array(longest + 1);
  for (let index = SHORTEST; index < line.length; index++) {
    const most = Math.min(longest, index);
    for (let length = SHORTEST; length <= most; length++) {
      if (codes[index] !== codes[index - length]) {
        runs[length] = 0;
        continue;
      }
      const repeated = length * ((length < LONG ? TIMES_SHORT : TIMES) - 1);
      if (++runs[length]! < repeated) continue;
      const keep = index + 1 - repeated;
      if (hasWords(line.slice(keep - length, keep))) return { keep, at: index + 1 };
    }
  }
  return undefined;
}
