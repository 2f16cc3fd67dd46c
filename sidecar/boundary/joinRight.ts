import { cursorOf, isWhole } from '../stops/cursor';
import { meetRest } from '../stops/meeting';
import { restOfLine } from '../stops/text';

/**
 * How what was written joins the rest of the cursor's line.
 *
 * free: there is no rest to join, or too little to tell by. met: the text writes the rest again, where brackets and
 * quotes balance: it ends before that. closed: the model ended its text, and the rest can follow on it. open: the line
 * is not finished yet. apart: the line ended and never came to the rest, or the rest can't follow on it.
 */
export type Join = 'free' | 'met' | 'closed' | 'open' | 'apart';

export interface JoinRight {
  readonly join: Join;
  /** How many UTF-16 units of the text stand between the cursor and the rest of its line. */
  readonly keep: number;
}

export interface JoinRequest {
  /** What was written so far. */
  readonly text: string;
  /** True once nothing more comes because the model said so, and not for a lack of tokens or time. */
  readonly ended: boolean;
  /** Text before and after the cursor, LF line ends. */
  readonly prefix: string;
  readonly suffix: string;
}

/** Non-blank characters of the rest of a line, below which it may stand anywhere by chance. */
const LEAST = 2;

/**
 * The right-hand boundary of FIM-SE (arXiv 2405.17103) for models that were not trained on it: a middle must join the
 * rest of its line (F-Suffix). What a stop rule and a filter do with the same reading of the line ends and trims the
 * text; this says of a finished one whether it is worth showing.
 */
export function joinRight({ text, ended, prefix, suffix }: JoinRequest): JoinRight {
  const cursor = cursorOf(prefix, suffix);
  if (cursor.rest.replace(/\s/g, '').length < LEAST) return { join: 'free', keep: text.length };

  // A line break at the end stands for the end of the text: words of the rest have to end their line.
  const met = meetRest(ended ? `${text}\n` : text, cursor);
  if (met) return { join: 'met', keep: Math.min(met.keep, text.length) };
  const line = text.indexOf('\n');
  if (line >= 0) return { join: 'apart', keep: line };
  if (!ended) return { join: 'open', keep: text.length };
  return { join: isWhole(cursor, text) ? 'closed' : 'apart', keep: text.length };
}

/**
 * Factor in (0, 1] for the score of a completion: one that does not join the rest of its line is as a rule wrong, yet
 * now and then the brackets are counted wrong (comments), so it is not thrown away.
 */
export function joinScore(join: Join): number {
  return join === 'apart' ? 0.25 : 1;
}

/**
 * The middle of an answer that ends with the rest of the cursor's line, as models write that were trained on FIM-SE;
 * undefined where it does not end so, which means that the answer failed. White space at the line's end does not count.
 */
export function withoutRest(text: string, suffix: string): string | undefined {
  const rest = restOfLine(suffix).trimEnd();
  const whole = text.trimEnd();
  if (rest === '') return text;
  return whole.endsWith(rest) ? whole.slice(0, whole.length - rest.length) : undefined;
}
