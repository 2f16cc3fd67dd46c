import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Selection } from './scan/selection';

export const jsonOption = (): Option => new Option('--json', 'print one JSON document, and nothing else');

export const verboseOption = (): Option => new Option('--verbose', "show the model's loading and the log");

export const languageOption = (): Option =>
  new Option('--language <id>', 'language of the text (default: by the file name)');

/** For options that take a whole number of at least `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^[+-]?\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`It must be a whole number of at least ${least}.`);
    }
    return value;
  };
}

export function decimalNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value) || value < least) {
      throw new InvalidArgumentError(`It must be a number of at least ${least}.`);
    }
    return value;
  };
}

/** Larger files in a folder are data, not code. */
const MAX_BYTES = 10_000_000;

/** For an option that may be repeated. */
export const gather = (value: string, before: string[]): string[] => [...before, value];

/** What {@link addSelectionOptions} adds. */
export interface SelectionOptions {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly ignore: boolean;
  readonly maxBytes: number;
}

/** Options that choose among a folder's files. @param verb what the command does to them */
export function addSelectionOptions(command: Command, verb: string): Command {
  return command
    .option(
      '--include <pattern>',
      `${verb} only files that match, as in .gitignore (may be repeated)`,
      gather,
      [],
    )
    .option('--exclude <pattern>', 'leave out what matches, as in .gitignore (may be repeated)', gather, [])
    .option('--no-ignore', `${verb} what .gitignore leaves out, and node_modules`)
    .option('--max-bytes <n>', 'leave out larger files of a folder', wholeNumber(0), MAX_BYTES);
}

export function selectionOf({ include, exclude, maxBytes, ignore }: SelectionOptions): Selection {
  return { include, exclude, maxBytes, useIgnoreFiles: ignore };
}

/** Options that say whether progress is shown; neither of them: in a terminal. */
export function addProgressOptions(command: Command): Command {
  return command
    .option('--progress', 'say on standard error how far it is (default: in a terminal)')
    .option('--no-progress', 'do not');
}
