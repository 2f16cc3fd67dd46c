import type { TokenId } from '../engine/engine';
import type { ContextItem } from '../protocol';
import { commented } from './commented';
import type { FilesLayout } from './format';
import type { Segment } from './segment';
import type { Measure } from './window';

/** What the texts of a layout are filled with. */
export interface FilesRequest {
  readonly layout: FilesLayout<TokenId | string>;
  readonly repository: string;
  /** Path and language of the file with the cursor. */
  readonly path: string;
  readonly languageId: string;
  readonly measure: Measure;
}

/** What stands before the first of several files, and between the last and the file with the cursor. */
export function frameSegments(request: FilesRequest): { begin: Segment[]; current: Segment[] } {
  const { layout, path, repository } = request;
  const values = { '{repository}': repository, '{path}': path };
  const of = (pieces: readonly (TokenId | string)[]): Segment[] =>
    pieces.map((piece) => segmentOf(piece, values, { origin: 'path' }, request.measure));
  return { begin: of(layout.begin), current: of(layout.current) };
}

/** A piece of another file as it stands in the prompt. */
export function fileSegments(item: ContextItem, request: FilesRequest): Segment[] {
  const { layout, repository, languageId, measure } = request;
  const { origin, path, line } = item;
  const text = item.text.endsWith('\n') ? item.text : `${item.text}\n`;
  const values = {
    '{repository}': repository,
    '{path}': path,
    '{text}': text,
    // The comment is one in the file that it stands in.
    '{commented}': commented(`${path}\n${text}`, languageId),
  };
  return layout.file.map((piece) =>
    segmentOf(piece, values, { origin, path, line, heading: headingOf(piece) }, measure),
  );
}

/** Line breaks before the text of a file. */
function headingOf(piece: TokenId | string): number {
  if (piece === '{commented}') return 1;
  return typeof piece === 'string' ? piece.split('{text}')[0]!.split('\n').length - 1 : 0;
}

function segmentOf(
  piece: TokenId | string,
  values: Readonly<Record<string, string>>,
  about: Omit<Segment, 'tokens'>,
  measure: Measure,
): Segment {
  if (typeof piece === 'number') return { origin: 'marker', tokens: [piece] };
  // All in one go: a path may well have braces in it.
  const text = piece.replace(/\{\w+\}/g, (name) => values[name] ?? name);
  return { ...about, tokens: measure(text) };
}
