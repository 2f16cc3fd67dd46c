import type { Scanner } from './scanners/scanner';
import type { Vocabulary } from './vocabulary';

/** All that makes one byte-pair tokenizer. */
export interface BpeModel {
  /** As the reference implementation has it, "o200k_base". */
  readonly name: string;
  /** For people, "o200k_base (GPT-4o, GPT-4.1, …)". */
  readonly displayName: string;
  /** True when ids equal the reference implementation's on every input. */
  readonly exact: boolean;
  /** Where the vocabulary comes from, and under which licence. */
  readonly source: string;
  readonly vocabulary: Vocabulary;
  /** Splits text into the pieces that merging keeps to. */
  readonly createScanner: () => Scanner;
  /**
   * Ranks of the pre-tokens that are one token whatever merging says of them: added tokens that match in text, and
   * tokens that merging can't make in a vocabulary with `ignore_merges`.
   */
  readonly wholes?: ReadonlyMap<string, number>;
  /** Ids of the tokens that text makes only when asked. */
  readonly specialTokens: Readonly<Record<string, number>>;
}
