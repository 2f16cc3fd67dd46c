import type { PromptSegment, PromptToken } from '../../sidecar/protocol';

/** A place in the shown text, as the editor counts: line and UTF-16 column from 0. */
export interface TextPlace {
  readonly line: number;
  readonly character: number;
}

export interface TextSpan {
  readonly start: TextPlace;
  readonly end: TextPlace;
}

/** A token where it is shown; those that cut a character share the place of the one that completes it. */
export interface TokenMark extends TextSpan {
  readonly tokens: readonly PromptToken[];
  readonly segment: PromptSegment;
  /** Line of its file at which it begins, from 0; where the segment has one. */
  readonly fileLine?: number;
}

export interface SegmentSpan extends TextSpan {
  readonly segment: PromptSegment;
}

/** A prompt as text, nothing added, and what is where in it. */
export interface PromptLayout {
  readonly text: string;
  /** In the order of the text, without gaps. */
  readonly marks: readonly TokenMark[];
  /** Only those that are seen. */
  readonly segments: readonly SegmentSpan[];
  /** The part that is in the model's cache, which is always the beginning. */
  readonly reusedEnd: TextPlace;
}

export function layOut(segments: readonly PromptSegment[]): PromptLayout {
  const cursor = new PlaceCounter();
  const marks: TokenMark[] = [];
  const spans: SegmentSpan[] = [];
  let reusedEnd = cursor.place;
  for (const segment of segments) {
    const from = cursor.place;
    let pending: PromptToken[] = [];
    for (const token of segment.tokens) {
      pending.push(token);
      if (token.text === '') continue;
      const start = cursor.place;
      cursor.add(token.text);
      if (token.reused) reusedEnd = cursor.place;
      marks.push({
        start,
        end: cursor.place,
        tokens: pending,
        segment,
        ...fileLineOf(segment, start.line - from.line),
      });
      pending = [];
    }
    const last = marks.at(-1);
    if (pending.length > 0 && last?.segment === segment) {
      marks[marks.length - 1] = { ...last, tokens: [...last.tokens, ...pending] };
    }
    if (cursor.place !== from) spans.push({ segment, start: from, end: cursor.place });
  }
  return { text: cursor.text, marks, segments: spans, reusedEnd };
}

/** @param line of the segment */
function fileLineOf({ line: first, heading = 0 }: PromptSegment, line: number): Pick<TokenMark, 'fileLine'> {
  return first === undefined || line < heading ? {} : { fileLine: first + line - heading };
}

/** What is shown at a place; undefined at the end of the text. */
export function markAt(marks: readonly TokenMark[], place: TextPlace): TokenMark | undefined {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(place, marks[middle]!.end)) high = middle;
    else low = middle + 1;
  }
  return marks[low];
}

function isBefore(a: TextPlace, b: TextPlace): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** Counts lines as the editor does: CR LF, LF and CR each end one. */
class PlaceCounter {
  #parts: string[] = [];
  #afterReturn = false;
  place: TextPlace = { line: 0, character: 0 };

  get text(): string {
    return this.#parts.join('');
  }

  add(text: string): void {
    this.#parts.push(text);
    // The line feed of a pair whose return came with the token before ends no other line.
    const rest = this.#afterReturn && text.startsWith('\n') ? text.slice(1) : text;
    this.#afterReturn = text.endsWith('\r');
    const lines = rest.split(/\r\n|\r|\n/u);
    const last = lines.at(-1)!.length;
    const { line, character } = this.place;
    this.place =
      lines.length > 1
        ? { line: line + lines.length - 1, character: last }
        : { line, character: character + last };
  }
}
