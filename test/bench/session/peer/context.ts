/** A cursor as llama.vscode sees it. */
import { DEFAULTS } from './defaults';

/** A position in a text, from 0, in UTF-16 units. */
export interface Place {
  readonly lines: readonly string[];
  readonly line: number;
  readonly character: number;
}

export interface PeerContext {
  /** Whole lines above, each with its line break. */
  readonly prefix: string;
  /** The cursor's line up to it; "" where that is blank. */
  readonly prompt: string;
  /** The rest of the cursor's line, and whole lines below. */
  readonly suffix: string;
  readonly lineSuffix: string;
  /** White space characters before the cursor that `prompt` leaves out: what an answer repeats of them is cut. */
  readonly blank: number;
  /** White space characters that the cursor's line begins with. */
  readonly indent: number;
}

export function contextOf({ lines, line, character }: Place): PeerContext {
  const current = lines[line] ?? '';
  const before = current.slice(0, character);
  const lineSuffix = current.slice(character);
  const isBlank = before.trim() === '';
  const above = lines.slice(Math.max(0, line - DEFAULTS.prefixLines), line);
  const below = lines.slice(line + 1, line + 1 + DEFAULTS.suffixLines);
  return {
    prefix: above.map((one) => `${one}\n`).join(''),
    prompt: isBlank ? '' : before,
    suffix: [lineSuffix, ...below].join('\n') + '\n',
    lineSuffix,
    blank: isBlank ? before.length : 0,
    indent: current.length - current.trimStart().length,
  };
}

/** The place after a text was put in at another. */
export function placeAfter({ lines, line, character }: Place, text: string): Place {
  const current = lines[line] ?? '';
  const inserted = (current.slice(0, character) + text).split('\n');
  const last = inserted.at(-1) ?? '';
  const whole = [...inserted.slice(0, -1), last + current.slice(character)];
  return {
    lines: [...lines.slice(0, line), ...whole, ...lines.slice(line + 1)],
    line: line + inserted.length - 1,
    character: last.length,
  };
}
