import type { CursorWindow } from '../protocol';

/**
 * What the bytes of an answer must satisfy, after those written so far. A state never changes: keeping one to return
 * to costs nothing, and asking about bytes that are not taken leaves no trace.
 */
export interface ConstraintState {
  /** The state after these bytes, or undefined where they are not allowed. They may cut a character. */
  after(bytes: Uint8Array): ConstraintState | undefined;
  /** Whether the answer may end here. */
  readonly mayEnd: boolean;
  /** True where hardly any token is allowed, and asking about one costs next to nothing: then all are asked about. */
  readonly isNarrow?: boolean;
}

/** The place that an answer is written at. */
export interface ConstraintContext extends Pick<CursorWindow, 'prefix' | 'suffix'> {
  /** VS Code language id, "" when unknown. */
  readonly languageId: string;
  /** Name of the file, which may say more than the language id. */
  readonly path: string;
  /** Opens the parser of the language at the cursor; absent where there are no grammars. */
  readonly openParser?: OpenParser;
}

/** Tells whether some text may still become correct. */
export interface SoFarParser {
  /** True when what is wrong with `prefix + answer` may be that it goes on. */
  parses(answer: string): boolean;
  dispose(): void;
}
export type OpenParser = (context: ConstraintContext) => Promise<SoFarParser | NoConstraint>;

/** A constraint that is on. */
export interface OpenConstraint {
  readonly state: ConstraintState;
  /** Frees what the states share. */
  readonly dispose?: () => void;
}
/** A constraint that has no say here. */
export interface NoConstraint {
  /** Why, for the user: a clause without a full stop. */
  readonly reason: string;
}
