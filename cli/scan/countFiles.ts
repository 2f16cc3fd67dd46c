import type { Tokenizer } from '../../language-tokenizers/bpe/tokenizer';
import type { CountedFile } from '../../language-tokenizers/scan/counter';
import { CountTable } from '../../language-tokenizers/scan/cache/countTable';
import type { Key } from '../../language-tokenizers/scan/cache/hash128';
import { findCounted } from '../../language-tokenizers/scan/cache/knownCounts';
import { countBytes, countChunks } from '../../language-tokenizers/scan/countText';
import type { FoundFile } from '../../language-tokenizers/scan/files';
import { reasonOf } from '../errors';
import { contentKey } from './contentKey';
import { FileReader, readChunks } from './readFile';

/** Files above it, bytes, are counted in pieces. */
const WHOLE_BYTES = 32 << 20;

/** Contents that are remembered, about 10 MB. */
const RECENT = 50_000;

/** Reads and counts files in this thread. */
export class FileCounter {
  private readonly reader = new FileReader();
  /** Counts of this scan by content: packages are full of the same files. */
  private readonly recent = new Map<string, CountedFile>();

  /** With `known`, contents that were counted before are not counted again. */
  constructor(
    private readonly tokenizers: readonly Tokenizer[],
    private readonly known?: KnownCounts,
  ) {}

  count(file: FoundFile): CountedFile {
    try {
      if (file.content) return countBytes(file.content, this.tokenizers);
      if (file.bytes > WHOLE_BYTES) return countChunks(() => readChunks(file.location), this.tokenizers);
      return this.countContent(this.reader.read(file.location, file.bytes));
    } catch (error) {
      return { problem: problemOf(error) };
    }
  }

  private countContent(bytes: Uint8Array): CountedFile {
    if (!this.known) return countBytes(bytes, this.tokenizers);
    const { words, tokenizers } = this.known;
    const key = contentKey(bytes);
    const name = key.join();
    let counted = this.recent.get(name) ?? findCounted(CountTable.shared(words), key, tokenizers);
    if (!counted) {
      counted = countBytes(bytes, this.tokenizers);
      if (this.recent.size < RECENT) this.recent.set(name, counted);
    }
    return { ...counted, contentKey: key };
  }
}

/** Counts of former scans, in a form that goes to workers. */
export interface KnownCounts {
  readonly words: Uint32Array;
  readonly tokenizers: readonly Key[];
}

/** Completes "The file …". */
function problemOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? `can't be counted: ${reasonOf(error)}` : `can't be read: ${code}`;
}
