import { ByteReader, ByteWriter } from '../text/byteStream';

/*
 * A vocabulary as one binary file. Varints are LEB128, everything is in the order of ranks:
 *
 *   bytes  0..4    "TKV2"
 *   bytes  4..20   digest of what the file was made from
 *   varint         flags, see below
 *   varint         number of ranks, n
 *   varint         number of ranks that merging makes
 *   n varints      length of each token, 0 for a rank without one
 *   n varints      with IDS: each id less its predecessor less one, zigzag
 *   256 varints    with BYTE_FALLBACK: ranks of the bytes' tokens
 *   varint         with UNKNOWN: rank of the token for what has none
 *   then           the tokens' bytes, nothing between
 */
const MAGIC = [0x54, 0x4b, 0x56, 0x32];
const DIGEST_LENGTH = 16;
const HEADER = MAGIC.length + DIGEST_LENGTH;

const CHARACTERS = 1;
const IDS = 2;
const BYTE_FALLBACK = 4;
const UNKNOWN = 8;
const FUSE_UNKNOWN = 16;

/** Bytes of the longest token that a vocabulary may have. */
export const LONGEST_TOKEN = 0xffff;

/** A vocabulary as its file has it; see Vocabulary for what the parts mean. */
export interface PackedVocabulary {
  /** What merging starts from: the bytes of UTF-8, or whole code points (as SentencePiece has it). */
  readonly symbols: 'bytes' | 'characters';
  /** Ranks below it are tokens that merging makes or starts from; those from it on are never made by merging. */
  readonly mergeable: number;
  /** Length in bytes of each rank's token; 0 for a rank without one. */
  readonly lengths: Uint16Array;
  /** All tokens' bytes in the order of ranks. */
  readonly bytes: Uint8Array;
  /** Token id of each rank; absent where ids are ranks. */
  readonly ids?: Uint32Array;
  /** Rank of each byte's token, 256 of them: what a code point without a token becomes. */
  readonly byteFallback?: Uint32Array;
  /** Rank of the token that stands for what has none. */
  readonly unknown?: number;
  /** Unknown code points in a row are one unknown token. */
  readonly fuseUnknown?: boolean;
}

/** All of a PackedVocabulary but its tokens. */
export type VocabularyOptions = Partial<Omit<PackedVocabulary, 'lengths' | 'bytes'>>;

/**
 * A vocabulary of tokens in the order of their ranks, all of them mergeable byte strings unless `options` say
 * otherwise. Throws a RangeError for a token over LONGEST_TOKEN.
 */
export function packTokens(
  tokens: readonly (Uint8Array | undefined)[],
  options: VocabularyOptions = {},
): PackedVocabulary {
  const lengths = new Uint16Array(tokens.length);
  let total = 0;
  // Not forEach, which skips the holes of an array.
  for (let rank = 0; rank < tokens.length; rank++) {
    const length = tokens[rank]?.length ?? 0;
    if (length > LONGEST_TOKEN) {
      throw new RangeError(`Token ${rank} has ${length} bytes, more than ${LONGEST_TOKEN}.`);
    }
    lengths[rank] = length;
    total += length;
  }
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const token of tokens) {
    if (!token) continue;
    bytes.set(token, at);
    at += token.length;
  }
  return { symbols: 'bytes', mergeable: tokens.length, ...options, lengths, bytes };
}

/** Writes a vocabulary file. `digest` has 16 bytes; throws a RangeError for one of another length. */
export function packVocabulary(vocabulary: PackedVocabulary, digest: Uint8Array): Uint8Array {
  if (digest.length !== DIGEST_LENGTH) throw new RangeError(`A digest has ${DIGEST_LENGTH} bytes.`);
  const { symbols, mergeable, lengths, bytes, ids, byteFallback, unknown, fuseUnknown } = vocabulary;
  const out = new ByteWriter(HEADER + 2 * lengths.length + bytes.length);
  out.bytes(MAGIC);
  out.bytes(digest);
  out.varint(
    (symbols === 'characters' ? CHARACTERS : 0) |
      (ids ? IDS : 0) |
      (byteFallback ? BYTE_FALLBACK : 0) |
      (unknown === undefined ? 0 : UNKNOWN) |
      (fuseUnknown ? FUSE_UNKNOWN : 0),
  );
  out.varint(lengths.length);
  out.varint(mergeable);
  for (const length of lengths) out.varint(length);
  if (ids) {
    let next = 0;
    for (const id of ids) {
      const difference = id - next;
      out.varint(difference < 0 ? -2 * difference - 1 : 2 * difference);
      next = id + 1;
    }
  }
  if (byteFallback) for (const rank of byteFallback) out.varint(rank);
  if (unknown !== undefined) out.varint(unknown);
  out.bytes(bytes);
  return out.written();
}

/** Reads a vocabulary file; throws an Error for anything else. The tokens' bytes are a view of the file. */
export function unpackVocabulary(file: Uint8Array): PackedVocabulary {
  if (!vocabularyDigest(file)) throw new Error('Not a vocabulary file of this version.');
  const input = new ByteReader(file, HEADER, 'The vocabulary file is cut short.');
  const flags = input.varint();
  const count = input.count();
  const mergeable = input.varint();
  const lengths = new Uint16Array(count);
  let total = 0;
  for (let rank = 0; rank < count; rank++) {
    lengths[rank] = input.varint();
    total += lengths[rank]!;
  }
  const ids = flags & IDS ? readIds(input, count) : undefined;
  const byteFallback =
    flags & BYTE_FALLBACK ? Uint32Array.from({ length: 256 }, () => input.varint()) : undefined;
  const unknown = flags & UNKNOWN ? input.varint() : undefined;
  const bytes = input.rest();
  if (bytes.length !== total) throw new Error('The vocabulary file is cut short.');
  return {
    symbols: flags & CHARACTERS ? 'characters' : 'bytes',
    mergeable,
    lengths,
    bytes,
    ...(ids && { ids }),
    ...(byteFallback && { byteFallback }),
    ...(unknown !== undefined && { unknown }),
    ...(flags & FUSE_UNKNOWN && { fuseUnknown: true }),
  };
}

/** Digest of what a vocabulary file was made from; undefined for anything that is no such file. */
export function vocabularyDigest(file: Uint8Array): Uint8Array | undefined {
  if (file.length < HEADER || MAGIC.some((byte, i) => file[i] !== byte)) return undefined;
  return file.subarray(MAGIC.length, HEADER);
}

function readIds(input: ByteReader, count: number): Uint32Array {
  const ids = new Uint32Array(count);
  let next = 0;
  for (let rank = 0; rank < count; rank++) {
    const zigzag = input.varint();
    const id = next + (zigzag & 1 ? -(zigzag + 1) / 2 : zigzag / 2);
    ids[rank] = id;
    next = id + 1;
  }
  return ids;
}
