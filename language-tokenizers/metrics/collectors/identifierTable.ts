import type { TokenizedText } from '../../merging/tokenizedText';
import { identifierPlaces } from '../identifiers';
import type { Collector } from '../sample';

/** Different identifiers that are told apart at the most; about 100 MB. */
export const IDENTIFIER_LIMIT = 200_000;

/** Token ids as a key: one id, or several with spaces between. */
type EncodingKey = number | string;

/** What is known of one identifier. */
export interface IdentifierRecord {
  occurrences: number;
  /** Occurrences that are one token, which is the identifier alone. */
  singles: number;
  /** How often it has which tokens. */
  readonly encodings: Map<EncodingKey, number>;
}

/** All occurrences of identifiers, by their names. */
export class IdentifierTable implements Collector {
  readonly records = new Map<string, IdentifierRecord>();
  /** All occurrences, those of names beyond the limit, too. */
  occurrences = 0;
  singles = 0;
  /** Occurrences inside one token that has more than the identifier and white space. */
  inLarger = 0;
  /** Tokens that have some part of an identifier, counted once for each. */
  tokens = 0;
  /** Occurrences of names beyond the limit. */
  leftOut = 0;

  constructor(private readonly limit: number) {}

  add(text: TokenizedText): void {
    const { ids } = text.tokens;
    for (const { start, end, first, limit, alone } of identifierPlaces(text)) {
      const count = limit - first;
      const isSingle = alone && count === 1;
      this.occurrences++;
      this.tokens += count;
      if (isSingle) this.singles++;
      else if (count === 1) this.inLarger++;
      const record = this.recordOf(text.text.slice(start, end));
      if (!record) {
        this.leftOut++;
        continue;
      }
      record.occurrences++;
      if (isSingle) record.singles++;
      const key = count === 1 ? ids[first]! : ids.subarray(first, limit).join(' ');
      record.encodings.set(key, (record.encodings.get(key) ?? 0) + 1);
    }
  }

  private recordOf(name: string): IdentifierRecord | undefined {
    let record = this.records.get(name);
    if (!record && this.records.size < this.limit) {
      record = { occurrences: 0, singles: 0, encodings: new Map() };
      // Of a slice, the engine would keep the whole text.
      this.records.set(ownCopy(name), record);
    }
    return record;
  }
}

/** The same text, which holds on to no longer one. */
function ownCopy(text: string): string {
  return decoder.decode(encoder.encode(text));
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export const identifierTable = (): IdentifierTable => new IdentifierTable(IDENTIFIER_LIMIT);

/** Ids of an encoding's key. */
export function idsOf(key: EncodingKey): number[] {
  return typeof key === 'number' ? [key] : key.split(' ').map(Number);
}
