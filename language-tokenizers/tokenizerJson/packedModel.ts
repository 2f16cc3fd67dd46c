import { packVocabulary, unpackVocabulary, vocabularyDigest } from '../bpe/vocabularyFormat';
import { ByteReader, ByteWriter } from '../text/byteStream';
import type { BpeParts } from './bpeParts';
import { normalizer, preTokenizer } from './parts';
import { flag, id, listOf, object, optional } from './shape';
import { addedToken } from './tokenizerJson';

/*
 * The parts of a byte-pair tokenizer as one binary file, so that a tokenizer.json need not be worked out twice:
 *
 *   bytes  0..4   "TKM1"
 *   varint        bytes of the settings
 *   settings      JSON: all parts but the vocabulary
 *   then          a vocabulary file, whose digest is of what the parts were made from
 */
const MAGIC = [0x54, 0x4b, 0x4d, 0x31];
const CUT_SHORT = 'The packed tokenizer is cut short.';

const settings = object<Omit<BpeParts, 'vocabulary'>>({
  modelSize: id,
  ignoreMerges: flag,
  addedTokens: listOf(addedToken),
  normalizer: optional(normalizer, undefined),
  preTokenizer: optional(preTokenizer, undefined),
});

/** Writes the parts. `digest` has 16 bytes; throws a RangeError for one of another length. */
export function packModel({ vocabulary, ...rest }: BpeParts, digest: Uint8Array): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(rest));
  const file = packVocabulary(vocabulary, digest);
  const out = new ByteWriter(MAGIC.length + 8 + json.length + file.length);
  out.bytes(MAGIC);
  out.varint(json.length);
  out.bytes(json);
  out.bytes(file);
  return out.written();
}

/** Reads what packModel wrote; throws an Error for anything else. The tokens' bytes are a view of the file. */
export function unpackModel(file: Uint8Array): BpeParts {
  const { json, rest } = partsOf(file);
  const parsed = JSON.parse(new TextDecoder().decode(json)) as unknown;
  return { ...settings(parsed, ''), vocabulary: unpackVocabulary(rest) };
}

/** Digest of what a packed tokenizer was made from; undefined for anything that is none. */
export function modelDigest(file: Uint8Array): Uint8Array | undefined {
  if (MAGIC.some((byte, i) => file[i] !== byte)) return undefined;
  return vocabularyDigest(partsOf(file).rest);
}

function partsOf(file: Uint8Array): { readonly json: Uint8Array; readonly rest: Uint8Array } {
  if (MAGIC.some((byte, i) => file[i] !== byte)) throw new Error('Not a packed tokenizer of this version.');
  const input = new ByteReader(file, MAGIC.length, CUT_SHORT);
  const length = input.count();
  const rest = input.rest();
  return { json: rest.subarray(0, length), rest: rest.subarray(length) };
}
