import type { WordTokens } from '../pipeline/wordModel';
import { bytesOfToken } from '../tokenizerJson/byteAlphabet';
import type { BpeJson } from '../tokenizerJson/models';

const encoder = new TextEncoder();

/**
 * Finds where in a word the library's tokens are, of which it says only how they are spelt: one after another by their
 * bytes. What matches no token is the unknown token's, or nobody's where there is none.
 */
export class WordAlignment {
  private readonly bytes: Uint8Array;
  /** UTF-16 start of the code point that each byte is of, and of what follows the last. */
  private readonly units: Uint32Array;

  constructor(
    word: string,
    private readonly isByteLevel: boolean,
    private readonly json: BpeJson,
  ) {
    this.bytes = encoder.encode(word);
    this.units = new Uint32Array(this.bytes.length + 1).fill(word.length);
    let [byte, unit] = [0, 0];
    for (const character of word) {
      const end = byte + encoder.encode(character).length;
      this.units.fill(unit, byte, end);
      byte = end;
      unit += character.length;
    }
  }

  align(tokens: readonly string[]): Omit<WordTokens, 'ids'> {
    const [starts, ends, bytes]: [number[], number[], number[]] = [[], [], []];
    let at = 0;
    for (let i = 0; i < tokens.length; i++) {
      const start = this.startOf(tokens[i]!, at);
      at = this.endAt(tokens[i]!, start) ?? this.unknownEnd(tokens[i + 1], start);
      this.add(start, at, starts, ends, bytes);
    }
    return { starts, ends, bytes };
  }

  private add(start: number, end: number, starts: number[], ends: number[], bytes: number[]): void {
    const { units } = this;
    const first = units.indexOf(units[start]!);
    const isPartial = first < start || this.isInside(end);
    starts.push(units[start]!);
    let widened = end;
    while (this.isInside(widened)) widened++;
    ends.push(Math.max(units[widened]!, units[start]!));
    bytes.push(isPartial ? end - first : 0);
  }

  /** Where a token begins that is to be found from a place on. */
  private startOf(token: string, from: number): number {
    if (token === this.json.unk_token) return from;
    for (let at = from; at < this.bytes.length; at = this.next(at))
      if (this.endAt(token, at) !== undefined) return at;
    return from;
  }

  /** Where a token at a place ends; undefined if it is not there. */
  private endAt(token: string, at: number): number | undefined {
    for (const spelling of this.spellings(token)) {
      const end = at + spelling.length;
      if (
        spelling.length > 0 &&
        end <= this.bytes.length &&
        spelling.every((byte, i) => this.bytes[at + i] === byte)
      )
        return end;
    }
    return undefined;
  }

  private unknownEnd(next: string | undefined, start: number): number {
    const { bytes, json } = this;
    let end = Math.min(bytes.length, this.next(start));
    if (!json.fuse_unk) return end;
    while (end < bytes.length && (next === undefined || this.endAt(next, end) === undefined))
      end = this.next(end);
    return end;
  }

  /** The bytes that a token may stand for, the likelier first. */
  private *spellings(token: string): Generator<Uint8Array> {
    const { json } = this;
    if (this.isByteLevel) {
      const bytes = bytesOfToken(token);
      if (bytes) yield bytes;
      return;
    }
    yield encoder.encode(token);
    const suffix = json.end_of_word_suffix;
    if (suffix !== '' && token.endsWith(suffix)) yield encoder.encode(token.slice(0, -suffix.length));
    const byte = json.byte_fallback ? /^<0x([0-9A-F]{2})>$/.exec(token)?.[1] : undefined;
    if (byte !== undefined) yield Uint8Array.of(parseInt(byte, 16));
  }

  /** The next place where a token may begin. */
  private next(at: number): number {
    if (this.isByteLevel) return at + 1;
    let next = at + 1;
    while (this.isInside(next)) next++;
    return next;
  }

  private isInside(at: number): boolean {
    return at > 0 && at < this.bytes.length && this.units[at] === this.units[at - 1];
  }
}
