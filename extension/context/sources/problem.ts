import type { ContextItem } from '../../../sidecar/protocol';
import type { LineEdit } from '../lineRange';
import type { ContextSource, CursorPlace, EditorView, Problem, SourceText } from '../source';

const MOST = 2;
/** UTF-16 units: some compilers print whole types. */
const LONGEST = 300;

/**
 * What the editor reports of the cursor's line and the one above it: errors first, then the nearer line. It is what was
 * reported when the cursor came there: once a line is being written, most of what is said of it is that it is not
 * finished, it is another with each key, and a prompt in which it changes is evaluated anew from there on.
 */
export class ProblemSource implements ContextSource {
  #at: CursorPlace | undefined;
  /** What was reported before the line began to be written; undefined as long as it did not. */
  #before: readonly ContextItem[] | undefined;

  constructor(private readonly editor: Pick<EditorView, 'problems'>) {}

  moved(place: CursorPlace): void {
    if (this.#at && isSameLine(this.#at, place)) return;
    this.#at = place;
    this.#before = undefined;
  }

  edited({ id }: SourceText, edits: readonly LineEdit[]): void {
    const at = this.#at;
    if (at?.text.id !== id) return;
    const lines = edits.reduce((sum, { added, removed }) => sum + added - removed, 0);
    if (lines === 0) this.#before ??= this.#of(at);
    else {
      // The line that the cursor goes to with it is a new one.
      this.#at = { ...at, line: at.line + lines };
      this.#before = [];
    }
  }

  saved({ id }: SourceText): void {
    if (this.#at?.text.id === id) this.#before = undefined;
  }

  collect(place: CursorPlace): readonly ContextItem[] {
    const isHere = this.#at !== undefined && isSameLine(this.#at, place);
    return (isHere ? this.#before : undefined) ?? this.#of(place);
  }

  #of({ text, line }: CursorPlace): readonly ContextItem[] {
    const rank = (problem: Problem): number => (problem.severity === 'error' ? 0 : 2) + line - problem.line;
    return this.editor
      .problems(text)
      .filter((problem) => problem.line === line || problem.line === line - 1)
      .sort((a, b) => rank(a) - rank(b))
      .slice(0, MOST)
      .map((problem) => ({
        origin: 'problem',
        path: text.path,
        languageId: text.languageId,
        text: `${problem.severity}: ${oneLine(problem.message)}\n`,
        line: problem.line,
        score: 1,
      }));
  }
}

function isSameLine(one: CursorPlace, other: CursorPlace): boolean {
  return one.text.id === other.text.id && one.line === other.line;
}

function oneLine(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim();
  // A cut may part the halves of a surrogate pair.
  return line.length > LONGEST ? `${line.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
}
