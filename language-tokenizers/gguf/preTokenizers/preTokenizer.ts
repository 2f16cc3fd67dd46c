/**
 * How text is split before merging, by the name that a GGUF file has for it (tokenizer.ggml.pre). The names and
 * what they stand for are llama.cpp's (src/llama-vocab.cpp); the patterns are those of the models' own
 * tokenizer.json, where llama.cpp only comes close to them.
 */
export interface PreTokenizer {
  readonly names: readonly string[];
  /** Patterns in Rust's syntax, one after the other: each splits what the one before left, matches and the rest. */
  readonly patterns: readonly string[];
  /** A pre-token that is a token as a whole stays one, whatever the merges say. */
  readonly ignoreMerges?: boolean;
}

/** GPT-2's. */
export const WORDS = String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`;
