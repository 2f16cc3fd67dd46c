import type { TokenId, Vocabulary } from '../engine/engine';
import { suffixCutter, type SuffixWindow } from './afterCursor';
import { cutBefore, type PrefixWindow } from './beforeCursor';
import { splitPrefix } from './cursorLine';
import type { FimFormat, Part } from './format';
import { tokenizeSection } from './section';
import { countTokens, type Segment } from './segment';
import type { Measure } from './window';

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
  /** What is told of other files, in at most `limit` tokens; absent where there is nothing. */
  readonly files?: (limit: number) => readonly Segment[];
  /** What is told of the text above that is not in the prompt, in at most `limit` tokens. */
  readonly outline?: (above: string, limit: number) => readonly TokenId[];
}

export interface Prompt {
  readonly tokens: readonly TokenId[];
  /** The same tokens by where they come from. */
  readonly segments: readonly Segment[];
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
/** The suffix's window moves in this part of the budget, so that a typed character leaves it alone; so does the room for files. */
const STEP = 1 / 16;
/** What other files may take of the room where all of it is wanted, and an outline of what is cut. */
const FILES_SHARE = 0.4;
const OUTLINE_SHARE = 1 / 8;

/**
 * Builds the prompt for a cursor position.
 *
 * Every text is tokenized on its own, as plain text, and stands between markers given by id. Where the format
 * has a marker before the answer, the cursor's line stands behind it: typing then changes the prompt's end
 * only, and all before it stays in the model's cache. For the same reason what does not fit is cut in steps, and
 * other files stand first.
 *
 * @throws RangeError when the budget is too small for the markers
 */
export function buildPrompt(request: PromptRequest): Prompt {
  const { vocabulary, format, budget } = request;
  const measure: Measure = (text) => tokenizeSection(vocabulary, text, format.spacePrefix);
  const path = format.parts.includes('path') ? measure(`${request.path}\n`) : [];
  const begin = vocabulary.beginOfSequence === undefined ? [] : [vocabulary.beginOfSequence];
  const markers = format.parts.filter((part) => typeof part === 'number').length;
  const room = budget - begin.length - markers - path.length;
  if (room < 0)
    throw new RangeError(`A budget of ${budget} tokens is too small for a ${format.family} prompt.`);

  const { files, outline, around } = share(request, room, aroundCursor(request, room, measure));
  const segmentOf = (part: Part): Segment => {
    if (typeof part === 'number') return { origin: 'marker', tokens: [part] };
    if (part === 'path') return { origin: 'path', tokens: path };
    if (part === 'head') return { origin: 'before', tokens: around.prefix.head };
    if (part === 'tail') return { origin: 'line', tokens: around.prefix.tail };
    return { origin: 'after', tokens: around.suffix.texts[part] };
  };
  const above: Segment[] = [...(format.files.place === 'above' ? files : []), outline];
  const all: Segment[] = [
    { origin: 'marker', tokens: begin },
    ...(format.files.place === 'start' ? files : []),
    ...format.parts.flatMap((part) => (part === 'head' ? [...above, segmentOf(part)] : [segmentOf(part)])),
  ];
  const segments = all.filter(({ tokens }) => tokens.length > 0);
  return {
    tokens: segments.flatMap(({ tokens }) => tokens),
    segments,
    head: around.prefix.head,
    prefixTokens: around.prefix.count,
    suffixTokens: around.suffix.count,
    tailTokens: around.prefix.tail.length,
    tailText: around.tailText,
    cutPrefix: around.prefix.cut || !request.prefixComplete,
    cutSuffix: around.suffix.cut,
  };
}

/** The text around the cursor that fits in so many tokens. */
interface Around {
  readonly prefix: PrefixWindow;
  readonly suffix: SuffixWindow;
  readonly used: number;
  readonly tailText: string;
}

type CutAround = (limit: number) => Around;

/** Cuts the text around the cursor. @param room tokens for text in the prompt, which set how coarse the steps are */
function aroundCursor(
  { format, prefix: text, suffix: below }: PromptRequest,
  room: number,
  measure: Measure,
): CutAround {
  const { parts } = format;
  const cutAfter = suffixCutter(parts, below, measure);
  const joined = isJoined(parts);
  const split = splitPrefix(text, format.leadsIn);
  const before = { ...split, joined, tails: parts.filter((part) => part === 'tail').length };
  const tailText = joined ? text : split.tail;
  return (limit) => {
    const part = Math.floor(limit * SUFFIX_SHARE);
    let suffix = cutAfter(part);
    const prefix = cutBefore(before, limit - suffix.count, room, measure);
    if (suffix.cut) {
      const left = inSteps(limit - prefix.used, room);
      if (left > part) suffix = cutAfter(left);
    }
    return { prefix, suffix, used: prefix.used + suffix.count, tailText };
  };
}

/** Shares the room between the text around the cursor, other files, and an outline of what does not fit above it. */
function share(
  { files: filesIn, outline: outlineIn, prefix }: PromptRequest,
  room: number,
  cut: CutAround,
): { files: readonly Segment[]; outline: Segment; around: Around } {
  let around = cut(room);
  const spare = inSteps(room - around.used, room);
  const files = filesIn?.(Math.max(spare, Math.floor(room * FILES_SHARE))) ?? [];
  const left = room - countTokens(files);
  if (around.used > left) around = cut(left);
  const none: Segment = { origin: 'outline', tokens: [] };
  if (!outlineIn || !around.prefix.cut) return { files, outline: none, around };
  const limit = Math.floor(room * OUTLINE_SHARE);
  const narrower = cut(left - limit);
  const tokens = outlineIn(prefix.slice(0, narrower.prefix.start), limit);
  // Nothing worth telling: then the lines themselves stay.
  return tokens.length === 0
    ? { files, outline: none, around }
    : { files, outline: { origin: 'outline', tokens }, around: narrower };
}

function inSteps(tokens: number, room: number): number {
  const step = Math.max(1, Math.floor(room * STEP));
  return Math.floor(tokens / step) * step;
}

/** True when no marker parts head and tail, so that they are one text. */
function isJoined(parts: readonly Part[]): boolean {
  return parts.indexOf('tail') === parts.indexOf('head') + 1;
}
