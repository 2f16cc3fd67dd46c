import type { ContextItem } from '../../../sidecar/protocol';
import { identifiersOf } from '../identifiers';
import { overlap, windowAround } from '../lineRange';
import { linesText } from '../linesText';
import { Slices } from '../slices';
import type { ContextSource, CursorPlace, EditorView, SourceText } from '../source';
import { WINDOW, WindowIndex, type Match } from '../windowIndex';

/** Copilot's numbers: files looked at, windows taken. */
const TEXTS = 20;
const BEST = 4;
/** A window that shares less than this with the text around the cursor says little about it. */
const LEAST = 0.1;

interface Found extends Match {
  readonly text: SourceText;
}

interface Indexed {
  /** The version that is indexed or being indexed. */
  version: number;
  index: WindowIndex | undefined;
}

/**
 * Windows of the visible tabs that are most like the text around the cursor, by their identifiers (Copilot's neighbour
 * files). A text is indexed once for each version, in slices; until that is done, the version before speaks for it.
 */
export class SimilarSource implements ContextSource {
  readonly #indexed = new WeakMap<SourceText, Indexed>();
  readonly #slices = new Slices();

  constructor(private readonly editor: Pick<EditorView, 'shownTexts'>) {}

  prepare(place: CursorPlace): void {
    for (const text of this.#texts(place)) {
      const known = this.#indexed.get(text);
      if (known?.version === text.version) continue;
      const entry = { version: text.version, index: known?.index };
      this.#indexed.set(text, entry);
      this.#slices.add(this.#build(text, entry));
    }
  }

  collect(place: CursorPlace): ContextItem[] {
    const names = new Set<string>();
    const { first, end } = windowAround(place.line, WINDOW, place.text.lineCount);
    for (let index = first; index < end; index++) {
      for (const { name } of identifiersOf(place.text.line(index))) names.add(name);
    }
    let best: Found[] = [];
    for (const text of this.#texts(place)) {
      // Once there are enough, only better ones count.
      const least = best[BEST - 1]?.similarity ?? LEAST;
      const matches = this.#indexed.get(text)?.index?.matches(names, least) ?? [];
      best = [...best, ...apart(matches).map((match) => ({ ...match, text }))]
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, BEST);
    }
    return best.map(({ text, range, similarity }) => ({
      origin: 'similar',
      path: text.path,
      languageId: text.languageId,
      text: linesText(text, range),
      line: range.first,
      // A quarter in common is a lot already.
      score: Math.sqrt(similarity),
    }));
  }

  dispose(): void {
    this.#slices.dispose();
  }

  #texts(place: CursorPlace): SourceText[] {
    const others = this.editor.shownTexts().filter(({ id }) => id !== place.text.id);
    return others.slice(0, TEXTS);
  }

  *#build(text: SourceText, entry: Indexed): Generator<void, void> {
    // Edited and asked for anew: that one's turn comes.
    if (this.#indexed.get(text) === entry) entry.index = yield* WindowIndex.of(text);
  }
}

/** The best of a text's windows, no two of the same lines. */
function apart(matches: readonly Match[]): Match[] {
  const best: Match[] = [];
  for (const match of matches.toSorted((a, b) => b.similarity - a.similarity)) {
    if (best.length === BEST) break;
    if (!best.some(({ range }) => overlap(range, match.range) > 0)) best.push(match);
  }
  return best;
}
