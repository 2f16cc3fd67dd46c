import { readFile } from 'node:fs/promises';
import type { Tokenizer } from '../language-tokenizers/bpe/tokenizer';
import { languageOfFile } from '../language-tokenizers/syntax/languages';
import { readSource, STDIN } from './files/source';
import { decode } from './files/text';
import { identity, walk } from './files/walk';
import type { Host } from './host';

export type Counts = Readonly<Record<string, number>>;

export interface FileCount {
  readonly path: string;
  readonly language: string | null;
  readonly bytes: number;
  readonly counts: Counts;
}

export interface CountResult {
  readonly files: readonly FileCount[];
  readonly totals: Counts;
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/** Counts files, folders and standard input; a file that two paths lead to counts once. */
export async function countPaths(
  paths: readonly string[],
  tokenizers: readonly Tokenizer[],
  maxBytes: number,
  host: Host,
): Promise<CountResult> {
  const files: FileCount[] = [];
  const skipped: { path: string; reason: string }[] = [];
  const seen = new Set<string>();
  const add = (path: string, text: string, bytes: number): void => {
    const counts = Object.fromEntries(tokenizers.map((one) => [one.name, one.count(text)]));
    files.push({ path, language: languageOfFile(path)?.id ?? null, bytes, counts });
  };
  for (const start of new Set(paths)) {
    if (start === STDIN) {
      const source = await readSource(STDIN, host);
      add(STDIN, source.text, source.bytes);
      continue;
    }
    for await (const { path, skipped: reason } of walk(start, maxBytes)) {
      if (seen.has(identity(path))) continue;
      seen.add(identity(path));
      if (reason !== undefined) {
        skipped.push({ path, reason });
      } else if (path === start) {
        // Named by the user: what is wrong with it is an error, and its size is the user's choice.
        const source = await readSource(path, host);
        add(path, source.text, source.bytes);
      } else {
        const bytes = await readFile(path).catch(() => undefined);
        const content = bytes ? decode(bytes) : { problem: "can't be read" };
        if ('text' in content) add(path, content.text, bytes!.length);
        else skipped.push({ path, reason: content.problem });
      }
    }
  }
  return {
    files,
    totals: sum(
      files.map((file) => file.counts),
      tokenizers,
    ),
    skipped,
  };
}

function sum(all: readonly Counts[], tokenizers: readonly Tokenizer[]): Counts {
  return Object.fromEntries(
    tokenizers.map(({ name }) => [name, all.reduce((total, counts) => total + counts[name]!, 0)]),
  );
}
