/*
 * A vocabulary as one binary file, all numbers little-endian:
 *
 *   bytes  0..4    "TKV1"
 *   bytes  4..8    number of ids, n
 *   bytes  8..24   digest of what the file was made from
 *   n bytes        length of each token in id order, 0 for an id without a token
 *   then           the tokens' bytes in id order, nothing between
 */
const MAGIC = 0x31_56_4b_54;
const DIGEST_AT = 8;
const DIGEST_LENGTH = 16;
const LENGTHS_AT = DIGEST_AT + DIGEST_LENGTH;

/** What a vocabulary file holds. The arrays are views of the file. */
export interface PackedVocabulary {
  /** Length in bytes of each id's token; 0 for an id without one. */
  readonly lengths: Uint8Array;
  /** All tokens' bytes in id order. */
  readonly bytes: Uint8Array;
}

/**
 * Packs tokens, ids being their indices. `digest` has 16 bytes. Throws a RangeError for a token over 255 bytes or
 * a digest of another length.
 */
export function packVocabulary(tokens: readonly (Uint8Array | undefined)[], digest: Uint8Array): Uint8Array {
  if (digest.length !== DIGEST_LENGTH) throw new RangeError(`A digest has ${DIGEST_LENGTH} bytes.`);
  const total = tokens.reduce((sum, token) => sum + (token?.length ?? 0), 0);
  const file = new Uint8Array(LENGTHS_AT + tokens.length + total);
  const view = new DataView(file.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, tokens.length, true);
  file.set(digest, DIGEST_AT);
  let at = LENGTHS_AT + tokens.length;
  tokens.forEach((token, id) => {
    if (!token) return;
    if (token.length > 255) throw new RangeError(`Token ${id} has ${token.length} bytes, more than 255.`);
    file[LENGTHS_AT + id] = token.length;
    file.set(token, at);
    at += token.length;
  });
  return file;
}

/** Reads a vocabulary file; throws an Error for anything else. */
export function unpackVocabulary(file: Uint8Array): PackedVocabulary {
  const count = checkedCount(file);
  const lengths = file.subarray(LENGTHS_AT, LENGTHS_AT + count);
  const bytes = file.subarray(LENGTHS_AT + count);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (lengths.length !== count || bytes.length !== total)
    throw new Error('The vocabulary file is cut short.');
  return { lengths, bytes };
}

/** Digest of what a vocabulary file was made from; undefined for anything that is no such file. */
export function vocabularyDigest(file: Uint8Array): Uint8Array | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < LENGTHS_AT || view.getUint32(0, true) !== MAGIC) return undefined;
  return file.subarray(DIGEST_AT, LENGTHS_AT);
}

function checkedCount(file: Uint8Array): number {
  if (!vocabularyDigest(file)) throw new Error('Not a vocabulary file of this version.');
  return new DataView(file.buffer, file.byteOffset, file.byteLength).getUint32(4, true);
}
