/**
 * Where a piece of context comes from. definition: of a symbol that is used around the cursor; edited: where the user
 * changed something lately; visited: where the cursor was, or what was copied or saved; similar: text much like that
 * around the cursor; problem: what the editor reports of the cursor's line.
 */
export type ContextOrigin = 'definition' | 'edited' | 'visited' | 'similar' | 'problem';

/** A piece of another file, or of another part of this one, that may help the model. */
export interface ContextItem {
  readonly origin: ContextOrigin;
  /** As the model may see it: relative to the workspace, with slashes. */
  readonly path: string;
  /** VS Code language id, "" when unknown. */
  readonly languageId: string;
  /** Whole lines, LF line ends. */
  readonly text: string;
  /** Its first line in the file, from 0. */
  readonly line: number;
  /** How much it is likely to help, from 0 to 1, by whoever found it: what decides when not all of it fits. */
  readonly score: number;
}
