import path from 'node:path';
import type { CompletionMode } from '../../../sidecar/protocol';
import { inOrderOf, readRows, type FimRow } from './rows';

/** A place to complete at, as an editor has it. */
export interface Cursor {
  readonly id: string;
  readonly prefix: string;
  readonly suffix: string;
  /** What stood between the two. */
  readonly truth: string;
  /** The program that decides whether a completion is right. */
  readonly program: (completion: string) => string;
}

/** One way to make cursors of the data. */
export interface Split {
  readonly name: string;
  readonly file: string;
  /** How far the model writes, whatever the hole held. */
  readonly mode: Exclude<CompletionMode, 'auto'>;
  readonly maxTokens: number;
  /** True where the hole ends with its line, as the published protocol of exact match has it. */
  readonly holeIsLine: boolean;
  cursors(rows: readonly FimRow[], seed: number): Cursor[];
}

/** Lines of the split `columns`: each is completed from each of its columns. */
const HELD_LINES = 200;

export const SPLITS: readonly Split[] = [
  {
    name: 'single-line',
    file: 'SingleLineInfilling.jsonl.gz',
    mode: 'line',
    maxTokens: 64,
    holeIsLine: true,
    cursors: (rows, seed) =>
      inOrderOf(
        seed,
        rows.map((row) => lineCursor(row, 0)),
      ),
  },
  {
    name: 'random-span-light',
    file: 'RandomSpanInfillingLight.jsonl.gz',
    mode: 'block',
    maxTokens: 192,
    holeIsLine: false,
    cursors: (rows, seed) => inOrderOf(seed, rows.map(spanCursor)),
  },
  {
    name: 'columns',
    file: 'SingleLineInfilling.jsonl.gz',
    mode: 'line',
    maxTokens: 64,
    holeIsLine: true,
    cursors: (rows, seed) => {
      const lines = inOrderOf(
        seed,
        rows.map((row) => ({ id: row.task_id, row })),
      ).slice(0, HELD_LINES);
      const all = lines.flatMap(({ row }) => columnsOf(row).map((column) => lineCursor(row, column)));
      return inOrderOf(seed, all);
    },
  },
];

/** The cursors of a split, in the order of `seed`; the first N are a sample. */
export async function readCursors(split: Split, dataFolder: string, seed: number): Promise<Cursor[]> {
  return split.cursors(await readRows(path.join(dataFolder, split.file)), seed);
}

/**
 * A cursor in the line that is missing, at `column` (0: it stands on an empty line). The hole of the data ends with
 * the line break; an editor's line has it after the cursor, and a completion of one line is without it.
 *
 * @throws when the hole is no line of its own
 */
function lineCursor(row: FimRow, column: number): Cursor {
  const { task_id: id, prompt, suffix, canonical_solution: hole } = row;
  const isLine = /^[^\n]*\n$/.test(hole) && (prompt === '' || prompt.endsWith('\n'));
  if (!isLine) throw new Error(`${id} is no single line.`);
  const line = hole.slice(0, -1);
  const before = prompt + line.slice(0, column);
  return {
    id: column === 0 ? id : `${id}@${column}`,
    prefix: before,
    suffix: `\n${suffix}`,
    truth: line.slice(column),
    program: (completion) => program(row, before, completion, `\n${suffix}`),
  };
}

/** Every place in the line before its last character that does not cut a character in two. */
function columnsOf({ canonical_solution: hole }: FimRow): number[] {
  const columns: number[] = [];
  for (let column = 0; column < hole.length - 1; column++) {
    const cutsPair = column > 0 && hole.codePointAt(column - 1)! > 0xffff;
    if (!cutsPair) columns.push(column);
  }
  return columns;
}

function spanCursor(row: FimRow): Cursor {
  const { task_id: id, prompt: prefix, suffix, canonical_solution: truth } = row;
  return { id, prefix, suffix, truth, program: (completion) => program(row, prefix, completion, suffix) };
}

/** The check program of HumanEval-Infilling. */
function program(row: FimRow, prefix: string, completion: string, suffix: string): string {
  return `${prefix}${completion}${suffix}\n${row.test}\ncheck(${row.entry_point})\n`;
}
