import type { Tokenizer } from '../bpe/tokenizer';
import type { TokenizedText } from '../merging/tokenizedText';
import type { Measured, SampleMetric, VocabularyMetric } from './metric';
import { Sample } from './sample';
import { bitsPerByte } from './sample/bitsPerByte';
import { bytesPerToken } from './sample/bytesPerToken';
import { capacityUtilisation } from './sample/capacityUtilisation';
import { encodings } from './sample/encodings';
import { entropy } from './sample/entropy';
import { fragmentation } from './sample/fragmentation';
import { purity } from './sample/purity';
import { qtokClasses } from './sample/qtokClasses';
import { renyi } from './sample/renyi';
import { segmentations } from './sample/segmentations';
import { sticky } from './sample/sticky';
import { tokenLength } from './sample/tokenLength';
import { zlib } from './sample/zlib';
import { classes } from './vocabulary/classes';
import { size } from './vocabulary/size';
import { unreachable } from './vocabulary/unreachable';

/** The registry of what is measured on texts, in the order in which it is shown. */
export const SAMPLE_METRICS: readonly SampleMetric[] = [
  bytesPerToken,
  bitsPerByte,
  entropy,
  capacityUtilisation,
  renyi,
  zlib,
  fragmentation,
  purity,
  tokenLength,
  encodings,
  segmentations,
  qtokClasses,
  sticky,
];

/** The registry of what is measured on a vocabulary alone. */
export const VOCABULARY_METRICS: readonly VocabularyMetric[] = [size, classes, unreachable];

/** Takes metrics of one tokenizer on texts that come one by one, and need not be kept. */
export class Measurement {
  private readonly sample: Sample;
  private readonly prepared;

  constructor(tokenizer: Tokenizer, metrics: readonly SampleMetric[] = SAMPLE_METRICS) {
    this.sample = new Sample(tokenizer);
    this.prepared = metrics.map((metric) => ({ metric, read: metric.prepare(this.sample) }));
  }

  /** The next text only when the promise has resolved. */
  add(text: TokenizedText): Promise<void> {
    return this.sample.add(text);
  }

  /** The results, once all texts are in; asked once. */
  async results(): Promise<Measured[]> {
    const results: Measured[] = [];
    for (const { metric, read } of this.prepared) results.push({ metric, result: await read() });
    return results;
  }
}

export function measureVocabulary(
  tokenizer: Tokenizer,
  metrics: readonly VocabularyMetric[] = VOCABULARY_METRICS,
): Measured[] {
  return metrics.map((metric) => ({ metric, result: metric.measure(tokenizer) }));
}
