/** Units other than white space that a text must have for it to count as copied. */
const LEAST_CHARACTERS = 50;
/** Different words of two letters or more among them: a row of brackets or of ones stands everywhere. */
const LEAST_WORDS = 6;

/** Units other than white space. */
export function countVisible(text: string): number {
  return text.replace(/\s+/g, '').length;
}

/**
 * Whether a text is long enough that it hardly stands in two places by chance. The limits are ours, measured on code of
 * packages that have nothing to do with each other: see docs/trust.md.
 */
export function isEvidence(text: string): boolean {
  if (countVisible(text) < LEAST_CHARACTERS) return false;
  const words = new Set(text.match(/[\p{L}_$][\p{L}\p{N}_$]+/gu));
  return words.size >= LEAST_WORDS;
}
