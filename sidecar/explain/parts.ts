/** A prompt in parts, of whose lines those that may be taken out are known by where they are from. */
import type { PromptFor } from '../completion/promptFor';
import type { TokenId, Vocabulary } from '../engine/engine';
import type { Segment } from '../fim/index';
import type { CompleteParams, ContextItem, ExplainedPlace } from '../protocol';

export interface PartLine {
  /** As it stands in the prompt, with its line end. */
  readonly text: string;
  /** As the user knows it, without. Absent of a line that has to stay. */
  readonly about?: ExplainedPlace & { readonly text: string };
}

/** A stretch of the prompt; without lines, one that has to stay. */
export interface Part {
  readonly tokens: readonly TokenId[];
  readonly lines: readonly PartLine[];
}

export interface PromptParts {
  /** All of the prompt before what the answer goes on from. */
  readonly parts: readonly Part[];
  /** What the answer goes on from: the cursor's line, and what stands before it without a marker between. */
  readonly tail: readonly PartLine[];
}

type Asked = Pick<CompleteParams, 'prefix' | 'suffix' | 'context'>;

export function partsOf(prompt: PromptFor, asked: Asked, vocabulary: Vocabulary): PromptParts {
  const { segments, tailTokens } = prompt;
  // The answer goes on from the last segment, or from a marker where the cursor's line is empty.
  const hasTail = tailTokens > 0 && segments.at(-1)?.origin === 'line';
  const parts = (hasTail ? segments.slice(0, -1) : segments).map((segment): Part => ({
    tokens: segment.tokens,
    lines: linesOf(segment, asked, textOf(segment.tokens, vocabulary)),
  }));
  const tailText = hasTail ? textOf(segments.at(-1)!.tokens, vocabulary) : '';
  const cut = tailText.lastIndexOf('\n') + 1;
  const tail = fileLines(
    tailText.slice(0, cut),
    { origin: 'before' },
    lineOf(asked.prefix) - breaks(tailText),
  );
  return { parts, tail: [...tail, { text: tailText.slice(cut) }] };
}

/** Of a marker, a path, or a second mention of the cursor's line: none. */
function linesOf({ origin, path, line, heading = 0 }: Segment, asked: Asked, text: string): PartLine[] {
  const { prefix, suffix } = asked;
  if (origin === 'marker' || origin === 'path' || origin === 'line') return [];
  if (origin === 'outline') return fileLines(text, { origin });
  if (origin === 'before') return fileLines(text, { origin }, lineOf(prefix) - breaks(text));
  if (origin === 'after') {
    const above = suffix.slice(0, Math.max(0, suffix.indexOf(text)));
    const [rest, ...below] = fileLines(text, { origin }, lineOf(prefix) + breaks(above));
    // What follows the cursor on its line stays, as the line does.
    return rest && above === '' ? [{ text: rest.text }, ...below] : rest ? [rest, ...below] : [];
  }
  const item = asked.context?.find((one) => one.origin === origin && one.path === path && one.line === line);
  return item ? contextLines(text, item, heading) : [];
}

function fileLines(text: string, place: ExplainedPlace, first?: number): PartLine[] {
  return withEnds(text).map((line, index) => ({
    text: line,
    about: {
      ...place,
      ...(first === undefined ? {} : { line: first + index }),
      text: line.replace(/\n$/, ''),
    },
  }));
}

/** A piece may stand in the prompt under a heading, as comments, and without its end. */
function contextLines(
  text: string,
  { origin, path, line, text: whole }: ContextItem,
  heading: number,
): PartLine[] {
  const own = whole.split('\n');
  return withEnds(text).map((each, index) => {
    const at = index - heading;
    const said = own[at];
    return at < 0 || said === undefined
      ? { text: each }
      : { text: each, about: { origin, path, line: line + at, text: said } };
  });
}

function withEnds(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function breaks(text: string): number {
  return text.split('\n').length - 1;
}

/** Line of the cursor in the text before it. */
function lineOf(prefix: string): number {
  return breaks(prefix);
}

function textOf(tokens: readonly TokenId[], vocabulary: Vocabulary): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return (
    tokens.map((id) => decoder.decode(vocabulary.tokenBytes(id), { stream: true })).join('') +
    decoder.decode()
  );
}
