import type { Tokenizer } from '../../language-tokenizers/bpe/tokenizer';
import { type Canonicality, canonicality } from '../../language-tokenizers/metrics/canonicality';
import { tokenText } from '../../language-tokenizers/metrics/tokenText';
import { InputError, reasonOf } from '../errors';
import { readSource } from '../files/source';
import type { Host } from '../host';
import { visible } from '../output/table';

/** Reads a JSON list of token ids, or of such as an object's `ids` or `tokens` (what `tokens --json` prints). */
export async function readIds(file: string, host: Host): Promise<number[]> {
  const { text } = await readSource(file, host);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new InputError(`${file} is no JSON: ${reasonOf(error)}`);
  }
  const ids = idsIn(document);
  if (!ids) throw new InputError(`${file} holds no list of token ids.`);
  return ids;
}

export function checkIds(tokenizer: Tokenizer, ids: readonly number[]): Canonicality {
  try {
    return canonicality(tokenizer, ids);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(reasonOf(error));
  }
}

export function canonicalityText(tokenizer: Tokenizer, found: Canonicality): string {
  const name = `${tokenizer.name}: ${found.ids} ids`;
  if (found.kind === 'notText') return `${name} that decode to no text\n`;
  if (found.kind === 'canonical') return `${name}, the very ones that encoding their text gives\n`;
  const shown = (ids: readonly number[]): string =>
    ids.map((id) => visible(tokenText(tokenizer, id))).join('|');
  const lines = found.detours.map(
    (one) =>
      `  bytes ${one.byteStart}..${one.byteEnd}: ${shown(one.given)} for ${shown(one.canonical)} (${one.given.join(' ')} for ${one.canonical.join(' ')})\n`,
  );
  return `${name}; encoding their text gives ${found.canonical}, other ones at ${lines.length} ${lines.length === 1 ? 'place' : 'places'}\n${lines.join('')}`;
}

function idsIn(document: unknown): number[] | undefined {
  if (Array.isArray(document)) {
    const ids = document.map((one: unknown) => (isObject(one) ? one['id'] : one));
    return ids.every((id): id is number => Number.isInteger(id)) ? ids : undefined;
  }
  if (!isObject(document)) return undefined;
  return idsIn(document['ids'] ?? document['tokens'] ?? undefined);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
