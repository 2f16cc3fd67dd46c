import type { Scanner } from '../scanners/scanner';

/** A named way to turn text into tokens, and where its vocabulary is. */
export interface Encoding {
  /** As the reference implementation has it, "o200k_base". */
  readonly name: string;
  /** Other names of the same encoding. */
  readonly aliases?: readonly string[];
  /** For people, "o200k_base (GPT-4o, GPT-4.1, …)". */
  readonly displayName: string;
  /** Name of the vocabulary's asset; encodings of the same ranks share one. */
  readonly asset: string;
  /** Splits text as `pattern` would. */
  readonly createScanner: () => Scanner;
  /** The reference's own split pattern, in Rust's syntax. */
  readonly pattern: string;
  /** Ids of tokens that text makes only when asked. Where two texts have one id, the later is the id's own. */
  readonly specialTokens: Readonly<Record<string, number>>;
  /** True when ids equal the reference implementation's on every input. */
  readonly exact: boolean;
  /** Where the vocabulary comes from, and under which licence. */
  readonly source: string;
}
