import type { TokenizedText } from '../../merging/tokenizedText';
import { hash128 } from '../../scan/cache/hash128';
import { writeUnits } from '../../text/codeUnits';
import { licenceHeader } from './licence';
import { type LineWindows, lineWindows, WINDOW } from './lineWindows';
import { countIn } from './tokensIn';
import { WindowTable } from './windowTable';

/** Rows of each list that are kept. */
const MAX_ROWS = 200;
const MAX_COPIES = 20;

/** Files with the very same text. */
export interface IdenticalFiles {
  /** The first that came; at most so many copies are named. */
  readonly name: string;
  readonly copies: readonly string[];
  readonly count: number;
  /** Tokens of one. */
  readonly tokens: number;
}

/** Lines that stood, white space at their ends and blank lines aside, somewhere before. */
export interface RepeatedBlock {
  readonly name: string;
  /** Lines count from 0; `lines` are those of the copy, blank ones too. */
  readonly line: number;
  readonly lines: number;
  /** Tokens that start in the copy. */
  readonly tokens: number;
  readonly of: { readonly name: string; readonly line: number };
}

export interface DuplicatesReport {
  /** Files that repeat one before, and their tokens. */
  readonly files: { readonly count: number; readonly tokens: number };
  /** Blocks of eight lines or more that repeat ones before, in files that do not repeat as a whole. */
  readonly blocks: { readonly count: number; readonly lines: number; readonly tokens: number };
  /** Those that cost most first. */
  readonly identical: readonly IdenticalFiles[];
  readonly repeated: readonly RepeatedBlock[];
  /** One of so many places was looked at; more than 1 where there was too much text, and short blocks may be missed. */
  readonly sampling: number;
}

interface FileEntry {
  readonly name: string;
  readonly tokens: number;
  readonly copies: string[];
  count: number;
}

/**
 * Finds repetitions over texts of one tokenizer, as they come. Its memory grows by a few numbers for each file; what
 * it remembers of lines is bounded. Licence headers, which are told apart, do not count as blocks.
 */
export class Duplicates {
  private readonly byContent = new Map<string, FileEntry>();
  private readonly names: string[] = [];
  private readonly windows = new WindowTable();
  private readonly files = { count: 0, tokens: 0 };
  private readonly blocks = { count: 0, lines: 0, tokens: 0 };
  private repeated: RepeatedBlock[] = [];

  add(text: TokenizedText): void {
    if (text.tokens.length === 0) return;
    const key = contentKey(text.text);
    const known = this.byContent.get(key);
    if (known) {
      known.count++;
      if (known.copies.length < MAX_COPIES) known.copies.push(text.name);
      this.files.count++;
      this.files.tokens += known.tokens;
      return;
    }
    this.byContent.set(key, { name: text.name, tokens: text.tokens.length, copies: [], count: 1 });
    this.names.push(text.name);
    this.addBlocks(text);
  }

  report(): DuplicatesReport {
    const identical = [...this.byContent.values()]
      .filter(({ count }) => count > 1)
      .sort((a, b) => b.tokens * (b.count - 1) - a.tokens * (a.count - 1))
      .slice(0, MAX_ROWS)
      .map((one) => ({ ...one, copies: [...one.copies] }));
    return {
      files: { ...this.files },
      blocks: { ...this.blocks },
      identical,
      repeated: this.largest(),
      sampling: this.windows.sampling,
    };
  }

  private addBlocks(text: TokenizedText): void {
    const file = this.names.length - 1;
    const windows = lineWindows(text.text, licenceHeader(text)?.end ?? 0);
    let block: OpenBlock | undefined;
    for (let i = 0; i < windows.low.length; i++) {
      const [low, high] = [windows.low[i]!, windows.high[i]!];
      const place = this.windows.find(low, high);
      // A copy in the same file begins where the original has ended.
      if (place && !(place.file === file && place.index + WINDOW > i)) {
        if (block && i <= block.end && block.goesOn(place.file, place.index, i)) block.end = i + WINDOW;
        else if (!block || i >= block.end) {
          if (block) this.close(block, windows, text);
          block = new OpenBlock(i, place.file, place.index, place.line);
        }
      } else if (!place) this.windows.add(low, high, file, i, windows.lines[i]!.line);
    }
    if (block) this.close(block, windows, text);
  }

  private close(block: OpenBlock, { lines }: LineWindows, text: TokenizedText): void {
    const first = lines[block.start]!;
    const last = lines[block.end - 1]!;
    const tokens = countIn(text.tokens, { start: first.start, end: last.end });
    const count = last.line - first.line + 1;
    this.blocks.count++;
    this.blocks.lines += count;
    this.blocks.tokens += tokens;
    const of = { name: this.names[block.file]!, line: block.line };
    this.repeated.push({ name: text.name, line: first.line, lines: count, tokens, of });
    if (this.repeated.length > 2 * MAX_ROWS) this.repeated = this.largest();
  }

  private largest(): RepeatedBlock[] {
    return this.repeated.toSorted((a, b) => b.tokens - a.tokens).slice(0, MAX_ROWS);
  }
}

/** A repeated block that may go on: significant lines [start, end) of a file, as those from `index` on of another. */
class OpenBlock {
  end: number;

  constructor(
    readonly start: number,
    readonly file: number,
    private readonly index: number,
    readonly line: number,
  ) {
    this.end = start + WINDOW;
  }

  goesOn(file: number, index: number, at: number): boolean {
    return file === this.file && index - this.index === at - this.start;
  }
}

function contentKey(text: string): string {
  const words = new Uint32Array(Math.ceil(text.length / 2) + 1);
  writeUnits(text, new Uint16Array(words.buffer));
  words[words.length - 1] = text.length;
  return hash128(words).join();
}
