import { createHash } from 'node:crypto';
import type { Vocabulary } from '../../engine/engine';

/** Tells vocabularies apart: the SHA-256 of all tokens in their order, in hexadecimal digits. */
export function vocabularyDigest(vocabulary: Pick<Vocabulary, 'size' | 'tokenBytes'>): string {
  const pieces = Array.from({ length: vocabulary.size }, (_, id) => vocabulary.tokenBytes(id));
  const lengths = Int32Array.from(pieces, (bytes) => bytes.length);
  return createHash('sha256').update(lengths).update(Buffer.concat(pieces)).digest('hex');
}
