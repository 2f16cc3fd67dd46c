/**
 * Which unit each token is of, and the runs of tokens that merging makes one: after Saad et al. (arXiv 2507.14423),
 * whose paper leaves the rules open. Those here are ours.
 */
import { isBlank } from '../syntax/leaves';
import type { TokenizedText } from './tokenizedText';
import { chosenUnits, type UnitChoice } from './unitChoice';

/** A token of no unit: white space alone, a special token, a token without text, any token where there are no units. */
export const NO_UNIT = -1;
/** A token whose characters are of two units or more: `();`, `++)`. */
export const STRADDLER = -2;

/**
 * Place in `units` of the unit that each token is of, or NO_UNIT or STRADDLER. White space at a token's ends does
 * not count: ` get` is of the unit `get`. A token that cuts a code point is of that code point's unit.
 */
export function alignTokens(text: TokenizedText): Int32Array {
  let aligned = kept.get(text);
  if (!aligned) kept.set(text, (aligned = align(text)));
  return aligned;
}

/** Several strategies ask for the same. */
const kept = new WeakMap<TokenizedText, Int32Array>();

function align({ text, tokens, units, tokenizer }: TokenizedText): Int32Array {
  const { length, ids, starts, ends } = tokens;
  const aligned = new Int32Array(length).fill(NO_UNIT);
  if (units.length === 0) return aligned;
  const specials = new Set(tokenizer.specialTokens.values());
  const unitEnds = units.ends;
  let unit = 0;
  for (let i = 0; i < length; i++) {
    let start = starts[i]!;
    let end = ends[i]!;
    while (start < end && isBlank(text.charCodeAt(start))) start++;
    if (start === end || specials.has(ids[i]!)) continue;
    while (isBlank(text.charCodeAt(end - 1))) end--;
    while (unitEnds[unit]! <= start) unit++;
    aligned[i] = end <= unitEnds[unit]! ? unit : STRADDLER;
  }
  return aligned;
}

/**
 * Tokens in groups that tile them, as exclusive ends in tokens: each maximal run of tokens of one chosen unit is a
 * group, every other token one by itself.
 */
export function groupTokens(aligned: Int32Array, chosen: Uint8Array): Uint32Array {
  const ends = new Uint32Array(aligned.length);
  let count = 0;
  for (let i = 0; i < aligned.length; i++) {
    const unit = aligned[i]!;
    const goesOn = i > 0 && unit >= 0 && unit === aligned[i - 1] && chosen[unit] === 1;
    if (!goesOn) count++;
    ends[count - 1] = i + 1;
  }
  return ends.slice(0, count);
}

/** The groups of a text by a choice of units; without units, every token is one by itself. */
export function groupsOf(text: TokenizedText, choice: UnitChoice = 'identifiers'): Uint32Array {
  return groupTokens(alignTokens(text), chosenUnits(text.units, choice));
}

/** Ends of groups in bytes, from their ends in tokens. */
export function byteEndsOf({ tokens }: TokenizedText, tokenEnds: Uint32Array): Uint32Array {
  return tokenEnds.map((end) => tokens.byteEnds[end - 1]!);
}
