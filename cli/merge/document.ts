import type { Tokenizer } from '../../language-tokenizers/bpe/tokenizer';
import { STRADDLER } from '../../language-tokenizers/merging/alignment';
import type { DecoderModel, KvType } from '../../language-tokenizers/merging/flops/decoder';
import { NO_WINDOWS, type Windows } from '../../language-tokenizers/merging/flops/lengths';
import { decoderTable, flopsTable, referenceTable } from '../../language-tokenizers/merging/flops/table';
import {
  type MergeCounts,
  type MergeRatios,
  ratiosOf,
} from '../../language-tokenizers/merging/report/counts';
import type { MergeIndex } from '../../language-tokenizers/merging/report/mergeIndex';
import type { UnitChoice } from '../../language-tokenizers/merging/unitChoice';
import type { MergeResult } from './mergePath';

/** Straddlers' texts that are shown. */
const STRADDLERS = 20;

export interface DocumentOptions {
  readonly choice: UnitChoice;
  readonly windowSizes: readonly number[];
  readonly decoders: readonly DecoderModel[];
  readonly kvType: KvType;
  /** Identifiers that are shown. */
  readonly top: number;
  /** UTF-16 range of the only text. */
  readonly selection?: { readonly start: number; readonly end: number } | undefined;
  readonly withGroups: boolean;
}

export type CountsAndRatios = MergeCounts & MergeRatios;

/** What the paper says, which is not what is measured here. */
export const PUBLISHED = {
  figure: '1 to 19 % fewer FLOPs over six models and three tasks',
  source:
    'Saad et al., On the Effect of Token Merging on Pre-trained Models for Code, arXiv 2507.14423 (abstract)',
} as const;

/** Whose formulas the operations are by. */
export const FORMULAS = {
  encoders: 'per layer 8nd² + 4n²d - 4nd + hn² + 4ndf - nd, as published with ALPINE by the same group',
  decoders: 'cross-attention, decoders, prefill and KV cache: ours, after Saad et al.',
  rules: 'which tokens are merged: ours, after Saad et al., who print no rules',
} as const;

/** All that `merge --json` prints. */
export function mergeDocument(result: MergeResult, tokenizer: Tokenizer, options: DocumentOptions) {
  const { tally, index, files } = result;
  const windowsFor = (context: number): Windows =>
    tally.windows[options.windowSizes.indexOf(context)] ?? NO_WINDOWS;
  const single = index && files[0];
  return {
    tokenizer: tokenizer.name,
    exact: tokenizer.exact,
    units: options.choice,
    path: single?.path,
    language: single?.language,
    errors: single ? single.errors === true : undefined,
    withoutUnits: single?.withoutUnits,
    base: { files: files.length, ...withRatios(tally.counts) },
    strategies: result.strategies,
    learnedFrom: result.learnedFrom,
    published: PUBLISHED,
    formulas: FORMULAS,
    flops: flopsTable(windowsFor),
    flopsReference: referenceTable(),
    decoders: decoderTable(options.decoders, windowsFor, options.kvType),
    straddlers: straddlersOf(result, tokenizer),
    identifiers: tally.identifiers
      .slice(0, options.top)
      .map(({ text, occurrences, cost }) => ({ text, tokens: cost / occurrences, occurrences, cost })),
    functions: index && functionsOf(index),
    selection: index && options.selection && selectionOf(index, options.selection),
    groups: index && options.withGroups ? groupsOf(index) : undefined,
    files: index ? undefined : files,
    skipped: index ? undefined : result.skipped,
  };
}

export type MergeDocument = ReturnType<typeof mergeDocument>;

export function withRatios(counts: MergeCounts): CountsAndRatios {
  return { ...counts, ...ratiosOf(counts) };
}

function functionsOf(index: MergeIndex) {
  return index
    .functions()
    .map(({ name, start, end, counts }) => ({ name, start, end, ...withRatios(counts) }));
}

function selectionOf(index: MergeIndex, { start, end }: { readonly start: number; readonly end: number }) {
  return { start, end, ...withRatios(index.between(start, end)) };
}

function straddlersOf({ tally: { counts, straddlers } }: MergeResult, tokenizer: Tokenizer) {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const texts = [...straddlers]
    .sort(([a, count], [b, other]) => other - count || a - b)
    .slice(0, STRADDLERS)
    .map(([id, count]) => ({ id, text: decoder.decode(tokenizer.tokenBytes(id)), count }));
  return { count: counts.straddlers, share: ratiosOf(counts).straddlerShare, texts };
}

/** Groups of several tokens for a runtime; every other token stays alone. See docs/merging.md. */
function groupsOf({ groupEnds, aligned, text }: MergeIndex) {
  const ranges: [number, number][] = [];
  let start = 0;
  for (const end of groupEnds) {
    if (end - start > 1) ranges.push([start, end]);
    start = end;
  }
  return {
    tokens: text.tokens.length,
    length: groupEnds.length,
    rule: 'average',
    ranges,
    straddlers: Array.from(aligned.keys()).filter((i) => aligned[i] === STRADDLER),
    absolutePositions: 'unchanged',
    relativePositions: 'of the first token',
  };
}
