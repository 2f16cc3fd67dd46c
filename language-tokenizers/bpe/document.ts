import { GapBuffer } from '../text/gapBuffer';
import { utf8LengthOfUnits } from '../text/utf8';
import type { BpeTokenizer } from './bpeTokenizer';
import { PretokenArrays } from './pretokenArrays';
import { type PretokenCursor, PretokenList } from './pretokenList';
import { READ_AHEAD } from './scanners/scanner';
import type { TextEdit, TokenRun } from './tokenizer';
import { TokenRunBuilder } from './tokenRunBuilder';

/** One token of a document. Offsets are as in TokenRun. */
export interface DocumentToken {
  /** Number of tokens before it. */
  readonly index: number;
  readonly id: number;
  readonly start: number;
  readonly end: number;
  readonly byteStart: number;
  readonly byteEnd: number;
  readonly partial: boolean;
  /**
   * The tokens, this one among them, that only together are whole code points: more than one where `partial`.
   */
  readonly group: { readonly first: number; readonly length: number };
}

/** Units past an edit that are moved in front of the gap, for the scanner to read on. */
const LOOK_AHEAD = 256;
/** Units that are tokenised from scratch in the time of one edit. */
const UNITS_PER_EDIT = 400;

/**
 * A text under edit with its exact tokens. Only pre-tokens are kept, by length and count; an edit scans again from
 * the last one that could not have read the edited place, up to the first old boundary behind the edit. No
 * decision looks behind its start, so from there on all is as it was. Ids come from the tokenizer's cache when
 * asked for.
 *
 * All offsets are UTF-16 units; those outside the text count as its nearest end.
 */
export class TokenDocument {
  private readonly buffer: GapBuffer;
  private list: PretokenList;
  private readonly added = new PretokenArrays(64);
  private textCache: string | undefined;

  constructor(
    readonly tokenizer: BpeTokenizer,
    text: string,
  ) {
    this.buffer = new GapBuffer(text);
    this.list = this.scanAll();
    this.textCache = text;
  }

  /** Put together when first asked for after an edit. */
  get text(): string {
    this.textCache ??= this.buffer.slice(0, this.length);
    return this.textCache;
  }

  get length(): number {
    return this.buffer.length;
  }

  /** UTF-8 bytes of the whole text. */
  get byteLength(): number {
    return this.bytesBefore(this.length);
  }

  /** Number of tokens of the whole text. */
  get count(): number {
    return this.list.tokens;
  }

  /**
   * Applies edits one after another, each with offsets of the text that the one before left; a VS Code change
   * event's `contentChanges` are such a list. Throws a RangeError, and leaves the text as it is, for an edit
   * outside of it.
   */
  applyEdits(edits: readonly TextEdit[]): void {
    this.check(edits);
    this.textCache = undefined;
    if (edits.length * UNITS_PER_EDIT > this.length + 10 * UNITS_PER_EDIT) {
      for (const edit of edits) this.buffer.replace(edit.start, edit.end, edit.text);
      this.list = this.scanAll();
    } else {
      for (const edit of edits) this.apply(edit);
    }
  }

  /** Applies one edit; see `applyEdits`. */
  edit(edit: TextEdit): void {
    this.applyEdits([edit]);
  }

  /**
   * Number of tokens that start in [start, end), where a token that starts inside a code point counts as starting
   * with it. Counts of adjacent ranges add up.
   */
  countBetween(start: number, end: number): number {
    return Math.max(0, this.tokensStartingBefore(end) - this.tokensStartingBefore(start));
  }

  /** All tokens of which some part lies in [start, end). */
  tokensBetween(start: number, end: number): TokenRun {
    const from = this.clamp(start);
    const to = Math.max(from, this.clamp(end));
    if (from === to) return this.emptyRun(from);
    const cursor = this.list.cursorAt(from);
    const run = this.runAt(cursor, Math.max(16, (to - from) >> 1));
    while (!cursor.atEnd && cursor.start < to) this.addPretoken(run, cursor);
    return run.build(from, to);
  }

  /** The first token that has part of the code point at `offset`; undefined at and after the text's end. */
  tokenAt(offset: number): DocumentToken | undefined {
    if (offset < 0 || offset >= this.length) return undefined;
    const cursor = this.list.cursorAt(offset);
    const run = this.pretokenRun(cursor);
    const at = run.ends.findIndex((end) => end > offset);
    const { startsInside } = this.tokenizer.vocabulary;
    let first = at;
    while (startsInside[run.ids[first]!]) first--;
    let end = at + 1;
    while (end < run.length && startsInside[run.ids[end]!]) end++;
    return {
      index: run.first + at,
      id: run.ids[at]!,
      start: run.starts[at]!,
      end: run.ends[at]!,
      byteStart: at === 0 ? run.byteStart : run.byteEnds[at - 1]!,
      byteEnd: run.byteEnds[at]!,
      partial: run.partial[at] === 1,
      group: { first: run.first + first, length: end - first },
    };
  }

  private apply({ start, end, text }: TextEdit): void {
    this.buffer.replace(start, end, text);
    const from = this.lastUnaffected(start);
    const to = this.rescan(from, start + text.length, text.length - (end - start));
    this.list.replace(from, to, this.added);
  }

  /** In the list as before an edit at `offset`: where the pre-tokens begin that may change. */
  private lastUnaffected(offset: number): PretokenCursor {
    const cursor = this.list.cursorAt(offset);
    let from = cursor.clone();
    for (let unaffected = 0; unaffected < READ_AHEAD && cursor.back();) {
      if (cursor.reach <= offset) unaffected++;
      else {
        unaffected = 0;
        from = cursor.clone();
      }
    }
    return from;
  }

  /**
   * Scans the edited text from a place in the old list, and leaves what it finds in `added`. Returns the place in
   * the old list from which on it is right again, `shift` units further. The edit's new text ends at `editEnd`.
   */
  private rescan(from: PretokenCursor, editEnd: number, shift: number): PretokenCursor {
    const { added, buffer, length } = this;
    const { encoder, scanner } = this.tokenizer;
    const old = from.clone();
    added.count = 0;
    buffer.straighten(Math.min(length, editEnd + LOOK_AHEAD));
    for (let start = from.start; start < length;) {
      if (start >= editEnd) {
        while (!old.atEnd && old.start + shift < start) old.forward();
        if (old.start + shift === start) return old;
      }
      const end = this.scan(start);
      added.push(end - start, encoder.encode(buffer.units, start, end), Math.max(0, scanner.reach - end));
      start = end;
    }
    while (!old.atEnd) old.forward();
    return old;
  }

  /** End of the pre-token at `start`, which the gap is not before. Moves the gap where the scanner read into it. */
  private scan(start: number): number {
    const { buffer, length } = this;
    const { scanner } = this.tokenizer;
    for (let ahead = LOOK_AHEAD; ; ahead *= 4) {
      const end = scanner.next(buffer.units, start, buffer.straight);
      if (scanner.reach <= buffer.straight || buffer.straight === length) return end;
      buffer.straighten(Math.min(length, buffer.straight + ahead));
    }
  }

  private scanAll(): PretokenList {
    const { buffer, length } = this;
    const { encoder, scanner } = this.tokenizer;
    const all = new PretokenArrays(Math.ceil(length / 3) + 16);
    buffer.straighten(length);
    for (let start = 0; start < length;) {
      const end = scanner.next(buffer.units, start, length);
      all.push(end - start, encoder.encode(buffer.units, start, end), Math.max(0, scanner.reach - end));
      start = end;
    }
    return new PretokenList(all);
  }

  private tokensStartingBefore(offset: number): number {
    const limit = this.clamp(offset);
    const cursor = this.list.cursorAt(limit);
    if (cursor.start === limit) return cursor.tokensBefore;
    const { first, starts } = this.pretokenRun(cursor);
    let inside = 0;
    while (inside < starts.length && starts[inside]! < limit) inside++;
    return first + inside;
  }

  /** The tokens of the cursor's pre-token. */
  private pretokenRun(cursor: PretokenCursor): TokenRun {
    const run = this.runAt(cursor, cursor.tokens);
    this.addPretoken(run, cursor);
    return run.build();
  }

  private emptyRun(offset: number): TokenRun {
    const { vocabulary } = this.tokenizer;
    const first = this.tokensStartingBefore(offset);
    return new TokenRunBuilder(vocabulary, offset, this.bytesBefore(offset), first, 0).build();
  }

  private runAt(cursor: PretokenCursor, capacity: number): TokenRunBuilder {
    const { start, tokensBefore } = cursor;
    const { vocabulary } = this.tokenizer;
    return new TokenRunBuilder(vocabulary, start, this.bytesBefore(start), tokensBefore, capacity);
  }

  /** Adds the tokens of the cursor's pre-token and goes to the next one. */
  private addPretoken(run: TokenRunBuilder, cursor: PretokenCursor): void {
    const { start, end } = cursor;
    const { encoder } = this.tokenizer;
    const at = this.buffer.locate(start, end);
    const { units } = this.buffer;
    run.add(encoder, encoder.encode(units, at, at + end - start), units, at, end - start);
    cursor.forward();
  }

  private bytesBefore(offset: number): number {
    return this.list.bytesBefore(offset, (start, end) => {
      const at = this.buffer.locate(start, end);
      return utf8LengthOfUnits(this.buffer.units, at, at + end - start);
    });
  }

  private clamp(offset: number): number {
    return Math.min(Math.max(0, offset), this.length);
  }

  private check(edits: readonly TextEdit[]): void {
    let { length } = this;
    for (const { start, end, text } of edits) {
      if (!(start >= 0 && start <= end && end <= length)) {
        throw new RangeError(`No range ${start} to ${end} in a text of ${length} units.`);
      }
      length += text.length - (end - start);
    }
  }
}
