import type { Tokenizer } from '../../bpe/tokenizer';

/** The tokens of a text that stands behind other text. */
export interface InContext {
  readonly tokens: number;
  /** Texts of the tokens, each whole, with what it has of the context. */
  readonly split: readonly string[];
}

/**
 * Tokens that have some part of `text` where it stands behind the character `before` ('' at a file's start). A line
 * end goes before both, so that no tokenizer takes them for the beginning of a text.
 */
export function inContext(tokenizer: Tokenizer, before: string, text: string): InContext {
  const context = before === '' ? '' : `\n${before}`;
  const whole = context + text;
  const run = tokenizer.encode(whole);
  const split: string[] = [];
  for (let i = 0; i < run.length; i++) {
    if (run.ends[i]! > context.length) split.push(whole.slice(run.starts[i], run.ends[i]));
  }
  return { tokens: split.length, split };
}
