import { GapBuffer } from './gapBuffer';

/** Units of a new page, and half of what one may grow to. */
const PAGE = 1 << 16;
/** A page below it is joined with a neighbour. */
const SMALL = PAGE >> 2;
/** Units of the longest copy that is kept for the next window. */
const KEPT = 1 << 20;
/** Units that may be read behind a window, whatever they are: some readers take several at once. */
const SLACK = 16;

/** A part of a text in one array: unit i of the text, start <= i < end, is units[i - base]. */
export interface TextWindow {
  readonly units: Uint16Array;
  readonly base: number;
  readonly end: number;
}

/**
 * A text under edit, as pages with a gap in each where its last edit was: an edit costs about the same wherever the
 * one before it was, however long the text is.
 */
export class TextPages {
  length = 0;
  private pages: GapBuffer[] = [];
  /** A page and where it starts: mostly the one that is asked for next, too. */
  private near = 0;
  private nearStart = 0;
  /** What windows over several pages are copied to. */
  private copy = new Uint16Array(0);

  constructor(text: string) {
    this.pages = pagesOf(text);
    this.length = text.length;
  }

  /** Replaces [start, end) by `text`. */
  replace(start: number, end: number, text: string): void {
    const first = this.pageAt(start);
    const firstStart = this.nearStart;
    const page = this.pages[first]!;
    const length = page.length - (end - start) + text.length;
    this.length += text.length - (end - start);
    if (
      end - firstStart <= page.length &&
      length <= 2 * PAGE &&
      (length >= SMALL || this.pages.length === 1)
    ) {
      page.replace(start - firstStart, end - firstStart, text);
      return;
    }
    const last = this.pageAt(end);
    const behind = this.pages[last]!;
    const tail = behind.slice(end - this.nearStart, behind.length);
    let changed = page.slice(0, start - firstStart) + text + tail;
    let [from, to] = [first, last + 1];
    // A neighbour comes in, so that what is left of these pages is not on a small one.
    if (to < this.pages.length) changed += wholeOf(this.pages[to++]!);
    else if (from > 0) changed = wholeOf(this.pages[--from]!) + changed;
    this.pages.splice(from, to - from, ...pagesOf(changed));
    this.near = 0;
    this.nearStart = 0;
  }

  /**
   * [start, end) in one array, which the next call or edit may change. Up to sixteen units behind the end may be
   * read, too; they mean nothing.
   */
  window(start: number, end: number): TextWindow {
    const first = this.pageAt(start);
    const pageStart = this.nearStart;
    const page = this.pages[first]!;
    if (end - pageStart <= page.length) {
      const at = page.locate(start - pageStart, end - pageStart);
      return { units: page.units, base: start - at, end };
    }
    const copy = this.roomFor(end - start + SLACK);
    let from = start - pageStart;
    for (let i = first, at = 0; at < end - start; i++) {
      const { length } = this.pages[i]!;
      const to = Math.min(length, from + end - start - at);
      const found = this.pages[i]!.locate(from, to);
      copy.set(this.pages[i]!.units.subarray(found, found + to - from), at);
      at += to - from;
      from = 0;
    }
    return { units: copy, base: start, end };
  }

  /** As a string's: an end behind the text's is that. */
  slice(start: number, end: number): string {
    let text = '';
    const first = this.pageAt(start);
    let from = start - this.nearStart;
    for (let i = first, left = Math.min(end, this.length) - start; left > 0; i++) {
      const page = this.pages[i]!;
      const to = Math.min(page.length, from + left);
      text += page.slice(from, to);
      left -= to - from;
      from = 0;
    }
    return text;
  }

  private roomFor(units: number): Uint16Array {
    if (units <= this.copy.length) return this.copy;
    const room = new Uint16Array(Math.max(PAGE, units));
    if (units <= KEPT) this.copy = room;
    return room;
  }

  /** The page that has the unit at `offset`, or the last one; notes it and its start. */
  private pageAt(offset: number): number {
    let { near, nearStart } = this;
    while (near > 0 && offset < nearStart) nearStart -= this.pages[--near]!.length;
    while (near < this.pages.length - 1 && offset >= nearStart + this.pages[near]!.length)
      nearStart += this.pages[near++]!.length;
    this.near = near;
    this.nearStart = nearStart;
    return near;
  }
}

function wholeOf(page: GapBuffer): string {
  return page.slice(0, page.length);
}

/** At least one. */
function pagesOf(text: string): GapBuffer[] {
  const count = Math.max(1, Math.round(text.length / PAGE));
  const size = Math.ceil(text.length / count);
  return Array.from({ length: count }, (_, i) => new GapBuffer(text.slice(i * size, (i + 1) * size)));
}
