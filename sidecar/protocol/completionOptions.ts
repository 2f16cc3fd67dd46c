/**
 * line: stop before the first line break; block: stop at the end of the enclosing scope;
 * auto: `line` when text follows the cursor on its line, else `block`.
 */
export type CompletionMode = 'auto' | 'line' | 'block';

/**
 * What happens where the cursor stands inside a token. off: the prompt ends with the tokens of the text so far;
 * heal: the last ones are taken back and chosen anew; exact: the token path is chosen by the probability of all paths
 * that spell the text so far.
 */
export type BoundaryMode = 'off' | 'heal' | 'exact';

/**
 * auto: the next tokens are guessed and verified several at a time, where that is faster; the text stays the same.
 * lossy: guesses are kept, too, that the model holds likely without being what it would have written.
 */
export type DraftMode = 'auto' | 'off' | 'lossy';

/**
 * What an answer must satisfy. line: it stands on the cursor's line; brackets: it closes none that is not open before
 * the cursor; parse: the text up to its end is one that a correct file may begin with; names: it uses only names that
 * stand around the cursor, come with the language, or are declared in it.
 */
export type ConstraintName = 'line' | 'brackets' | 'parse' | 'names';

/** The text around a cursor, with LF line ends; may be a window of the document. */
export interface CursorWindow {
  readonly prefix: string;
  readonly suffix: string;
  /** True when `prefix` starts at the start of the document (or `suffix` ends at its end). */
  readonly prefixComplete: boolean;
  readonly suffixComplete: boolean;
}
