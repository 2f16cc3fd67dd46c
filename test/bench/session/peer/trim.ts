import type { PeerContext, Place } from './context';

/**
 * What llama.vscode shows of an answer; "" where it drops it: nothing in it, the rest of the line again, or the lines
 * below again.
 */
export function trimmed(
  answer: string,
  { lineSuffix, blank }: Pick<PeerContext, 'lineSuffix' | 'blank'>,
  { lines, line }: Pick<Place, 'lines' | 'line'>,
): string {
  const text = withoutBlank(answer, blank).trimEnd();
  if (text.trim() === '' || text === lineSuffix) return '';
  const all = text.split('\n');
  if (repeatsBelow(all, lineSuffix, lines.slice(line + 1))) return '';
  let [first = ''] = all;
  if (lineSuffix === '') return text;
  // The rest of the line is there already; and nothing goes in between it and the line below.
  if (first.endsWith(lineSuffix)) first = first.slice(0, -lineSuffix.length);
  return first;
}

/** Without so many white space characters at its beginning, which the prompt left out. */
function withoutBlank(text: string, blank: number): string {
  const spaces = text.length - text.replace(/^[ \t]+/, '').length;
  return text.slice(Math.min(blank, spaces));
}

/** What comes after the cursor's line is what stands there, as far as the first line with something on it tells. */
function repeatsBelow(answer: readonly string[], lineSuffix: string, below: readonly string[]): boolean {
  const next = below.findIndex((one) => one.trim() !== '');
  if (next < 0) return false;
  const [first = '', ...others] = answer;
  if (first.trim() !== '' && first !== lineSuffix) return lineSuffix === '' && first === below[next];
  const start = others.findIndex((one) => one.trim() !== '');
  if (start < 0) return false;
  return others.slice(start).every((one, at) => one === below[next + at]);
}
