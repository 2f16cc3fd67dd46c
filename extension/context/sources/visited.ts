import { containment, lineSet, similarity } from '../../../language-tokenizers/text/lineSets';
import type { ContextItem } from '../../../sidecar/protocol';
import { isAround } from '../around';
import { FollowedLines } from '../followedLines';
import { windowAround, type LineEdit } from '../lineRange';
import type { ContextSource, CursorPlace, SourceText } from '../source';

/** llama.vscode's numbers: chunks, their lines, lines of a move that begins a new one, milliseconds after a save. */
const CHUNKS = 16;
const LINES = 64;
const FEWEST_LINES = 3;
const FAR = 32;
const AFTER_SAVE = 1000;
/** A chunk much like a new one leaves (llama.vscode), and one of the same file that the new one has half of (ours). */
const SAME = 0.9;
const HALF = 0.5;
const LEAST_SCORE = 0.4;

/**
 * Where the cursor was: a ring of chunks, as llama.vscode keeps it. A chunk is taken of the text that is left for
 * another, of the place that the cursor leaves by more than 32 lines, and where it is when a text is saved. Instead of
 * a window at random, as there, it is the one around the cursor. What is copied can't be seen: VS Code has no event
 * for it, and we take no keys away to find out.
 */
export class VisitedSource implements ContextSource {
  /** The oldest first. */
  #ring: FollowedLines[] = [];
  #last: CursorPlace | undefined;
  /** The line from which it is counted how far the cursor went. */
  #anchor = 0;
  readonly #cursors = new Map<string, CursorPlace>();
  readonly #saves = new Map<string, ReturnType<typeof setTimeout>>();

  moved(place: CursorPlace): void {
    const last = this.#last;
    const isNew = last?.text.id !== place.text.id;
    const isFar = !isNew && Math.abs(place.line - this.#anchor) > FAR;
    if (last && (isNew || isFar)) this.#add(last);
    if (isNew || isFar) this.#anchor = place.line;
    this.#last = place;
    this.#cursors.set(place.text.id, place);
  }

  saved({ id }: SourceText): void {
    clearTimeout(this.#saves.get(id));
    const save = (): void => {
      this.#saves.delete(id);
      // Closed in the meantime, or saved with others without having been looked at.
      const place = this.#cursors.get(id);
      if (place) this.#add(place);
    };
    this.#saves.set(id, setTimeout(save, AFTER_SAVE));
  }

  edited({ id }: SourceText, edits: readonly LineEdit[]): void {
    this.#ring = this.#ring.filter((chunk) => chunk.text.id !== id || chunk.follow(edits));
  }

  closed({ id }: SourceText): void {
    const last = this.#last;
    if (last?.text.id === id) {
      this.#add(last);
      this.#last = undefined;
    }
    this.#cursors.delete(id);
    for (const chunk of this.#ring) if (chunk.text.id === id) chunk.close();
  }

  collect(place: CursorPlace): ContextItem[] {
    const step = (1 - LEAST_SCORE) / CHUNKS;
    return this.#ring
      .toReversed()
      .filter((chunk) => !isAround(place, chunk.text.id, chunk.range))
      .map((chunk, age) => chunk.item('visited', 1 - age * step));
  }

  dispose(): void {
    for (const timer of this.#saves.values()) clearTimeout(timer);
  }

  #add({ text, line }: CursorPlace): void {
    const added = new FollowedLines(text, windowAround(line, LINES, text.lineCount), { most: LINES });
    const { content } = added;
    if (countLines(content) < FEWEST_LINES) return;
    const lines = lineSet(content);
    const others = this.#ring.filter((chunk) => {
      const own = lineSet(chunk.content);
      const isPart = chunk.text.id === text.id && containment(own, lines) > HALF;
      return !isPart && similarity(own, lines) <= SAME;
    });
    this.#ring = [...others, added].slice(-CHUNKS);
  }
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}
