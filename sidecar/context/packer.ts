import { containment, lineSet, similarity } from '../../language-tokenizers/text/lineSets';
import { countTokens, type Segment } from '../fim/index';
import type { ContextItem, ContextOrigin, PromptCut } from '../protocol';

export interface PackRequest {
  readonly items: readonly ContextItem[];
  /** The text around the cursor: what it says need not be said twice. */
  readonly around: string;
  /** Tokens that all of it may take. */
  readonly limit: number;
  /** Makes a piece as it stands in the prompt; with another `manner`, pieces may look otherwise. */
  readonly segmentsOf: (item: ContextItem) => readonly Segment[];
  readonly manner: string;
}

export interface Packed {
  readonly segments: readonly Segment[];
  readonly cuts: readonly PromptCut[];
}

/** What a piece is worth by where it comes from, times its score. */
const WORTH: Readonly<Record<ContextOrigin, number>> = {
  problem: 1.2,
  definition: 1,
  edited: 0.9,
  similar: 0.8,
  visited: 0.5,
};
/** New pieces come in this order, those that change least first. */
const ORDER: readonly ContextOrigin[] = ['visited', 'similar', 'definition', 'edited', 'problem'];
/** A piece that is in the prompt already is worth this much more: replacing it evaluates all that follows anew. */
const KEPT = 1.5;
/** From this share of equal lines on, a piece is much the same as another (llama.vscode's threshold). */
const SAME = 0.9;
/** A longer piece than this part of the room is cut to it, at a line's end: there may be others. */
const LARGEST = 1 / 2;
/** What the others leave goes to such a piece in this part of the room, so that its end moves seldom. */
const STEP = 1 / 8;
/** Cuts of a piece that are remembered. */
const MOST_CUTS = 4;

/** What is worked out of a piece once. */
interface Known {
  readonly lines: ReadonlySet<string>;
  /** By the room that it was given, and its manner. */
  readonly fitted: Map<string, Fitted>;
}

/** A piece that may stand in the prompt. */
interface Candidate {
  readonly item: ContextItem;
  readonly key: string;
  readonly known: Known;
  readonly lines: ReadonlySet<string>;
  readonly worth: number;
}

interface Chosen extends Candidate, Fitted {}

/**
 * Chooses what of the context goes into a prompt, and in which order. It remembers the last choice, for one model: what
 * stays keeps its place, what is new or has changed goes to the end, so that the prompt's beginning, which is in the
 * model's cache, changes as little as can be.
 */
export class ContextPacker {
  #order: readonly string[] = [];
  /** Of the pieces of the last request: most come again. */
  #known: ReadonlyMap<string, Known> = new Map();

  /** Chooses, and remembers the choice. */
  pack(request: PackRequest): Packed {
    const { ordered, cuts } = this.#choose(request);
    this.#order = ordered.map(({ key }) => key);
    return { segments: ordered.flatMap(({ segments }) => segments), cuts };
  }

  /** What {@link pack} would choose. */
  preview(request: PackRequest): Packed {
    const { ordered, cuts } = this.#choose(request);
    return { segments: ordered.flatMap(({ segments }) => segments), cuts };
  }

  #choose({ items, around, limit, ...manner }: PackRequest): { ordered: Chosen[]; cuts: PromptCut[] } {
    const cuts: PromptCut[] = [];
    const cut = ({ origin, path, line }: ContextItem, tokens: number, reason: string): void => {
      cuts.push({ origin, path, line, tokens, reason });
    };
    const here = lineSet(around);
    const most = Math.floor(limit * LARGEST);
    const chosen: Chosen[] = [];
    let left = limit;
    for (const candidate of this.#ranked(items)) {
      const { item, lines } = candidate;
      if (lines.size === 0) continue;
      const same = chosen.find((other) => isSame(candidate, other));
      if (containment(lines, here) >= SAME) cut(item, 0, 'The text around the cursor says it already.');
      else if (same) cut(item, 0, `It is much the same as a piece of ${same.item.path}.`);
      else {
        const { segments, lost } = fitOnce(candidate, most, manner);
        const tokens = countTokens(segments);
        if (tokens === 0 || tokens > left) cut(item, tokens + lost, 'There was no room left for it.');
        else {
          left -= tokens;
          chosen.push({ ...candidate, segments, lost });
        }
      }
    }
    const step = Math.max(1, Math.floor(limit * STEP));
    const grown = chosen.map((piece): Chosen => {
      const tokens = countTokens(piece.segments);
      // A line that did not fit has left some of its own half, too.
      const more = Math.floor((left - most + tokens) / step) * step;
      if (piece.lost === 0 || more <= 0) return piece;
      const larger = fitOnce(piece, most + more, manner);
      left -= countTokens(larger.segments) - tokens;
      return { ...piece, ...larger };
    });
    for (const { item, lost } of grown) {
      if (lost > 0) cut(item, lost, 'Its end was cut: it would take too much of the room.');
    }
    return { ordered: this.#inOrder(grown), cuts };
  }

  /** The most worthwhile first. */
  #ranked(items: readonly ContextItem[]): Candidate[] {
    const placed = new Set(this.#order);
    const known = new Map<string, Known>();
    const candidates = items.map((item) => {
      const key = `${item.origin}\0${item.path}\0${item.line}\0${item.text}`;
      const own = known.get(key) ?? this.#known.get(key) ?? { lines: lineSet(item.text), fitted: new Map() };
      known.set(key, own);
      const worth = WORTH[item.origin] * item.score * (placed.has(key) ? KEPT : 1);
      return { item, key, known: own, lines: own.lines, worth };
    });
    this.#known = known;
    return candidates.sort((a, b) => b.worth - a.worth);
  }

  #inOrder(chosen: readonly Chosen[]): Chosen[] {
    const places = new Map(this.#order.map((key, index) => [key, index]));
    const place = ({ key, item }: Chosen): number =>
      item.origin === 'problem'
        ? Infinity
        : (places.get(key) ?? this.#order.length + ORDER.indexOf(item.origin));
    // Sorting is stable: those of one origin stay by their worth.
    return [...chosen].sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
  }
}

function isSame(a: Candidate, b: Candidate): boolean {
  return (
    similarity(a.lines, b.lines) > SAME ||
    (a.item.path === b.item.path && containment(a.lines, b.lines) >= SAME)
  );
}

interface Fitted {
  readonly segments: readonly Segment[];
  /** Tokens that were cut off. */
  readonly lost: number;
}

type Manner = Pick<PackRequest, 'segmentsOf' | 'manner'>;

function fitOnce({ item, known }: Candidate, most: number, { segmentsOf, manner }: Manner): Fitted {
  const key = `${most} ${manner}`;
  let piece = known.fitted.get(key);
  if (piece === undefined) {
    if (known.fitted.size >= MOST_CUTS) known.fitted.clear();
    piece = fit(item, most, segmentsOf);
    known.fitted.set(key, piece);
  }
  return piece;
}

/** The piece, or as many of its first lines as fit in so many tokens. */
function fit(item: ContextItem, most: number, segmentsOf: PackRequest['segmentsOf']): Fitted {
  const segments = segmentsOf(item);
  const tokens = countTokens(segments);
  if (tokens <= most) return { segments, lost: 0 };
  const lines = item.text.split('\n');
  let [fits, tooMany] = [0, lines.length];
  let best: Fitted = { segments: [], lost: tokens };
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    const shorter = { ...item, text: `${lines.slice(0, middle).join('\n')}\n` };
    const made = segmentsOf(shorter);
    const count = countTokens(made);
    if (count <= most) {
      fits = middle;
      best = { segments: made, lost: tokens - count };
    } else tooMany = middle;
  }
  return best;
}
