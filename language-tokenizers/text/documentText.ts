import { ByteIndex } from './byteIndex';
import { TextPages } from './textPages';

/** Replaces the UTF-16 range [start, end) by `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Something that keeps in step with a text under edit. */
export interface TextFollower {
  /** [start, end) has just been replaced by `inserted` units. */
  edited(start: number, end: number, inserted: number): void;
  /** The text has changed in so many places that following each would cost more than starting anew. */
  replaced(): void;
}

/** Units that are tokenised from scratch in the time of one edit. */
const UNITS_PER_EDIT = 400;

/** A text under edit, once for all that look at it. Offsets are UTF-16 units. */
export class DocumentText {
  /** For followers, which must not change the text. */
  readonly buffer: TextPages;
  private readonly bytes: ByteIndex;
  private readonly followers = new Set<TextFollower>();
  private textCache: string | undefined;
  private current: number;

  constructor(text: string, version = 0) {
    this.buffer = new TextPages(text);
    this.bytes = new ByteIndex(this.buffer);
    this.textCache = text;
    this.current = version;
  }

  /** Version of the text: what was given with the last edits, else one more than before them. */
  get version(): number {
    return this.current;
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

  /** UTF-8 bytes before an offset that is in the text and not inside a surrogate pair. */
  bytesBefore(offset: number): number {
    return this.bytes.before(offset);
  }

  /**
   * Applies edits one after another, each with offsets of the text that the one before left; a VS Code change
   * event's `contentChanges` are such a list. Throws a RangeError, and leaves the text as it is, for an edit
   * outside of it.
   */
  applyEdits(edits: readonly TextEdit[], version = this.current + 1): void {
    this.check(edits);
    this.textCache = undefined;
    this.current = version;
    if (edits.length * UNITS_PER_EDIT > this.length + 10 * UNITS_PER_EDIT) {
      for (const { start, end, text } of edits) this.buffer.replace(start, end, text);
      this.bytes.reset();
      for (const follower of this.followers) follower.replaced();
      return;
    }
    for (const { start, end, text } of edits) {
      this.buffer.replace(start, end, text);
      this.bytes.edited(start, end, text.length);
      for (const follower of this.followers) follower.edited(start, end, text.length);
    }
  }

  follow(follower: TextFollower): void {
    this.followers.add(follower);
  }

  unfollow(follower: TextFollower): void {
    this.followers.delete(follower);
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
