import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** A row of HumanEval-Infilling. */
export interface FimRow {
  readonly task_id: string;
  readonly entry_point: string;
  readonly prompt: string;
  readonly suffix: string;
  /** What the hole held. */
  readonly canonical_solution: string;
  readonly test: string;
}

/** Reads JSON lines compressed with gzip. */
export async function readRows(file: string): Promise<FimRow[]> {
  const text = (await promisify(gunzip)(await readFile(file))).toString('utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as FimRow);
}

/**
 * The items in an order that `seed` and their ids give: the first N of it are a sample that does not change when N
 * grows.
 */
export function inOrderOf<T extends { readonly id: string }>(seed: number, items: readonly T[]): T[] {
  const place = (id: string): string => createHash('sha256').update(`${seed}:${id}`).digest('hex');
  const placed = items.map((item) => ({ item, at: place(item.id) }));
  return placed.sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ item }) => item);
}
