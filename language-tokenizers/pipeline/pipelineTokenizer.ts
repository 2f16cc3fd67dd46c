import type { EncodeOptions, Tokenizer, TokenRun, TokenView } from '../bpe/tokenizer';
import { WholeView } from '../bpe/wholeView';
import type { Normalized, Normalizer } from '../normalize/normalizer';
import { codePointStart } from '../text/codePoints';
import type { DocumentText } from '../text/documentText';
import type { AddedTokenJson } from '../tokenizerJson/tokenizerJson';
import { AddedTokens } from './addedTokens';
import { AlignedRunBuilder } from './alignedRun';
import type { PreTokenizer } from './preTokenizer';
import { unitIn, type Word } from './word';
import { WordCache } from './wordCache';
import type { WordModel } from './wordModel';

export interface Pipeline {
  readonly name: string;
  /** Our own if absent. */
  readonly engine?: Tokenizer['engine'];
  /** True if absent. */
  readonly exact?: boolean;
  readonly addedTokens: readonly AddedTokenJson[];
  readonly normalizer: Normalizer;
  readonly preTokenizer: PreTokenizer;
  readonly model: WordModel;
}

/** Takes the tokens of a text, each with its range in UTF-16 units; `bytes` is as in AlignedRunBuilder. */
type Sink = (id: number, start: number, end: number, bytes: number) => void;

/**
 * A tokenizer in the stages of Hugging Face's: added tokens cut the text, what is left is normalized, cut at added
 * tokens again and into words, and each word goes to the model.
 */
export class PipelineTokenizer implements Tokenizer {
  readonly name: string;
  readonly exact: boolean;
  readonly engine: Tokenizer['engine'];
  readonly vocabularySize: number;
  readonly specialTokens: ReadonlyMap<string, number>;
  private readonly added: ReadonlyMap<number, AddedTokenJson>;
  private readonly inOriginal: AddedTokens;
  private readonly inNormalized: AddedTokens;
  private readonly words: WordCache;

  constructor(private readonly pipeline: Pipeline) {
    const { addedTokens, model, name, normalizer } = pipeline;
    this.name = name;
    this.exact = pipeline.exact ?? true;
    this.engine = pipeline.engine ?? 'own';
    this.added = new Map(addedTokens.map((token) => [token.id, token]));
    this.specialTokens = new Map(
      addedTokens.filter(({ special }) => special).map(({ content, id }) => [content, id]),
    );
    this.vocabularySize = addedTokens.reduce((limit, { id }) => Math.max(limit, id + 1), model.idLimit);
    this.inOriginal = new AddedTokens(addedTokens, undefined);
    this.inNormalized = new AddedTokens(addedTokens, normalizer);
    this.words = new WordCache(model);
  }

  count(text: string, options?: EncodeOptions): number {
    let count = 0;
    this.tokenize(text, options, () => count++);
    return count;
  }

  encode(text: string, options?: EncodeOptions): TokenRun {
    const run = new AlignedRunBuilder(text);
    this.tokenize(text, options, (id, start, end, bytes) => run.add(id, start, end, bytes));
    return run.build();
  }

  tokenBytes(id: number): Uint8Array {
    const bytes = this.pipeline.model.tokenBytes(id);
    if (bytes) return bytes;
    const added = this.added.get(id);
    if (!added) throw new RangeError(`${this.name} has no token ${id}.`);
    return new TextEncoder().encode(added.content);
  }

  view(document: DocumentText): TokenView {
    return new WholeView(this, document);
  }

  private tokenize(given: string, options: EncodeOptions | undefined, sink: Sink): void {
    // Of the same length: half a pair has no UTF-8, and is U+FFFD there.
    const text = given.replaceAll(/[\ud800-\udfff]/gu, '\ufffd');
    const special = options?.special === 'tokens';
    let start = 0;
    for (const match of this.inOriginal.find(text, special)) {
      this.segment(text, start, match.start, special, sink);
      sink(match.id, match.start, match.end, 0);
      start = match.end;
    }
    this.segment(text, start, text.length, special, sink);
  }

  /** The part [from, to) of a text, between added tokens. */
  private segment(text: string, from: number, to: number, special: boolean, sink: Sink): void {
    if (from === to) return;
    const original = text.slice(from, to);
    const segment = new Segment(original, from, this.pipeline.normalizer.normalize(original));
    let start = 0;
    for (const match of this.inNormalized.find(segment.text, special)) {
      this.piece(segment, start, match.start, sink);
      sink(match.id, segment.source(match.start), segment.sourceEnd(match.end - 1), 0);
      start = match.end;
    }
    this.piece(segment, start, segment.text.length, sink);
  }

  /** The part [from, to) of a segment's normalized text. */
  private piece(segment: Segment, from: number, to: number, sink: Sink): void {
    if (from === to) return;
    const whole: Word = { text: segment.text.slice(from, to), start: from, prefix: 0 };
    // A piece that nothing was cut from begins where its text does, even if normalization dropped the first of it.
    const isAtStart = (word: Word): boolean =>
      segment.source(word.start) === 0 || (word === whole && from === 0 && segment.offset === 0);
    for (const word of this.pipeline.preTokenizer(whole, isAtStart)) this.word(segment, word, sink);
  }

  private word(segment: Segment, word: Word, sink: Sink): void {
    const { bytes, ends, ids, starts } = this.words.encode(word.text);
    let start = 0;
    for (let i = 0; i < ids.length; i++) {
      const end = ends[i]!;
      const own = bytes?.[i] ?? 0;
      if (starts) start = starts[i]!;
      const from = segment.source(unitIn(word, start));
      const to = segment.sourceEnd(unitIn(word, end - 1));
      sink(ids[i]!, from, to, own > 0 && segment.isSame(unitIn(word, start)) ? own : 0);
      if (!(own > 0 && ends[i + 1] === end)) start = end;
    }
  }
}

/** A part of a text with its normalized form. Offsets of the original are the whole text's. */
class Segment {
  readonly text: string;
  private readonly map: Normalized['map'];

  constructor(
    private readonly original: string,
    readonly offset: number,
    { map, text }: Normalized,
  ) {
    this.text = text;
    this.map = map;
  }

  /** Start of the original code point that a unit of the normalized text stands for. */
  source(unit: number): number {
    return this.offset + (this.map ? this.map.source(unit) : codePointStart(this.text, unit));
  }

  /** End of the same. */
  sourceEnd(unit: number): number {
    if (this.map) return this.offset + this.map.sourceEnd(unit);
    const start = codePointStart(this.text, unit);
    return this.offset + start + (this.text.codePointAt(start)! > 0xffff ? 2 : 1);
  }

  /** True where normalization left the code point as it was. */
  isSame(unit: number): boolean {
    return this.text.codePointAt(unit) === this.original.codePointAt(this.source(unit) - this.offset);
  }
}
