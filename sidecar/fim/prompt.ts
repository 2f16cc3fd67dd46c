import type { TokenId, Vocabulary } from '../engine/engine';
import { splitPrefix } from './cursorLine';
import type { FimFormat, Part } from './format';
import { tokenizeSection } from './section';
import { cutPrefix, cutSuffix, type Measure } from './window';

export interface PromptRequest {
  readonly vocabulary: Vocabulary;
  readonly format: FimFormat;
  /** Text before and after the cursor, LF line ends. */
  readonly prefix: string;
  readonly suffix: string;
  /** True when `prefix` starts where the document does. */
  readonly prefixComplete: boolean;
  readonly path: string;
  /** Tokens that the prompt may have, markers included. */
  readonly budget: number;
}

export interface Prompt {
  readonly tokens: readonly TokenId[];
  /** Tokens of the lines above the cursor's, where a marker parts them from that line; else none. */
  readonly head: readonly TokenId[];
  /** Tokens of the text before and after the cursor. */
  readonly prefixTokens: number;
  readonly suffixTokens: number;
  /**
   * The last tokens of the prompt, with no marker among them: the text before the cursor that the
   * completion goes on from. Retracting up to so many is safe.
   */
  readonly tailTokens: number;
  /** The text that they were made of; where they are cut, they are the end of it. */
  readonly tailText: string;
  /** True when the prompt begins later than the document does. */
  readonly cutPrefix: boolean;
  /** True when the budget cut the end of `suffix`. */
  readonly cutSuffix: boolean;
}

/** Of the tokens for text, the suffix gets a quarter, and what the prefix leaves of its three quarters. */
const SUFFIX_SHARE = 1 / 4;
/** The suffix's window moves in this part of the budget, so that a typed character leaves it alone. */
const SUFFIX_STEP = 1 / 16;

/**
 * Builds the prompt for a cursor position.
 *
 * Every text is tokenized on its own, as plain text, and stands between markers given by id. Where the format
 * has a marker before the answer, the cursor's line stands behind it: typing then changes the prompt's end
 * only, and all before it stays in the model's cache. For the same reason what does not fit is cut in steps.
 *
 * @throws RangeError when the budget is too small for the markers
 */
export function buildPrompt(request: PromptRequest): Prompt {
  const { vocabulary, format, budget } = request;
  const measure: Measure = (text) => tokenizeSection(vocabulary, text, format.spacePrefix);
  const cutAfter = suffixCutter(format.parts, request.suffix, measure);
  const tails = format.parts.filter((part) => part === 'tail').length;
  const path = format.parts.includes('path') ? measure(`${request.path}\n`) : [];
  const begin = vocabulary.beginOfSequence === undefined ? [] : [vocabulary.beginOfSequence];
  const markers = format.parts.filter((part) => typeof part === 'number').length;
  const room = budget - begin.length - markers - path.length;
  if (room < 0)
    throw new RangeError(`A budget of ${budget} tokens is too small for a ${format.family} prompt.`);

  const joined = isJoined(format.parts);
  const split = splitPrefix(request.prefix);
  const before = (limit: number): PrefixWindow =>
    cutBefore({ ...split, joined, tails }, limit, room, measure);

  const share = Math.floor(room * SUFFIX_SHARE);
  let suffix = cutAfter(share);
  const prefix = before(room - suffix.count);
  if (suffix.cut) {
    const step = Math.max(1, Math.floor(room * SUFFIX_STEP));
    const left = Math.floor((room - prefix.used) / step) * step;
    if (left > share) suffix = cutAfter(left);
  }

  const texts = { head: prefix.head, tail: prefix.tail, ...suffix.texts, path };
  const tokens = [
    ...begin,
    ...format.parts.flatMap((part) => (typeof part === 'number' ? [part] : texts[part])),
  ];
  return {
    tokens,
    head: prefix.head,
    prefixTokens: prefix.count,
    suffixTokens: suffix.count,
    tailTokens: prefix.tail.length,
    tailText: joined ? request.prefix : split.tail,
    cutPrefix: prefix.cut || !request.prefixComplete,
    cutSuffix: suffix.cut,
  };
}

/** True when no marker parts head and tail, so that they are one text. */
function isJoined(parts: readonly Part[]): boolean {
  return parts.indexOf('tail') === parts.indexOf('head') + 1;
}

interface PrefixWindow {
  readonly head: readonly TokenId[];
  readonly tail: readonly TokenId[];
  readonly count: number;
  /** Tokens that it takes in the prompt, where the tail may stand twice. */
  readonly used: number;
  readonly cut: boolean;
}

interface Before {
  readonly head: string;
  readonly tail: string;
  readonly joined: boolean;
  /** How often the tail stands in the prompt. */
  readonly tails: number;
}

/** The text before the cursor in at most `limit` tokens; `room` sets how coarse the steps are. */
function cutBefore(text: Before, limit: number, room: number, measure: Measure): PrefixWindow {
  if (text.joined) {
    const { tokens, cut } = cutPrefix(text.head + text.tail, limit, room, measure);
    return { head: [], tail: tokens, count: tokens.length, used: tokens.length, cut };
  }
  const tail = cutPrefix(text.tail, Math.floor(limit / text.tails), room, measure);
  const told = text.tails * tail.tokens.length;
  const head = cutPrefix(tail.cut ? '' : text.head, limit - told, room, measure);
  const count = head.tokens.length + tail.tokens.length;
  const used = head.tokens.length + told;
  return { head: head.tokens, tail: tail.tokens, count, used, cut: head.cut || tail.cut };
}

interface SuffixWindow {
  readonly texts: Readonly<Record<'suffix' | 'rest' | 'below', readonly TokenId[]>>;
  readonly count: number;
  readonly cut: boolean;
}

/** Cuts the text after the cursor to a number of tokens, as a whole or in the two parts that the format has. */
function suffixCutter(
  parts: readonly Part[],
  text: string,
  measure: Measure,
): (limit: number) => SuffixWindow {
  const isSplit = parts.includes('rest');
  const lineEnd = text.indexOf('\n');
  const [rest, below] =
    isSplit && lineEnd >= 0 ? [text.slice(0, lineEnd), text.slice(lineEnd + 1)] : [text, ''];
  return (limit) => {
    const none: readonly TokenId[] = [];
    if (isSplit) {
      const line = cutSuffix(rest, limit, measure);
      const lines = cutSuffix(line.cut ? '' : below, limit - line.tokens.length, measure);
      const count = line.tokens.length + lines.tokens.length;
      const cut = line.cut || lines.cut;
      return { texts: { suffix: none, rest: line.tokens, below: lines.tokens }, count, cut };
    }
    const { tokens, cut } = cutSuffix(parts.includes('suffix') ? text : '', limit, measure);
    return { texts: { suffix: tokens, rest: none, below: none }, count: tokens.length, cut };
  };
}
