import { Command } from 'commander';
import { codePointStart } from '../language-tokenizers/text/codePoints';
import { LineIndex } from '../language-tokenizers/text/lineIndex';
import type { CursorWindow } from '../sidecar/protocol';
import { InputError } from './errors';
import { wholeNumber } from './options';

/** Characters sent to the sidecar, which cuts them to its budget in tokens. */
const MAX_PREFIX = 200_000;
const MAX_SUFFIX = 50_000;

/** A place in a file, from 1; columns in UTF-16 units. */
export interface CursorOptions {
  readonly line: number;
  readonly column: number;
}

/** A command about a place in a file. */
export function cursorCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument('<file>', 'file to read, - for standard input')
    .requiredOption('-l, --line <n>', 'line of the cursor, counted from 1', wholeNumber(1))
    .requiredOption('-c, --column <n>', 'column in UTF-16 units, counted from 1', wholeNumber(1));
}

/** Line and column count from 1, columns in UTF-16 units. Throws an InputError for a place that the text has not. */
export function windowAt(text: string, line: number, column: number): CursorWindow {
  const lines = new LineIndex(text);
  if (line > lines.lineCount) {
    throw new InputError(`There is no line ${line}: the text has ${lines.lineCount} lines.`);
  }
  const offset = lines.lineStart(line - 1) + column - 1;
  const last = lines.lineEnd(line - 1) - lines.lineStart(line - 1) + 1;
  if (column > last)
    throw new InputError(`There is no column ${column} in line ${line}: it ends at ${last}.`);
  if (codePointStart(text, offset) !== offset) {
    throw new InputError(`Column ${column} in line ${line} is inside a character.`);
  }
  const start = codePointStart(text, Math.max(0, offset - MAX_PREFIX));
  const end = codePointStart(text, Math.min(text.length, offset + MAX_SUFFIX));
  const lf = (part: string): string => part.replace(/\r\n?/g, '\n');
  return {
    prefix: lf(text.slice(start, offset)),
    suffix: lf(text.slice(offset, end)),
    prefixComplete: start === 0,
    suffixComplete: end === text.length,
  };
}
