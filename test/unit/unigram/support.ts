import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { TokenRun } from '../../../language-tokenizers/bpe/tokenizer';
import { byteStartOf } from '../../../language-tokenizers/bpe/tokenRuns';
import { ByteOffsets } from '../../../language-tokenizers/text/byteOffsets';
import {
  readTokenizerJson,
  type TokenizerJson,
} from '../../../language-tokenizers/tokenizerJson/tokenizerJson';

/** A text, its ids, and the ranges in code points that the reference gives for them. */
type Case = readonly [text: string, ids: readonly number[], offsets: readonly number[]];

export interface Variant {
  readonly name: string;
  readonly json: TokenizerJson;
  readonly cases: readonly Case[];
}

interface GoldenFile {
  readonly tokenizer: { readonly model: object };
  readonly variants: readonly {
    readonly name: string;
    readonly parts: { readonly model?: object };
    readonly cases: readonly Case[];
  }[];
}

/** A file made by test/fixtures/tokenizers/make_unigram.py. */
export function readVariants(path: string): Variant[] {
  const { tokenizer, variants } = JSON.parse(readFileSync(path, 'utf8')) as GoldenFile;
  return variants.map(({ cases, name, parts }) => ({
    name,
    json: readTokenizerJson({ ...tokenizer, ...parts, model: { ...tokenizer.model, ...parts.model } }),
    cases,
  }));
}

/** Expects a run to have the reference's ids, and its ranges but for two ways in which ours say more. */
export function expectAsReference(run: TokenRun, [text, ids, offsets]: Case, hasByteTokens = false): void {
  const points = Array.from(text);
  const before = (unit: number): number => Array.from(text.slice(0, unit)).length;
  expect([...run.ids], text).toEqual(ids);
  for (let i = 0; i < run.length; i++) {
    const [start, end] = [before(run.starts[i]!), before(run.ends[i]!)];
    const [from, to] = [offsets[2 * i]!, offsets[2 * i + 1]!];
    // Bytes of one code point among those of others: the reference gives all of them the range of all.
    if (hasByteTokens && to > from + 1 && from <= start && end <= to) continue;
    expect(start, text).toBe(from);
    // Marks that normalization dropped are nobody's there.
    if (end !== to) expect(points.slice(to, end).join(''), text).toMatch(/^\p{M}+$/u);
  }
}

/** Expects what every run promises. */
export function expectWellFormed(run: TokenRun, text: string): void {
  expect(fault(run, text), text).toBeUndefined();
}

function fault(run: TokenRun, text: string): string | undefined {
  const offsets = new ByteOffsets(text);
  for (let i = 0; i < run.length; i++) {
    const [start, end] = [run.starts[i]!, run.ends[i]!];
    const [byteStart, byteEnd] = [byteStartOf(run, i), run.byteEnds[i]!];
    const last = i > 0 ? run.ends[i - 1]! : 0;
    const isShared = start < last;
    if (start >= end || end < last || end > text.length) return `units of ${i}`;
    if (byteStart > byteEnd || byteStart < (i > 0 ? run.byteEnds[i - 1]! : 0)) return `bytes of ${i}`;
    if (byteEnd > offsets.byteLength) return `the end of ${i}`;
    const isWhole = byteStart === offsets.toByte(start) && byteEnd === offsets.toByte(end);
    if (run.partial[i] === 0 && (!isWhole || isShared)) return `offsets of ${i}`;
    if (isShared && run.partial[i - 1] === 0) return `the token before ${i}`;
    if (i > 0 && !run.byteStarts && start > last) return `what is before ${i}`;
  }
  return undefined;
}
