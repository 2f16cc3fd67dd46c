import { kindOf, UNASSIGNED } from './characterKinds';
import { align, type AlignedCharacter, compose, decompose } from './formAlignment';
import type { Normalized, Normalizer } from './normalizer';
import { Rewriter } from './rewriter';

export type UnicodeForm = 'NFC' | 'NFD' | 'NFKC' | 'NFKD';

/*
 * Code points that may combine with what is before them: marks, vowel and final jamo, and what becomes one of these in
 * NFKC and NFKD (half-width kana marks, compatibility jamo). Everything else is where a piece can begin.
 */
const COMBINING = String.raw`\p{M}\u1160-\u11ff\u3131-\u318e\ud7b0-\ud7ff\uff9e-\uffdc`;
const COMBINES = new RegExp(`^[${COMBINING}]`, 'u');
/** A code point with what may combine with it, where one of them is not ASCII. */
const CLUSTERS = new RegExp(`(?:[^\\0-\\x7f]|[\\0-\\x7f](?=[${COMBINING}]))[${COMBINING}]*`, 'gu');

/**
 * NFC, NFD, NFKC or NFKD of Unicode 9. The host's own do the work: what a version of Unicode assigns keeps its forms
 * in all later ones, and what Unicode 9 does not have is left out here.
 */
export function unicodeForm(form: UnicodeForm): Normalizer {
  return {
    // For text that is in the form already, which nearly all is, the host's check is the whole cost. A text that the
    // host leaves alone is one that Unicode 9 leaves alone: each of its parts is in the form, too.
    normalize: (text) => (text.normalize(form) === text ? { text } : rewrite(text, form)),
    isBoundary: (text, offset) => !COMBINES.test(text.slice(offset, offset + 2)),
  };
}

function rewrite(text: string, form: UnicodeForm): Normalized {
  const rewriter = new Rewriter(text);
  let kept = 0;
  for (const { 0: cluster, index } of text.matchAll(CLUSTERS)) {
    if (cluster.normalize(form) === cluster) continue;
    for (const [at, piece] of assignedPieces(cluster)) {
      if (piece.normalize(form) === piece) continue;
      const start = index + at;
      rewriter.keep(kept, start);
      for (const { text: character, source } of normalizePiece(piece, form))
        rewriter.put(character, start + source);
      kept = start + piece.length;
    }
  }
  rewriter.keep(kept, text.length);
  return rewriter.finish();
}

/** The parts of a cluster between code points that Unicode 9 does not have, and their offsets. */
function assignedPieces(cluster: string): [number, string][] {
  const pieces: [number, string][] = [];
  let start = 0;
  let at = 0;
  for (const character of cluster) {
    if (kindOf(character.codePointAt(0)!) & UNASSIGNED) {
      if (at > start) pieces.push([start, cluster.slice(start, at)]);
      start = at + character.length;
    }
    at += character.length;
  }
  if (at > start) pieces.push([start, cluster.slice(start)]);
  return pieces;
}

function normalizePiece(piece: string, form: UnicodeForm): AlignedCharacter[] {
  const changes = decompose(piece, form === 'NFC' || form === 'NFD' ? 'NFD' : 'NFKD');
  return align(piece, form === 'NFC' || form === 'NFKC' ? compose(changes, piece.normalize(form)) : changes);
}
