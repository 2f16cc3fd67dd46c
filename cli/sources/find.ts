import path from 'node:path';
import { CopyFinder } from '../../language-tokenizers/copies/copyFinder';
import { LineIndex } from '../../language-tokenizers/text/lineIndex';
import type { ContextItem } from '../../sidecar/protocol';
import type { CursorOptions } from '../cursor';
import { readTexts } from '../files/texts';
import type { Host } from '../host';

/** context: a piece that the model may have seen; file: the rest of the file; searched: elsewhere. */
export type SourceKind = 'context' | 'file' | 'searched';

export interface SourcesRequest extends CursorOptions {
  readonly file: string;
  readonly text: string;
  readonly context: readonly ContextItem[];
  /** Of the context, what the model saw whole. */
  readonly seen: readonly number[];
  /** Files and folders to look in besides. */
  readonly folders: readonly string[];
}

/** The texts that completions at a place are compared with, the likeliest to have been copied first. */
export class Sources {
  readonly #texts: { kind: SourceKind; inPrompt: boolean; path: string; text: string; line: number }[] = [];

  private constructor({ file, text, line, column, context, seen }: SourcesRequest) {
    context.forEach((item, index) =>
      this.#texts.push({ ...item, kind: 'context', inPrompt: seen.includes(index) }),
    );
    const offset = new LineIndex(text).offsetAt(line - 1, column - 1);
    const own = { kind: 'file', inPrompt: false, path: slashed(file) } as const;
    this.#texts.push({ ...own, text: text.slice(0, offset), line: 0 });
    this.#texts.push({ ...own, text: text.slice(offset), line: line - 1 });
  }

  static async of(request: SourcesRequest, host: Host): Promise<Sources> {
    const sources = new Sources(request);
    const known = new Set([request.file, ...request.context.map((item) => item.path)].map(absolute));
    const selection = { include: [], exclude: [], maxBytes: MOST_BYTES, useIgnoreFiles: true };
    for await (const read of readTexts(request.folders, selection, host)) {
      if (!('text' in read) || known.has(absolute(read.path))) continue;
      const found = { kind: 'searched', inPrompt: false, line: 0 } as const;
      sources.#texts.push({ ...found, path: slashed(read.path), text: read.text });
    }
    return sources;
  }

  /** What of a completion stands elsewhere, as the JSON document says it: lines count from 1. */
  find(completion: string) {
    const finder = new CopyFinder<{ readonly kind: SourceKind; readonly inPrompt: boolean }>(completion);
    for (const { kind, inPrompt, ...text } of this.#texts)
      finder.lookIn({ ...text, place: { kind, inPrompt } });
    return finder.spans().map(({ originals, ...span }) => ({
      ...span,
      places: originals.map(({ place, path: name, firstLine, lastLine }) => ({
        kind: place.kind,
        ...(place.kind === 'context' && { inPrompt: place.inPrompt }),
        path: name,
        firstLine: firstLine + 1,
        lastLine: lastLine + 1,
      })),
    }));
  }
}

/** Larger files in a folder are data, not code. */
const MOST_BYTES = 1_000_000;

function slashed(name: string): string {
  return name.split(path.sep).join('/');
}

function absolute(name: string): string {
  return path.resolve(name);
}
