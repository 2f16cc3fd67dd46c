import { BpeTokenizer } from '../../../bpe/bpeTokenizer';
import type { TokenRun } from '../../../bpe/tokenizer';
import { writeUnits } from '../../../text/codeUnits';
import { StageTwoScanner } from './stageTwoScanner';

/** A text in the base's tokens, merged within the pre-tokens of the second stage. */
export interface StageTwoText {
  readonly run: TokenRun;
  /** 1 for the first token of each pre-token. */
  readonly chunkStarts: Uint8Array;
}

const readers = new WeakMap<BpeTokenizer, StageTwo>();

/** The second stage of a tokenizer, made once. */
export function stageTwoOf(base: BpeTokenizer): StageTwo {
  let reader = readers.get(base);
  if (!reader) readers.set(base, (reader = new StageTwo(base)));
  return reader;
}

/** Reads texts with the merges of a tokenizer, but in the second stage's pre-tokens. */
export class StageTwo {
  readonly tokenizer: BpeTokenizer;
  private readonly scanner = new StageTwoScanner();

  constructor(base: BpeTokenizer) {
    this.tokenizer = new BpeTokenizer({ ...base.model, createScanner: () => new StageTwoScanner() });
  }

  read(text: string): StageTwoText {
    const run = this.tokenizer.encode(text);
    const chunkStarts = new Uint8Array(run.length);
    const units = new Uint16Array(text.length);
    writeUnits(text, units);
    let token = 0;
    for (let start = 0; start < units.length; start = this.scanner.next(units, start, units.length)) {
      while (run.starts[token]! < start) token++;
      chunkStarts[token] = 1;
    }
    return { run, chunkStarts };
  }
}
