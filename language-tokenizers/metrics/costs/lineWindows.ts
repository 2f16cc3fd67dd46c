import { isBlank } from '../../syntax/leaves';

/** Lines of a block that counts as repeated, at the least. */
export const WINDOW = 8;

/** A line with text, white space at its ends aside. */
interface SignificantLine {
  readonly line: number;
  /** UTF-16 offsets: of its first unit, and after its line end. */
  readonly start: number;
  readonly end: number;
  readonly low: number;
  readonly high: number;
}

/** Lines of a text that are not blank, with the hash of each run of {@link WINDOW} of them. */
export interface LineWindows {
  readonly lines: readonly SignificantLine[];
  /** By the window's first line, two halves each; there are WINDOW - 1 fewer than lines. */
  readonly low: Int32Array;
  readonly high: Int32Array;
}

const LOW = 0x0100_0193;
const HIGH = 0x85eb_ca6b;

/** Lines that start before `from` are left out. */
export function lineWindows(text: string, from: number): LineWindows {
  const lines = significantLines(text, from);
  const count = Math.max(0, lines.length - WINDOW + 1);
  const low = new Int32Array(count);
  const high = new Int32Array(count);
  const [lowPower, highPower] = [power(LOW, WINDOW), power(HIGH, WINDOW)];
  let [l, h] = [0, 0];
  lines.forEach((line, i) => {
    l = (Math.imul(l, LOW) + line.low) | 0;
    h = (Math.imul(h, HIGH) + line.high) | 0;
    const left = lines[i - WINDOW];
    if (left) {
      l = (l - Math.imul(left.low, lowPower)) | 0;
      h = (h - Math.imul(left.high, highPower)) | 0;
    }
    const first = i - WINDOW + 1;
    if (first < 0) return;
    low[first] = mixed(l);
    high[first] = mixed(h);
  });
  return { lines, low, high };
}

function significantLines(text: string, from: number): SignificantLine[] {
  const lines: SignificantLine[] = [];
  for (let start = 0, line = 0; start < text.length; line++) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found + 1;
    let [first, limit] = [start, end];
    while (first < limit && isBlank(text.charCodeAt(first))) first++;
    while (limit > first && isBlank(text.charCodeAt(limit - 1))) limit--;
    if (first < limit && start >= from) lines.push({ line, start, end, ...hashOf(text, first, limit) });
    start = end;
  }
  return lines;
}

function hashOf(text: string, start: number, end: number): { low: number; high: number } {
  let low = 0x811c_9dc5 | 0;
  let high = end - start;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, LOW);
    high = Math.imul(high ^ code, HIGH) + (high >>> 15);
  }
  return { low: mixed(low), high: mixed(high) };
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result = Math.imul(result, base);
  return result;
}

/** MurmurHash3's finalizer: every bit of the result hangs on every bit of the value. */
function mixed(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return hash ^ (hash >>> 16);
}
