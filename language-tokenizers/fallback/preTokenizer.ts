import type { Tokenizer } from '@huggingface/tokenizers';
import { inTurn, type PreTokenizer } from '../pipeline/preTokenizer';
import { slice, type Word } from '../pipeline/word';
import type { PreTokenizerJson } from '../tokenizerJson/parts';
import { stagedPreTokenizer } from '../tokenizerJson/stagedPreTokenizer';
import { Unsupported } from '../tokenizerJson/unsupported';

export interface FallbackPreTokenizer {
  readonly split: PreTokenizer;
  /** False where the library, and with it the host's version of Unicode, has a say. */
  readonly exact: boolean;
}

/** Makes what the library has for a stage; undefined if it has none. */
export type LibraryStage = (stage: PreTokenizerJson) => NonNullable<Tokenizer['pre_tokenizer']> | undefined;

/** A pre-tokenizer of our stages, and of the library's where we have none. Throws an Unsupported if that has none. */
export function fallbackPreTokenizer(
  json: PreTokenizerJson | undefined,
  library: LibraryStage,
): FallbackPreTokenizer {
  if (json?.type === 'Sequence') {
    const stages = json.pretokenizers.map((stage) => fallbackPreTokenizer(stage, library));
    const split = inTurn(stages.map((stage) => stage.split));
    return { split, exact: stages.every(({ exact }) => exact) };
  }
  try {
    return { split: stagedPreTokenizer(json), exact: true };
  } catch (error) {
    const stage = json && error instanceof Unsupported ? library(json) : undefined;
    if (!stage) throw error;
    return { split: (word) => found(word, stage(word.text)), exact: false };
  }
}

/** The library's words, looked for in the word that they are parts of. */
function found(word: Word, texts: readonly string[]): Word[] {
  let at = 0;
  return texts.flatMap((text) => {
    const start = word.text.indexOf(text, at);
    if (text === '' || start < 0) return [];
    at = start + text.length;
    return [slice(word, start, at)];
  });
}
