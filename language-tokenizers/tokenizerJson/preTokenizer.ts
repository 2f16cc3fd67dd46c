import type { MatchBehavior } from '../bpe/scanners/splitStage';
import type { PreTokenizerJson } from './parts';
import { createStaged, type Split } from './regex/stages';
import { GPT2, knownScanner, type ScannerFactory } from './splitPatterns';
import { Unsupported } from './unsupported';

/** Non-ASCII punctuation is \p{P}, ASCII's all symbols: as Rust and Hugging Face have it. */
export const PUNCTUATION = '[!-/:-@\\[-`{-~\\p{P}]';

/** The scanner of a byte-level model's pre-tokenizer. Throws an Unsupported for one that ours can't be. */
export function byteLevelScanner(json: PreTokenizerJson | undefined): ScannerFactory {
  const splits = stagesOf(json).flatMap(splitOf);
  if (splits.every(({ behavior, inverted }) => behavior === 'Isolated' && !inverted)) {
    const known = knownScanner(splits.map(({ pattern }) => pattern));
    if (known) return known;
  }
  return createStaged(splits);
}

function stagesOf(json: PreTokenizerJson | undefined): readonly PreTokenizerJson[] {
  if (!json) return [];
  return json.type === 'Sequence' ? json.pretokenizers.flatMap(stagesOf) : [json];
}

function splitOf(stage: PreTokenizerJson): readonly Split[] {
  switch (stage.type) {
    case 'ByteLevel':
      return stage.use_regex ? [isolated(GPT2[0]!)] : [];
    case 'Digits':
      return [{ ...isolated('\\p{N}'), behavior: stage.individual_digits ? 'Isolated' : 'Contiguous' }];
    case 'Punctuation':
      return [{ ...isolated(PUNCTUATION), behavior: keeping(stage.behavior) }];
    case 'Split': {
      const pattern = 'Regex' in stage.pattern ? stage.pattern.Regex : quote(stage.pattern.String);
      // Everything but what a pattern finds removed: where it finds all, nothing is.
      if (stage.behavior === 'Removed' && stage.invert && knownScanner([pattern])) return [isolated(pattern)];
      return [{ pattern, behavior: keeping(stage.behavior), inverted: stage.invert }];
    }
    case 'BertPreTokenizer':
    case 'CharDelimiterSplit':
    case 'FixedLength':
    case 'Metaspace':
    case 'Sequence':
    case 'UnicodeScripts':
    case 'Whitespace':
    case 'WhitespaceSplit':
      throw new Unsupported(`the pre-tokenizer ${stage.type}`);
  }
}

function isolated(pattern: string): Split {
  return { pattern, behavior: 'Isolated', inverted: false };
}

function keeping(behavior: MatchBehavior | 'Removed'): MatchBehavior {
  if (behavior === 'Removed') throw new Unsupported('a pre-tokenizer that removes text');
  return behavior;
}

export function quote(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
