import type { ContextItem, ContextOrigin } from '../../sidecar/protocol';
import { followEdit, grown, type LineEdit, type LineRange } from './lineRange';
import { linesText } from './linesText';
import type { SourceText } from './source';

export interface FollowedOptions {
  /** Lines of context above and below. */
  readonly margin?: number;
  /** Most lines of an item. */
  readonly most: number;
}

/** Lines of a text that follow its edits, and that keep what they said when it is closed. */
export class FollowedLines {
  #range: LineRange;
  #kept: { readonly version: number; readonly text: string; readonly range: LineRange } | undefined;
  #closed = false;

  constructor(
    readonly text: SourceText,
    range: LineRange,
    private readonly options: FollowedOptions,
  ) {
    this.#range = range;
  }

  /** Without the margin. */
  get bare(): LineRange {
    return this.#range;
  }

  get range(): LineRange {
    return this.#current().range;
  }

  /** Whole lines, LF line ends. */
  get content(): string {
    return this.#current().text;
  }

  /** False where the lines are gone. */
  follow(edits: readonly LineEdit[]): boolean {
    // Opened again and edited: nobody followed what became of the text in between.
    if (this.#closed) return false;
    for (const edit of edits) {
      const range = followEdit(this.#range, edit);
      if (!range) return false;
      this.#range = range;
    }
    this.#kept = undefined;
    return true;
  }

  close(): void {
    this.#current();
    this.#closed = true;
  }

  item(origin: ContextOrigin, score: number): ContextItem {
    const { path, languageId } = this.text;
    return { origin, path, languageId, text: this.content, line: this.range.first, score };
  }

  #current(): { readonly text: string; readonly range: LineRange } {
    const { version, lineCount } = this.text;
    if (this.#kept && (this.#closed || this.#kept.version === version)) return this.#kept;
    const { margin = 0, most } = this.options;
    const wide = grown(this.#range, margin, lineCount);
    const range = { first: wide.first, end: Math.min(wide.end, wide.first + most) };
    this.#kept = { version, text: linesText(this.text, range), range };
    return this.#kept;
  }
}
