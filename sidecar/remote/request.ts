import type { ContextItem } from '../protocol';

/** A request for text, in the words that all servers share. */
export interface RemoteRequest {
  /** Text before and after the cursor, LF line ends, cut to what may be sent. */
  readonly prefix: string;
  readonly suffix: string;
  /** What else the model may see, the most helpful last: next to the text before the cursor. */
  readonly context: readonly ContextItem[];
  /** The end of `prefix` whose tokens the model is to choose anew, "" for none: the answer spells it again. */
  readonly takenBack: string;
  /** Nothing is asked for but what every server of its kind knows: this one refused more. */
  readonly plain: boolean;
  readonly repository: string;
  readonly path: string;
  readonly languageId: string;
  readonly maxTokens: number;
  /** Milliseconds from the first token on after which the answer need not go on; 0 = no limit. */
  readonly timeBudgetMs: number;
  readonly temperature: number;
  readonly seed: number;
}
