/**
 * Renames all names of a text that was tokompiled, each to another of the same length: columns mean something in
 * Fortran's fixed form.
 */

const LITERALS = new Set(['number', 'char', 'string']);
/** No keyword of the languages starts with one of these twice, or with these and a digit. */
const BEGINNINGS = 'zqjxkyvwhmn';
const LETTERS = 'abefghijklmnopqrstvwxyz';

/** The text with other names; `reserved` tells words that mean something to the grammar. */
export function renamed({ text, leaves, names }, reserved) {
  const others = otherNames(text, names, reserved);
  const pieces = [];
  let at = 0;
  for (let i = 0; i < leaves.length; i++) {
    const other = leaves.symbols[i] < 0 ? undefined : others[leaves.symbols[i]];
    if (other === undefined) continue;
    pieces.push(text.slice(at, leaves.starts[i]), other);
    at = leaves.ends[i];
  }
  return pieces.join('') + text.slice(at);
}

/** For each name one that the text does not have in any letter case; undefined for those that stay. */
function otherNames(text, names, reserved) {
  const taken = new Set(text.toLowerCase().match(/[\p{L}\p{N}_$]+/gu));
  const candidates = new Map();
  return names.map((name) => {
    if (LITERALS.has(name.class) || !/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name.text) || reserved(name.text))
      return undefined;
    // In text that a grammar can't make sense of, "#_x" is no directive and "#x" is one.
    const sign = /^[_$]*/.exec(name.text)[0];
    const length = name.text.length - sign.length;
    if (length === 0) return undefined;
    const key = sign + length;
    if (!candidates.has(key)) candidates.set(key, candidatesOf(sign, length));
    for (const candidate of candidates.get(key)) {
      if (taken.has(candidate) || reserved(candidate)) continue;
      taken.add(candidate);
      return candidate;
    }
    return undefined;
  });
}

/** Names with a sign before so many letters and digits, one after the other. */
function* candidatesOf(sign, length) {
  if (length === 1) {
    for (const letter of LETTERS) yield sign + letter;
    return;
  }
  for (const beginning of BEGINNINGS) {
    const count = Math.min(36 ** (length - 1), 5000);
    for (let i = 0; i < count; i++) yield sign + beginning + i.toString(36).padStart(length - 1, beginning);
  }
}
