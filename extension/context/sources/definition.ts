import type { ContextItem } from '../../../sidecar/protocol';
import { isAround } from '../around';
import { definitionLines, MOST_LINES } from '../definitionLines';
import { FollowedLines } from '../followedLines';
import { identifiersOf, type Identifier } from '../identifiers';
import type { LineEdit } from '../lineRange';
import { Patience } from '../patience';
import type { ContextSource, CursorPlace, DefinitionTarget, EditorView, SourceText } from '../source';

/** Lines above the cursor's whose identifiers count, and how many of them do. */
const LINES_ABOVE = 5;
const NAMES = 8;
/** Milliseconds: an unanswered question is asked again after the first, one about a text that changed after the second. */
const UNANSWERED = 30_000;
const CHANGED = 5000;
/** Names remembered, of all texts; definitions of one, and of all in an answer. */
const REMEMBERED = 300;
const EACH = 3;
const MOST = 12;
/** Less for each name that is nearer to the cursor, and for code of others. */
const STEP = 0.06;
const FOREIGN = 0.5;

interface Known {
  readonly askedAt: number;
  /** Of the text that was asked about. */
  readonly version: number;
  answered: boolean;
  found: readonly FollowedLines[];
}

/**
 * Definitions of what is used on the cursor's line and above it, by the editor's own providers. They are asked in the
 * background; a completion takes what is known by then. What is known of a name holds until its text changes, and then
 * until it has been asked again; definitions in open texts follow the edits there.
 */
export class DefinitionSource implements ContextSource {
  /** By text and name; the one used last is the last. */
  readonly #known = new Map<string, Known>();
  readonly #patience = new Patience();

  constructor(
    private readonly editor: Pick<EditorView, 'definitions' | 'symbols' | 'open' | 'isInWorkspace'>,
  ) {}

  prepare(place: CursorPlace): void {
    const { text } = place;
    if (!this.#patience.allows(text.languageId)) return;
    const asked = namesAt(place).filter(({ name }) => this.#mustAsk(text, name));
    if (asked.length === 0) return;
    const answers = asked.map(({ name, line, character }) => {
      const key = keyOf(text, name);
      const known: Known = {
        askedAt: performance.now(),
        version: text.version,
        answered: false,
        found: this.#known.get(key)?.found ?? [],
      };
      this.#remember(key, known);
      const answer = this.editor.definitions({ text, line, character });
      void answer.then(async (targets) => {
        known.answered = true;
        known.found = await this.#read(targets);
      });
      return answer;
    });
    this.#patience.watch(text.languageId, answers);
  }

  edited({ id }: SourceText, edits: readonly LineEdit[]): void {
    for (const known of this.#known.values()) {
      known.found = known.found.filter((found) => found.text.id !== id || found.follow(edits));
    }
  }

  closed({ id }: SourceText): void {
    for (const { found } of this.#known.values()) {
      for (const lines of found) if (lines.text.id === id) lines.close();
    }
  }

  collect(place: CursorPlace): ContextItem[] {
    const items = new Map<string, ContextItem>();
    namesAt(place).forEach(({ name }, rank) => {
      for (const found of this.#known.get(keyOf(place.text, name))?.found ?? []) {
        const { id } = found.text;
        const key = `${id} ${found.range.first}`;
        if (items.has(key) || isAround(place, id, found.range)) continue;
        const worth = this.editor.isInWorkspace(id) ? 1 : FOREIGN;
        items.set(key, found.item('definition', (1 - rank * STEP) * worth));
      }
    });
    return [...items.values()].slice(0, MOST);
  }

  #mustAsk(text: SourceText, name: string): boolean {
    const known = this.#known.get(keyOf(text, name));
    if (!known) return true;
    const age = performance.now() - known.askedAt;
    return known.answered ? known.version !== text.version && age > CHANGED : age > UNANSWERED;
  }

  #remember(key: string, known: Known): void {
    this.#known.delete(key);
    this.#known.set(key, known);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= REMEMBERED) break;
      this.#known.delete(oldest);
    }
  }

  async #read(targets: readonly DefinitionTarget[]): Promise<FollowedLines[]> {
    const found: FollowedLines[] = [];
    for (const { id, range } of targets.slice(0, EACH)) {
      const text = await this.editor.open(id);
      if (!text || range.first >= text.lineCount) continue;
      // A provider that names the whole definition leaves nothing to ask.
      const isWhole = range.end - range.first > 1;
      const symbols = isWhole
        ? undefined
        : await this.#patience.ask(`symbols ${text.languageId}`, async () => this.editor.symbols(text));
      found.push(new FollowedLines(text, definitionLines(text, range, symbols ?? []), { most: MOST_LINES }));
    }
    return found;
  }
}

/** The identifiers in use, those nearest to the cursor first; not the one that is being written. */
function namesAt({ text, line, character }: CursorPlace): (Identifier & { readonly line: number })[] {
  const names = new Map<string, Identifier & { readonly line: number }>();
  for (let index = line; index >= Math.max(0, line - LINES_ABOVE); index--) {
    const onLine = identifiersOf(text.line(index));
    const distance = ({ name, character: start }: Identifier): number =>
      index === line ? Math.abs(character - start - name.length / 2) : -start;
    for (const found of onLine.sort((a, b) => distance(a) - distance(b))) {
      const { name, character: start } = found;
      const isWritten = index === line && start < character && character <= start + name.length;
      if (!isWritten && !names.has(name)) names.set(name, { ...found, line: index });
      if (names.size === NAMES) return [...names.values()];
    }
  }
  return [...names.values()];
}

function keyOf({ id, languageId }: SourceText, name: string): string {
  return `${languageId} ${id} ${name}`;
}
