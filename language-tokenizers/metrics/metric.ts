import type { Tokenizer } from '../bpe/tokenizer';
import type { Sample } from './sample';

/** What a value counts, for those who show it. */
export type MetricUnit =
  | 'bits'
  | 'bits per byte'
  | 'bytes per token'
  | 'share'
  | 'tokens'
  | 'characters'
  | 'words'
  | 'count'
  | 'ratio';

/** One number of a metric. A number that can't be given honestly is refused, with the reason. */
export interface MetricValue {
  /** Name in JSON documents; '' for the only value of a metric. */
  readonly key: string;
  /** For people, read after the metric's name. */
  readonly label: string;
  /** Shares lie in 0..1. */
  readonly value: number | undefined;
  readonly unit: MetricUnit;
  /** Why there is no value, as a sentence without its full stop. */
  readonly refused?: string;
}

/** Examples that go with a metric, the most telling first. */
export interface MetricExamples {
  readonly key: string;
  readonly label: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

export interface MetricResult {
  readonly values: readonly MetricValue[];
  readonly examples?: readonly MetricExamples[];
}

/** What a metric is, whatever it is of. */
export interface MetricFacts {
  /** Unique and stable: what JSON documents call it. */
  readonly id: string;
  readonly name: string;
  /** One sentence. */
  readonly definition: string;
  /** Where the definition comes from: "standard definition", a paper. */
  readonly source: string;
  /** The definition, or its application to code, is ours. */
  readonly ours: boolean;
}

/** A metric of how a tokenizer reads a sample of texts. */
export interface SampleMetric extends MetricFacts {
  /** Tells the sample what to collect; what is returned reads the result when all texts are in. */
  prepare(sample: Sample): () => MetricResult | Promise<MetricResult>;
}

/** A metric of a tokenizer's vocabulary alone. */
export interface VocabularyMetric extends MetricFacts {
  measure(tokenizer: Tokenizer): MetricResult;
}

/** A metric and what came of it. */
export interface Measured {
  readonly metric: MetricFacts;
  readonly result: MetricResult;
}

export function valueOf(key: string, label: string, value: number, unit: MetricUnit): MetricValue {
  return { key, label, value, unit };
}

export function refusedValue(key: string, label: string, unit: MetricUnit, reason: string): MetricValue {
  return { key, label, value: undefined, unit, refused: reason };
}

/** A quotient; refused, with the reason, where there is nothing to divide by. */
export function quotient(
  key: string,
  label: string,
  [part, whole]: readonly [number, number],
  unit: MetricUnit,
  reason: string,
): MetricValue {
  return whole === 0 ? refusedValue(key, label, unit, reason) : valueOf(key, label, part / whole, unit);
}

export const NO_TOKENS = 'the sample has no tokens';
export const NO_IDENTIFIERS = 'the sample has no identifiers in a language that is known here';
