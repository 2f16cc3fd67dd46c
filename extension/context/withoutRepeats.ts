import type { ContextItem } from '../../sidecar/protocol';
import { overlap, type LineRange } from './lineRange';

/** From this share of its lines on, a piece that another has already is left out. */
const MOST_SHARED = 0.5;

/** Pieces in their order, without those that others before them say for the greater part, and without empty ones. */
export function withoutRepeats(items: readonly ContextItem[]): ContextItem[] {
  const kept: { readonly item: ContextItem; readonly range: LineRange }[] = [];
  for (const item of items) {
    if (item.text.trim() === '') continue;
    const range = { first: item.line, end: item.line + item.text.split('\n').length - 1 };
    const most = MOST_SHARED * (range.end - range.first);
    const isSaid = kept.some(
      (other) =>
        other.item.path === item.path &&
        // What the editor says of a line is not the line.
        other.item.origin !== 'problem' &&
        overlap(other.range, range) > most,
    );
    if (item.origin === 'problem' || !isSaid) kept.push({ item, range });
  }
  return kept.map(({ item }) => item);
}
