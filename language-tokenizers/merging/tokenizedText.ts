import type { TokenRun, Tokenizer } from '../bpe/tokenizer';
import type { FunctionRange } from '../syntax/unit';
import type { UnitRun } from '../syntax/unitRun';

/** A text as both its readers see it: the model's tokens, and the units of the language's grammar. */
export interface TokenizedText {
  /** For people: the file's path. */
  readonly name: string;
  readonly text: string;
  readonly tokenizer: Tokenizer;
  /** All tokens of the text. */
  readonly tokens: TokenRun;
  /** Id of the syntax language; undefined where it is unknown, and then there are no units. */
  readonly language: string | undefined;
  /** All units, white space too: they tile the text, or there are none. */
  readonly units: UnitRun;
  /** Named functions with a body, outer before inner. */
  readonly functions: readonly FunctionRange[];
  /** Surprisal of each token in bits, where a model has read the text. */
  readonly surprisal?: Float32Array;
  /** Tokens that Tokompiler makes of the text without its comments, where it was asked, or why it makes none. */
  readonly tokompiled?: { readonly tokens: number } | { readonly refused: string };
}
