import type { TextWindow } from '../text/textPages';
import { CONTINUES, type PretokenArrays } from './pretokenArrays';
import type { PretokenEncoder } from './pretokenEncoder';
import type { PretokenCursor, PretokenList } from './pretokenList';
import { settledTokens, type TokenArrays } from './tokenArrays';
import { NO_TOKEN, type Vocabulary } from './vocabulary';

/** Units from which on a segment is closed. */
const SEGMENT = 96;
/** Units before a boundary where tokens still depend on what follows it. */
const MARGIN = 48;

/** What an edit did, in units: the text now has other units in [start, end), and what follows moved by `shift`. */
export interface EditedRange {
  readonly start: number;
  readonly end: number;
  readonly shift: number;
}

/** A pre-token, and how far after its end the scanner read. */
export interface Pretoken {
  readonly start: number;
  readonly end: number;
  readonly reach: number;
}

/**
 * A long pre-token is kept as segments, each some of its tokens in a row. What byte-pair encoding allows: a row of
 * tokens is itself the encoding of its text, and two rows join where the tokens that meet fit. So after an edit only
 * the text around it is encoded, up to segments that fit what was found.
 */
export class Segments {
  constructor(
    private readonly encoder: PretokenEncoder,
    private readonly vocabulary: Vocabulary,
  ) {}

  /** Appends the segments of a pre-token to `added`. */
  addAll(added: PretokenArrays, units: Uint16Array, { start, end, reach }: Pretoken): void {
    const tokens = this.encoder.encodeRow(units, start, end);
    this.push(added, tokens, tokens.length, reach);
  }

  /**
   * The same for a pre-token of an edited text, with those segments of the `list` as before the edit that are still
   * right; `text` has all of the pre-token. The list is to be replaced by `added` from `from` on, which moves past segments that stay. Returns the
   * place from which on the list is right again, where that is in this pre-token.
   */
  addEdited(
    list: PretokenList,
    from: PretokenCursor,
    added: PretokenArrays,
    text: TextWindow,
    pretoken: Pretoken,
    edit: EditedRange,
  ): PretokenCursor | undefined {
    const { start, end, reach } = pretoken;
    const mark = added.count;
    const movable = mark === 0 && from.start === start ? from : undefined;
    const left = this.unchangedStart(list, start, edit);
    let right = this.unchangedEnd(list, pretoken, edit);
    /** What lies from the left segments up to here is in `added` already, where `streams` allows that. */
    let at = left?.start ?? start;
    let before = this.tokenBefore(left, start, text);
    let streams = true;
    let tokens: TokenArrays;
    for (let back = 1, ahead = 1; ;) {
      const rightStart = right ? right.start + edit.shift : end;
      const after = right ? this.firstToken(text, rightStart, right.length) : NO_TOKEN;
      tokens = this.encoder.encodeRow(text.units, at - text.base, rightStart - text.base);
      const first = tokens.length > 0 ? tokens.ids[0]! : after;
      if (before !== NO_TOKEN && (first === NO_TOKEN || !this.encoder.fit(before, first))) {
        if (added.count > mark) {
          added.count = mark;
          streams = false;
        } else {
          for (let i = 0; i < back && left!.start > start; i++) left!.back();
        }
        back *= 2;
        at = left?.start ?? start;
        before = this.tokenBefore(left, start, text);
      } else if (right && tokens.length > 0 && !this.encoder.fit(tokens.ids[tokens.length - 1]!, after)) {
        const taken = streams ? settledTokens(tokens, this.vocabulary, rightStart - at - MARGIN) : 0;
        if (taken > 0) {
          if (added.count === mark) this.keepLeft(list, movable, start, left, added);
          this.push(added, tokens, taken, CONTINUES);
          at += tokens.ends[taken - 1]!;
          before = tokens.ids[taken - 1]!;
        }
        for (let i = 0; i < ahead && right; i++) {
          if (right.continues) right.forward();
          else right = undefined;
        }
        ahead *= 4;
      } else break;
    }
    if (added.count === mark) this.keepLeft(list, movable, start, left, added);
    this.push(added, tokens, tokens.length, right ? CONTINUES : reach);
    if (right) list.raiseReach(end - edit.shift - 1, reach);
    return right;
  }

  /** Puts the unchanged segments up to `left` before what is added, or out of what is replaced. */
  private keepLeft(
    list: PretokenList,
    from: PretokenCursor | undefined,
    start: number,
    left: PretokenCursor | undefined,
    added: PretokenArrays,
  ): void {
    if (!left || left.start === start) {
      from?.moveTo(list.cursorAt(start));
    } else if (from) {
      from.moveTo(left);
    } else {
      const old = list.cursorAt(start);
      while (old.start < left.start) {
        added.push(old.length, old.tokens, CONTINUES, old.rank);
        old.forward();
      }
    }
  }

  /** Past the segments of a long pre-token at `start` that end before the edit; undefined where there is none. */
  private unchangedStart(list: PretokenList, start: number, edit: EditedRange): PretokenCursor | undefined {
    if (start >= edit.start) return undefined;
    const cursor = list.cursorAt(start);
    if (cursor.start !== start || !cursor.startsPretoken) return undefined;
    while (cursor.continues && cursor.end <= edit.start) cursor.forward();
    return cursor;
  }

  /** The first segment after the edit of a long pre-token that ended before it where one ends now. */
  private unchangedEnd(
    list: PretokenList,
    { start, end }: Pretoken,
    edit: EditedRange,
  ): PretokenCursor | undefined {
    if (end < edit.end) return undefined;
    const from = Math.max(start, edit.end) - edit.shift;
    const cursor = list.cursorAt(from);
    if (!cursor.atEnd && cursor.start < from) cursor.forward();
    if (cursor.atEnd || !cursor.isSegment) return undefined;
    const last = cursor.clone();
    while (last.continues) last.forward();
    return last.end + edit.shift === end ? cursor : undefined;
  }

  /** The token before the segment at `left`, of a pre-token from `start` on. */
  private tokenBefore(left: PretokenCursor | undefined, start: number, { base, units }: TextWindow): number {
    if (!left || left.start === start) return NO_TOKEN;
    const segment = left.clone();
    segment.back();
    const count = this.encoder.encodePart(units, segment.start - base, segment.end - base);
    const { tokens, value } = this.encoder;
    return count === 1 ? value : tokens.ids[value + count - 1]!;
  }

  private firstToken({ base, units }: TextWindow, start: number, length: number): number {
    const count = this.encoder.encodePart(units, start - base, start - base + length);
    const { tokens, value } = this.encoder;
    return count === 1 ? value : tokens.ids[value]!;
  }

  /** Appends the first `length` tokens as segments that end where a code point does; `reach` is the last one's. */
  private push(added: PretokenArrays, { ids, ends }: TokenArrays, length: number, reach: number): void {
    let from = 0;
    let start = 0;
    for (let i = 0; i < length; i++) {
      const end = ends[i]!;
      const last = i + 1 === length;
      if (!last && (end - start < SEGMENT || this.vocabulary.startsInside[ids[i + 1]!])) continue;
      added.push(end - start, i + 1 - from, last ? reach : CONTINUES, ids[i]!);
      from = i + 1;
      start = end;
    }
  }
}
