import { LineIndex } from '../text/lineIndex';
import { countVisible, isEvidence } from './evidence';
import { FlatText } from './flatText';
import { Grams } from './grams';

/** A text in which a copy may stand. */
export interface OriginalText<P> {
  /** Whatever tells where it is from. */
  readonly place: P;
  /** Tells one text from another: the same lines of one are found once, in the text that came first. */
  readonly path: string;
  readonly text: string;
  /** Its first line there, from 0. */
  readonly line: number;
}

/** Where a span stands word for word: whole lines [firstLine, lastLine], from 0. */
export interface Original<P> {
  readonly place: P;
  readonly path: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** A part of a text that stands elsewhere, too. Offsets are UTF-16 units of the text. */
export interface CopiedSpan<P> {
  readonly start: number;
  readonly end: number;
  /** Units other than white space. */
  readonly characters: number;
  /** In the order in which the texts came, at most {@link MOST_ORIGINALS}. */
  readonly originals: readonly Original<P>[];
  /** Places beyond those. */
  readonly others: number;
}

/** Longer lists nobody reads: what stands in so many places belongs to none of them. */
export const MOST_ORIGINALS = 5;
/** UTF-16 units of the flat text that a copy has in a row at least. */
const SEED = 24;

interface Match<P> {
  readonly start: number;
  readonly end: number;
  readonly original: Original<P>;
}

/** Finds the spans of a text that stand word for word in others, the white space at the ends of lines apart. */
export class CopyFinder<P> {
  readonly #text: FlatText;
  readonly #grams: Grams;
  readonly #matches: Match<P>[] = [];

  constructor(private readonly text: string) {
    this.#text = new FlatText(text);
    this.#grams = new Grams(this.#text.flat, SEED);
  }

  /** Looks for the text's spans in another text; one call takes time in proportion to that one's length. */
  lookIn(original: OriginalText<P>): void {
    if (this.#text.flat.length < SEED) return;
    const other = new FlatText(original.text);
    const here = this.#text.flat;
    const there = other.flat;
    /** By how far apart the places are: where the last match of that kind ended there. */
    const ends = new Map<number, number>();
    let lines: LineIndex | undefined;
    this.#grams.find(there, (at, own) => {
      if ((ends.get(at - own) ?? -1) > at) return;
      const found = extended(here, there, own, at);
      ends.set(at - own, found.end + at - own);
      const span = trimmed(here, there, found, at - own);
      if (!isEvidence(here.slice(span.start, span.end))) return;
      lines ??= new LineIndex(original.text);
      const first = other.textOffset(span.start + at - own);
      const last = other.textOffset(span.end - 1 + at - own);
      this.#matches.push({
        ...span,
        original: {
          place: original.place,
          path: original.path,
          firstLine: original.line + lines.positionAt(first).line,
          lastLine: original.line + lines.positionAt(last).line,
        },
      });
    });
  }

  /** What was found: no span is a part of another. In the order of the text. */
  spans(): CopiedSpan<P>[] {
    const longest = this.#matches.toSorted((a, b) => a.start - b.start || b.end - a.end);
    const spans: { start: number; end: number; originals: Original<P>[] }[] = [];
    let reached = -1;
    for (const { start, end, original } of longest) {
      const last = spans.at(-1);
      if (last?.start === start && last.end === end) {
        if (!last.originals.some((one) => isSame(one, original))) last.originals.push(original);
      } else if (end > reached) spans.push({ start, end, originals: [original] });
      reached = Math.max(reached, end);
    }
    return spans.map(({ start, end, originals }) => {
      const from = this.#text.textOffset(start);
      const to = this.#text.textOffset(end - 1) + 1;
      return {
        start: from,
        end: to,
        characters: countVisible(this.text.slice(from, to)),
        originals: originals.slice(0, MOST_ORIGINALS),
        others: Math.max(0, originals.length - MOST_ORIGINALS),
      };
    });
  }
}

interface FlatSpan {
  readonly start: number;
  readonly end: number;
}

/** The longest span around `own` that is the same in both. */
function extended(here: string, there: string, own: number, at: number): FlatSpan {
  const apart = at - own;
  let [start, end] = [own, own + SEED];
  while (start > 0 && start + apart > 0 && here[start - 1] === there[start + apart - 1]) start--;
  while (end < here.length && end + apart < there.length && here[end] === there[end + apart]) end++;
  return { start, end };
}

/** The span without the parts of words at its ends, where only a part is the same, and without white space there. */
function trimmed(here: string, there: string, { start, end }: FlatSpan, apart: number): FlatSpan {
  let [from, to] = [start, end];
  const cutsBefore = isWord(here[from - 1]) || isWord(there[from + apart - 1]);
  if (cutsBefore) while (from < to && isWord(here[from])) from++;
  const cutsAfter = isWord(here[to]) || isWord(there[to + apart]);
  if (cutsAfter) while (to > from && isWord(here[to - 1])) to--;
  while (from < to && isBlank(here[from])) from++;
  while (to > from && isBlank(here[to - 1])) to--;
  return { start: from, end: to };
}

function isWord(unit: string | undefined): boolean {
  return unit !== undefined && /[\p{L}\p{N}\p{Cs}_$]/u.test(unit);
}

function isBlank(unit: string | undefined): boolean {
  return unit !== undefined && /\s/.test(unit);
}

function isSame<P>(a: Original<P>, b: Original<P>): boolean {
  return a.path === b.path && a.firstLine === b.firstLine && a.lastLine === b.lastLine;
}
