import type { DocumentText, TextFollower } from '../text/documentText';
import type { TextWindow } from '../text/textPages';
import type { BpeTokenizer } from './bpeTokenizer';
import { PretokenArrays } from './pretokenArrays';
import { type PretokenCursor, PretokenList } from './pretokenList';
import { READ_AHEAD } from './scanners/scanner';
import { type EditedRange, Segments } from './segments';
import type { DocumentToken, TokenRun, TokenView } from './tokenizer';
import { TokenRunBuilder } from './tokenRunBuilder';
import { startingBefore, tokenInRun } from './tokenRuns';

/** Units past what is asked for that are at hand, for the scanner to read on. */
const LOOK_AHEAD = 256;

const NO_WINDOW: TextWindow = { units: new Uint16Array(0), base: 0, end: 0 };

/**
 * The exact tokens of a text under edit. Only pre-tokens are kept, by length and count; an edit scans again from
 * the last one that could not have read the edited place, up to the first old boundary behind the edit. No
 * decision looks behind its start, so from there on all is as it was. Ids come from the tokenizer's cache when
 * asked for.
 */
export class BpeView implements TokenView, TextFollower {
  private list: PretokenList;
  private readonly segments: Segments;
  private readonly added = new PretokenArrays(64);
  /** Where the scanner reads, while it does. */
  private window: TextWindow = NO_WINDOW;

  constructor(
    readonly tokenizer: BpeTokenizer,
    private readonly document: DocumentText,
  ) {
    this.segments = new Segments(tokenizer.encoder, tokenizer.vocabulary);
    this.list = this.scanAll();
    document.follow(this);
  }

  get version(): number {
    return this.document.version;
  }

  get count(): number {
    return this.list.tokens;
  }

  countBetween(start: number, end: number): number {
    return Math.max(0, this.tokensStartingBefore(end) - this.tokensStartingBefore(start));
  }

  tokensBetween(start: number, end: number): TokenRun {
    const from = this.clamp(start);
    const to = Math.max(from, this.clamp(end));
    if (from === to) return this.emptyRun(from);
    const cursor = this.list.cursorAt(from);
    const run = this.runAt(cursor, Math.max(16, (to - from) >> 1));
    this.window = this.document.buffer.window(cursor.start, to);
    while (!cursor.atEnd && cursor.start < to) this.addPretoken(run, cursor);
    return run.build(from, to);
  }

  tokenAt(offset: number): DocumentToken | undefined {
    if (offset < 0 || offset >= this.document.length) return undefined;
    return tokenInRun(this.pretokenRun(this.list.cursorAt(offset)), offset);
  }

  dispose(): void {
    this.document.unfollow(this);
  }

  edited(start: number, end: number, inserted: number): void {
    const from = this.lastUnaffected(start);
    const to = this.rescan(from, { start, end: start + inserted, shift: inserted - (end - start) });
    this.list.replace(from, to, this.added);
  }

  replaced(): void {
    this.list = this.scanAll();
  }

  /** In the list as before an edit at `offset`: where the pre-tokens begin that may change. */
  private lastUnaffected(offset: number): PretokenCursor {
    const cursor = this.list.cursorAt(offset);
    cursor.toPretokenStart();
    let from = cursor.clone();
    for (let unaffected = 0; unaffected < READ_AHEAD && cursor.back();) {
      const { reach } = cursor;
      cursor.toPretokenStart();
      if (reach <= offset) unaffected++;
      else {
        unaffected = 0;
        from = cursor.clone();
      }
    }
    return from;
  }

  /**
   * Scans the edited text from a place in the old list, and leaves what it finds in `added`. Returns the place in
   * the old list from which on it is right again, moved by the edit's shift; `from` moves past what stays.
   */
  private rescan(from: PretokenCursor, edit: EditedRange): PretokenCursor {
    const { added, list, segments } = this;
    const { buffer, length } = this.document;
    const { encoder, scanner } = this.tokenizer;
    const old = from.clone();
    added.count = 0;
    // A long pre-token around the edit is mostly scanned to where it ended: in one go, if all of it is at hand.
    const likelyEnd = list.pretokenEnd(edit.end - edit.shift) + edit.shift;
    this.window = buffer.window(from.start, Math.min(length, likelyEnd + LOOK_AHEAD));
    for (let start = from.start; start < length;) {
      if (start >= edit.end) {
        while (!old.atEnd && old.start + edit.shift < start) old.forward();
        if (old.start + edit.shift === start && (old.atEnd || old.startsPretoken)) return old;
      }
      const end = this.scan(start);
      const { base, units } = this.window;
      const reach = Math.max(0, scanner.reach + base - end);
      if (encoder.isLong(units, start - base, end - base)) {
        const to = segments.addEdited(list, from, added, this.window, { start, end, reach }, edit);
        if (to) return to;
      } else {
        const count = encoder.encode(units, start - base, end - base);
        added.push(end - start, count, reach, encoder.value);
      }
      start = end;
    }
    while (!old.atEnd) old.forward();
    return old;
  }

  /** End of the pre-token at `start`, which the window has; a longer window where the scanner reads past it. */
  private scan(start: number): number {
    const { buffer, length } = this.document;
    const { scanner } = this.tokenizer;
    for (let ahead = LOOK_AHEAD; ; ahead *= 4) {
      const { base, end: limit, units } = this.window;
      const end = scanner.next(units, start - base, limit - base) + base;
      if (limit === length || scanner.reach + base <= limit) return end;
      this.window = buffer.window(start, Math.min(length, limit + ahead));
    }
  }

  private scanAll(): PretokenList {
    const { buffer, length } = this.document;
    const { encoder, scanner } = this.tokenizer;
    const all = new PretokenArrays(Math.ceil(length / 3) + 16);
    const { base, units } = buffer.window(0, length);
    const limit = length - base;
    for (let start = -base; start < limit;) {
      const end = scanner.next(units, start, limit);
      const reach = Math.max(0, scanner.reach - end);
      if (encoder.isLong(units, start, end)) {
        this.segments.addAll(all, units, { start, end, reach });
      } else {
        const count = encoder.encode(units, start, end);
        all.push(end - start, count, reach, encoder.value);
      }
      start = end;
    }
    return new PretokenList(all);
  }

  private tokensStartingBefore(offset: number): number {
    const limit = this.clamp(offset);
    const cursor = this.list.cursorAt(limit);
    if (cursor.start === limit) return cursor.tokensBefore;
    const run = this.pretokenRun(cursor);
    return run.first + startingBefore(run, limit);
  }

  /** The tokens of the cursor's pre-token. */
  private pretokenRun(cursor: PretokenCursor): TokenRun {
    const run = this.runAt(cursor, cursor.tokens);
    this.window = this.document.buffer.window(cursor.start, cursor.end);
    this.addPretoken(run, cursor);
    return run.build();
  }

  private emptyRun(offset: number): TokenRun {
    const { vocabulary } = this.tokenizer;
    const first = this.tokensStartingBefore(offset);
    return new TokenRunBuilder(vocabulary, offset, this.document.bytesBefore(offset), first, 0).build();
  }

  private runAt(cursor: PretokenCursor, capacity: number): TokenRunBuilder {
    const { start, tokensBefore } = cursor;
    const { vocabulary } = this.tokenizer;
    return new TokenRunBuilder(vocabulary, start, this.document.bytesBefore(start), tokensBefore, capacity);
  }

  /** Adds the tokens of the cursor's pre-token, which starts in the window, and goes to the next one. */
  private addPretoken(run: TokenRunBuilder, cursor: PretokenCursor): void {
    const { start } = cursor;
    const end = start + cursor.length;
    const { encoder, vocabulary } = this.tokenizer;
    // Most pre-tokens are one token, which is known.
    if (cursor.tokens === 1 && cursor.rank !== vocabulary.unknown) {
      run.addOne(cursor.rank, end - start);
      cursor.forward();
      return;
    }
    if (end > this.window.end) this.window = this.document.buffer.window(start, end);
    const { base, units } = this.window;
    const at = start - base;
    const count = cursor.isSegment
      ? encoder.encodePart(units, at, at + end - start)
      : encoder.encode(units, at, at + end - start);
    run.add(encoder, count, units, at, end - start);
    cursor.forward();
  }

  private clamp(offset: number): number {
    return Math.min(Math.max(0, offset), this.document.length);
  }
}
