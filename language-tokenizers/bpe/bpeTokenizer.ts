import { writeUnits } from '../text/codeUnits';
import type { DocumentText } from '../text/documentText';
import { BpeView } from './bpeView';
import type { BpeModel } from './model';
import { PretokenEncoder } from './pretokenEncoder';
import type { Scanner } from './scanners/scanner';
import { MIDDLE_UNITS } from './pretokenTables';
import { SpecialTokens } from './specialTokens';
import type { EncodeOptions, Tokenizer, TokenRun, TokenView } from './tokenizer';
import { TokenRunBuilder } from './tokenRunBuilder';
import type { Vocabulary } from './vocabulary';
import { WholeView } from './wholeView';

/** Buffers up to this many units are kept from one text to the next. */
const KEPT_UNITS = 1 << 20;
/** A rough number of units to a token, for a first guess. */
const UNITS_PER_TOKEN = 3;

/** A byte-pair tokenizer. */
export class BpeTokenizer implements Tokenizer {
  readonly name: string;
  readonly exact: boolean;
  readonly engine = 'own';
  readonly vocabulary: Vocabulary;
  readonly vocabularySize: number;
  readonly specialTokens: ReadonlyMap<string, number>;
  /** For views of documents, which keep what these find. */
  readonly scanner: Scanner;
  readonly encoder: PretokenEncoder;
  private readonly special: SpecialTokens;
  private kept = new Uint16Array(0);

  /** Throws a RangeError for a vocabulary that has no tokens for some texts. */
  constructor(readonly model: BpeModel) {
    const { exact, name, vocabulary, wholes } = model;
    if (!vocabulary.isComplete())
      throw new RangeError(`The vocabulary of ${name} has no token for some bytes.`);
    this.name = name;
    this.exact = exact;
    this.vocabulary = vocabulary;
    this.scanner = model.createScanner();
    this.encoder = new PretokenEncoder(vocabulary, wholes);
    this.special = new SpecialTokens(model.specialTokens);
    this.specialTokens = this.special.ids;
    this.vocabularySize = Math.max(
      vocabulary.idLimit,
      ...[...this.specialTokens.values()].map((id) => id + 1),
    );
  }

  count(text: string, options?: EncodeOptions): number {
    const units = this.unitsOf(text);
    if (options?.special !== 'tokens') return this.countRange(units, 0, text.length);
    let count = 0;
    let start = 0;
    for (const { index, length } of this.special.matches(text)) {
      count += this.countRange(units, start, index) + 1;
      start = index + length;
    }
    return count + this.countRange(units, start, text.length);
  }

  encode(text: string, options?: EncodeOptions): TokenRun {
    const units = this.unitsOf(text);
    const capacity = Math.ceil(text.length / UNITS_PER_TOKEN) + 16;
    const run = new TokenRunBuilder(this.vocabulary, 0, 0, 0, capacity);
    let start = 0;
    if (options?.special === 'tokens') {
      for (const { index, id, length, bytes } of this.special.matches(text)) {
        this.encodeRange(units, start, index, run);
        run.addSpecial(id, length, bytes);
        start = index + length;
      }
    }
    this.encodeRange(units, start, text.length, run);
    return run.build();
  }

  tokenBytes(id: number): Uint8Array {
    const rank = this.vocabulary.rankOf(id);
    if (rank !== undefined) return this.vocabulary.token(rank)!.slice();
    const special = this.special.texts.get(id);
    if (special === undefined) throw new RangeError(`${this.name} has no token ${id}.`);
    return new TextEncoder().encode(special);
  }

  view(document: DocumentText): TokenView {
    return this.scanner.whole ? new WholeView(this, document) : new BpeView(this, document);
  }

  private countRange(units: Uint16Array, from: number, limit: number): number {
    const { scanner, encoder } = this;
    let count = 0;
    for (let start = from; start < limit;) {
      const end = scanner.next(units, start, limit);
      count += encoder.encode(units, start, end);
      start = end;
    }
    return count;
  }

  private encodeRange(units: Uint16Array, from: number, limit: number, run: TokenRunBuilder): void {
    const { scanner, encoder } = this;
    for (let start = from; start < limit;) {
      const end = scanner.next(units, start, limit);
      run.add(encoder, encoder.encode(units, start, end), units, start, end - start);
      start = end;
    }
  }

  private unitsOf(text: string): Uint16Array {
    let units = this.kept;
    if (units.length < text.length) {
      // The encoder reads a few units at once: so it may at the end, too.
      units = new Uint16Array(text.length + MIDDLE_UNITS);
      if (text.length <= KEPT_UNITS) this.kept = units;
    }
    writeUnits(text, units);
    return units;
  }
}
