import type { CursorPlace, EditorView, SourceText } from '../../../../extension/context/source';
import type { LineEdit } from '../../../../extension/context/lineRange';

/** A text as an editor holds it, that can be edited. */
export class EditableText implements SourceText {
  version = 1;
  #lines: string[];

  constructor(
    readonly path: string,
    lines: readonly string[],
    readonly languageId = 'typescript',
  ) {
    this.#lines = [...lines];
  }

  get id(): string {
    return `file:///project/${this.path}`;
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  line(index: number): string {
    const line = this.#lines[index];
    if (line === undefined) throw new RangeError(`No line ${index}.`);
    return line;
  }

  /** Puts lines in place of others. */
  replace(first: number, removed: number, lines: readonly string[]): LineEdit {
    this.#lines.splice(first, removed, ...lines);
    this.version++;
    // As an editor tells it: from the beginning of the first line to the beginning of the one after the last.
    return { first, removed, added: lines.length };
  }

  /** Writes over a line. */
  write(index: number, line: string): LineEdit {
    this.#lines[index] = line;
    this.version++;
    return { first: index, removed: 0, added: 0 };
  }
}

/** A text of so many lines that all say something of their own. */
export function numbered(path: string, count: number): EditableText {
  return new EditableText(
    path,
    Array.from({ length: count }, (_, index) => `${path.replace(/\W/g, '_')}_line${index} = ${index};`),
  );
}

export function at(text: SourceText, line: number, character = 0): CursorPlace {
  return { text, line, character };
}

/** An editor in which nothing is open and nobody knows anything, but for what is given. */
export function editorView(known: Partial<EditorView> = {}): EditorView {
  return {
    shownTexts: () => [],
    problems: () => [],
    definitions: () => Promise.resolve([]),
    symbols: () => Promise.resolve([]),
    open: () => Promise.resolve(undefined),
    isInWorkspace: () => true,
    ...known,
  };
}
