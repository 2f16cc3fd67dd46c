import type { CursorWindow } from '../../protocol';

/** The cursor's line with a completion in it, as far as it is code. */
export interface BareLine {
  /**
   * The line before the cursor, the completion, and the rest of the line. A string is written as "_", comments and
   * quotes that are no string's as spaces: every offset stays what it was.
   */
  readonly before: string;
  readonly text: string;
  readonly rest: string;
}

/** A stretch of the file, in UTF-16 units from the cursor on: negative before it. */
export interface CursorSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * What the grammar says of the file with a text at the cursor. Each answer hangs on the text alone; undefined where
 * the grammar has no say, or reading it would take too long.
 */
export interface FileSyntax {
  /** Places where the file breaks the grammar: what makes no sense there, and what is missing. */
  errors(text: string): number | undefined;
  bare(text: string): BareLine | undefined;
  /** The string literal, quotes included, that the cursor stands in. */
  literal(text: string): CursorSpan | undefined;
  /** The closing brackets that the file lacks behind the text, the innermost first. */
  owed(text: string): string | undefined;
  /** Offset in the text where the statement ends whose block the cursor is in. */
  scopeEnd(text: string): number | undefined;
}

/** A file's syntax as long as a request lasts. */
export interface OpenSyntax extends FileSyntax {
  dispose(): void;
}

/** The place that a completion is for. */
export interface SyntaxPlace extends CursorWindow {
  /** VS Code language id, "" when unknown. */
  readonly languageId: string;
  /** Name of the file, which may say more than the language id. */
  readonly path: string;
}

/** Loads the grammar; nothing is parsed before something is asked. Undefined where there is no grammar. */
export type SyntaxOpener = (place: SyntaxPlace) => Promise<OpenSyntax | undefined>;
