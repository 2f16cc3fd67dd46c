import { kindOf } from '../normalize/characterKinds';
import type { SplitBehavior } from '../tokenizerJson/parts';
import { slice, type Word } from './word';

interface Span {
  start: number;
  end: number;
  readonly isMatch: boolean;
}

/** The parts of a word that its code points of a kind cut it into, each of them a match by itself. */
export function splitKind(word: Word, kind: number, behavior: SplitBehavior): Word[] {
  const { text } = word;
  const spans: Span[] = [];
  let last = 0;
  for (let at = 0; at < text.length;) {
    const point = text.codePointAt(at)!;
    const end = at + (point > 0xffff ? 2 : 1);
    if ((kindOf(point) & kind) !== 0) {
      if (at > last) spans.push({ start: last, end: at, isMatch: false });
      spans.push({ start: at, end, isMatch: true });
      last = end;
    }
    at = end;
  }
  if (last === 0) return text === '' ? [] : [word];
  if (last < text.length) spans.push({ start: last, end: text.length, isMatch: false });
  return joined(spans, behavior).map(({ start, end }) => slice(word, start, end));
}

/** The parts of a word that a pattern's matches cut it into; `inverted`, what is between them is the matches. */
export function splitMatches(word: Word, pattern: RegExp, behavior: SplitBehavior, inverted = false): Word[] {
  const spans: Span[] = [];
  const add = (start: number, end: number, isMatch: boolean): void => {
    if (end > start) spans.push({ start, end, isMatch });
  };
  let last = 0;
  for (const { 0: match, index } of word.text.matchAll(pattern)) {
    add(last, index, inverted);
    last = index + match.length;
    add(index, last, !inverted);
  }
  add(last, word.text.length, inverted);
  return joined(spans, behavior).map(({ start, end }) => slice(word, start, end));
}

function joined(spans: readonly Span[], behavior: SplitBehavior): readonly Span[] {
  switch (behavior) {
    case 'Removed':
      return spans.filter(({ isMatch }) => !isMatch);
    case 'Isolated':
      return spans;
    case 'Contiguous':
      return join(spans, (left, right) => left.isMatch === right.isMatch);
    case 'MergedWithPrevious':
      return join(spans, (left, right) => right.isMatch && !left.isMatch);
    case 'MergedWithNext':
      return join(spans, (left, right) => left.isMatch && !right.isMatch);
  }
}

/** Spans with those that follow one another joined where `together` says so of the two. */
function join(spans: readonly Span[], together: (left: Span, right: Span) => boolean): readonly Span[] {
  const result: Span[] = [];
  let before: Span | undefined;
  for (const span of spans) {
    if (before && together(before, span)) result.at(-1)!.end = span.end;
    else result.push({ ...span });
    before = span;
  }
  return result;
}
