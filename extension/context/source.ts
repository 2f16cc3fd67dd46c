/** What the sources of context see of the editor, and what they give; nothing here knows VS Code. */
import type { ContextItem } from '../../sidecar/protocol';
import type { LineEdit, LineRange } from './lineRange';

/** A text that the editor holds; the same object as long as it is open. Lines count from 0. */
export interface SourceText {
  /** Its address. */
  readonly id: string;
  /** As the model may see it: relative to the workspace, with slashes. */
  readonly path: string;
  readonly languageId: string;
  /** Grows with every edit. */
  readonly version: number;
  readonly lineCount: number;
  /** Without its line end. */
  line(index: number): string;
}

export interface CursorPlace {
  readonly text: SourceText;
  readonly line: number;
  /** UTF-16 units from the line's start. */
  readonly character: number;
}

/** Something that the editor reports of a text. */
export interface Problem {
  readonly line: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** Where something is defined. */
export interface DefinitionTarget {
  readonly id: string;
  readonly range: LineRange;
}

/** What a source may ask of the editor. What gives a promise may take for ever, and gives nothing where it fails. */
export interface EditorView {
  /** Texts of the visible tabs that are loaded, those used last first. */
  shownTexts(): readonly SourceText[];
  problems(text: SourceText): readonly Problem[];
  definitions(place: CursorPlace): Promise<readonly DefinitionTarget[]>;
  /** The lines of each symbol. */
  symbols(text: SourceText): Promise<readonly LineRange[]>;
  /** The text of a definition, where it may be read. */
  open(id: string): Promise<SourceText | undefined>;
  isInWorkspace(id: string): boolean;
}

/** Finds pieces of context. None of this may take long: it runs between two keystrokes. */
export interface ContextSource {
  /** What is known by now, for a completion here. */
  collect(place: CursorPlace): readonly ContextItem[];
  /** The cursor rests here, or a completion is asked for: time to begin what takes long. */
  prepare?(place: CursorPlace): void;
  /** The cursor of the active editor is here; in another text than before, where the editor was changed. */
  moved?(place: CursorPlace): void;
  /** Each edit is told in lines of the text as the ones before it left it. */
  edited?(text: SourceText, edits: readonly LineEdit[]): void;
  /** What the user wrote with the edits told last; not what was read from disk again, formatted or renamed. */
  written?(text: SourceText, ranges: readonly LineRange[]): void;
  saved?(text: SourceText): void;
  /** Its lines can be read for the last time. */
  closed?(text: SourceText): void;
  dispose?(): void;
}
