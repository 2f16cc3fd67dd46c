import { writeUnits } from '../text/codeUnits';
import type { Encoding } from './encodings/encoding';
import { PretokenEncoder } from './pretokenEncoder';
import type { Scanner } from './scanners/scanner';
import type { Tokenizer, TokenRun } from './tokenizer';
import { TokenRunBuilder } from './tokenRunBuilder';
import type { Vocabulary } from './vocabulary';

/** Buffers up to this many units are kept from one text to the next. */
const KEPT_UNITS = 1 << 20;
/** A rough number of units to a token, for a first guess. */
const UNITS_PER_TOKEN = 3;

/** The byte-pair tokenizer of one encoding. */
export class BpeTokenizer implements Tokenizer {
  readonly name: string;
  readonly exact: boolean;
  readonly vocabularySize: number;
  /** For TokenDocument, which keeps what these find. */
  readonly scanner: Scanner;
  readonly encoder: PretokenEncoder;
  private readonly special: ReadonlyMap<number, string>;
  private kept = new Uint16Array(0);

  constructor(
    readonly encoding: Encoding,
    readonly vocabulary: Vocabulary,
  ) {
    this.name = encoding.name;
    this.exact = encoding.exact;
    this.scanner = encoding.createScanner();
    this.encoder = new PretokenEncoder(vocabulary);
    this.special = new Map(Object.entries(encoding.specialTokens).map(([text, id]) => [id, text]));
    this.vocabularySize = Math.max(vocabulary.size, ...[...this.special.keys()].map((id) => id + 1));
  }

  count(text: string): number {
    const units = this.unitsOf(text);
    const { scanner, encoder } = this;
    let count = 0;
    for (let start = 0; start < text.length;) {
      const end = scanner.next(units, start, text.length);
      count += encoder.encode(units, start, end);
      start = end;
    }
    return count;
  }

  encode(text: string): TokenRun {
    const units = this.unitsOf(text);
    const { scanner, encoder } = this;
    const capacity = Math.ceil(text.length / UNITS_PER_TOKEN) + 16;
    const run = new TokenRunBuilder(this.vocabulary, 0, 0, 0, capacity);
    for (let start = 0; start < text.length;) {
      const end = scanner.next(units, start, text.length);
      run.add(encoder, encoder.encode(units, start, end), units, start, end - start);
      start = end;
    }
    return run.build();
  }

  tokenBytes(id: number): Uint8Array {
    const token = this.vocabulary.token(id);
    if (token) return token.slice();
    const special = this.special.get(id);
    if (special === undefined) throw new RangeError(`${this.name} has no token ${id}.`);
    return new TextEncoder().encode(special);
  }

  private unitsOf(text: string): Uint16Array {
    let units = this.kept;
    if (units.length < text.length) {
      units = new Uint16Array(text.length);
      if (text.length <= KEPT_UNITS) this.kept = units;
    }
    writeUnits(text, units);
    return units;
  }
}
