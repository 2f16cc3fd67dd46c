/** What was shown where, as the editor's side tells it. */
export interface Offer<A> {
  /** What the completion is of; the same object each time it is shown. */
  readonly answer: A;
  readonly documentId: string;
  /** Offset of the start of the cursor's line, in UTF-16 units of the document. */
  readonly lineStart: number;
  /** The line up to the cursor. */
  readonly line: string;
  /** The line up to where the texts go on; more than `line` where an entry of the suggestion list is selected. */
  readonly head: string;
  /** The completion and its alternatives, LF line ends. */
  readonly texts: readonly string[];
  /** Whether nobody asked for it. */
  readonly automatic: boolean;
}

/** A change of a document, with offsets in its UTF-16 units from before the change. */
export interface Edit {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/** What became of a completion. */
export type Fate = 'shown' | 'accepted' | 'partlyAccepted' | 'rejected';

/** The completion that is on screen. */
interface Open<A> {
  readonly offer: Offer<A>;
  lineStart: number;
  /** Characters between the start of the line and the cursor, LF line ends. */
  length: number;
  /** Characters that the last edit put in. */
  inserted: number;
  /** Whether a part was taken, and whether all of it has stood in the text. */
  partly: boolean;
  whole: boolean;
}

/**
 * Follows the completion that is on screen, and says what became of it. The editor has no event of its showing or of
 * its end, so both are inferred:
 *
 * - shown: the provider answered with it, and the request was not cancelled. A cancelled one was never visible.
 * - accepted: the editor ran its command.
 * - accepted in part: one edit put in several characters, and the cursor is as many farther in the completion (*Accept
 *   Next Word of Inline Suggestion*). Keys put in one; a bracket that the editor closes leaves the cursor before it; an
 *   entry of the suggestion list replaces the word.
 * - rejected: the cursor stands elsewhere, or behind a text that the completion does not say. That is what typing on
 *   after Escape comes to. Only what nobody asked for is rejected, and only once.
 * - neither: it was typed in full, another took its place while it still fitted, its document was closed, or an edit
 *   replaced all around it.
 *
 * It looks when the cursor moves or the editor asks for a completion, and not at an edit: only the cursor tells what was
 * typed from what the editor added. One completion is on screen at a time.
 */
export class ShownCompletions<A extends object> {
  #open: Open<A> | undefined;
  readonly #told: Record<Fate, WeakSet<A>> = {
    shown: new WeakSet(),
    accepted: new WeakSet(),
    partlyAccepted: new WeakSet(),
    rejected: new WeakSet(),
  };

  /** @param tell hears each fate of an answer once; `first` is false where another text of the answer was accepted */
  constructor(private readonly tell: (fate: Fate, answer: A, first: boolean) => void) {}

  /** The provider answered with this; {@link look} was called for the place before. */
  show(offer: Offer<A>): void {
    const { answer, documentId, head, texts, line, lineStart } = offer;
    const open = this.#open;
    // What is left of the one that is being typed through.
    if (open?.offer.answer === answer && open.offer.documentId === documentId) return;
    this.#end();
    // An entry of the suggestion list that is written otherwise than what was typed: the line says nothing then.
    const shown = texts.filter((text) => text !== '');
    if (shown.length === 0 || !head.startsWith(line)) return;
    this.#open = {
      offer: { ...offer, texts: shown },
      lineStart,
      length: line.length,
      inserted: 0,
      partly: false,
      whole: false,
    };
    this.#tell('shown', answer);
  }

  /** The document changed. */
  edited(documentId: string, edits: readonly Edit[]): void {
    const open = this.#open;
    if (open?.offer.documentId !== documentId) return;
    // The indentation that comes with a line break is not what was taken.
    const only = edits.length === 1 ? (edits[0]?.text ?? '') : '';
    open.inserted = only.trim() === '' ? 0 : only.replaceAll('\r\n', '\n').length;
    let moved = 0;
    for (const { rangeOffset, rangeLength, text } of edits) {
      const end = rangeOffset + rangeLength;
      if (end > open.lineStart && rangeOffset < open.lineStart) return this.#end();
      // At the very start of the line only whole lines come before it.
      const before =
        end < open.lineStart ||
        (end === open.lineStart && (rangeLength > 0 || (open.offer.head !== '' && text.endsWith('\n'))));
      if (before) moved += text.length - rangeLength;
    }
    open.lineStart += moved;
  }

  /**
   * The cursor stands here.
   *
   * @param textFrom the document's text from an offset up to the cursor, LF line ends
   */
  look(documentId: string, cursor: number, textFrom: (start: number) => string): void {
    const open = this.#open;
    if (!open) return;
    const { offer } = open;
    if (offer.documentId !== documentId || cursor < open.lineStart) return this.left();
    const text = textFrom(open.lineStart);
    const wholes = offer.texts.map((one) => offer.head + one);
    const fits = text.length >= offer.line.length && wholes.some((one) => one.startsWith(text));
    if (!fits) {
      open.whole ||= wholes.some((one) => text.startsWith(one));
      return this.left();
    }
    open.whole ||= wholes.includes(text);
    const { inserted, length } = open;
    // A whole that came at once is accepted, and the command says so, or pasted.
    open.partly ||= inserted > 1 && text.length === length + inserted && !open.whole;
    open.length = text.length;
    open.inserted = 0;
  }

  /** The cursor is elsewhere, such as in another editor or at an end of a selection. */
  left(): void {
    const open = this.#open;
    if (open?.offer.automatic && !open.partly && !open.whole) this.#tell('rejected', open.offer.answer);
    this.#end();
  }

  /** The editor ran the command of one of an answer's texts, `first` of the completion itself. */
  accepted(answer: A, first: boolean): void {
    if (this.#open?.offer.answer === answer) this.#open = undefined;
    this.#tell('accepted', answer, first);
  }

  /** The document is gone, or what is shown is. */
  closed(documentId: string): void {
    if (this.#open?.offer.documentId === documentId) this.#end();
  }

  /** Stops following; what was taken of it is known by now. */
  #end(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open?.partly) this.#tell('partlyAccepted', open.offer.answer);
  }

  #tell(fate: Fate, answer: A, first = true): void {
    const told = this.#told[fate];
    if (told.has(answer)) return;
    told.add(answer);
    this.tell(fate, answer, first);
  }
}
