/** What the inspector says of a prompt, in words. Pure. */
import type { InspectResult, PromptCut, PromptOrigin, PromptSegment } from '../../sidecar/protocol';
import type { TokenMark } from './layout';

export const ORIGIN_NAMES: Readonly<Record<PromptOrigin, string>> = {
  marker: 'control tokens',
  path: 'file name',
  outline: 'outline of what stands further up',
  before: 'text before the cursor’s line',
  line: 'the cursor’s line',
  after: 'text after the cursor',
  definition: 'definition',
  edited: 'edited lately',
  visited: 'visited lately',
  similar: 'similar text',
  problem: 'reported problem',
};

/** The prompt in one line. */
export function summary({ promptTokens, reusedTokens, budget, family, cuts }: InspectResult): string {
  const left = cuts.length === 0 ? 'nothing left out' : `${cuts.length} left out`;
  return `${number(promptTokens)} of ${number(budget)} tokens · ${number(reusedTokens)} in the cache · format ${family} · ${left}`;
}

/** A stretch of the prompt in one line. */
export function segmentTitle(segment: PromptSegment): string {
  const { tokens } = segment;
  const reused = tokens.filter((token) => token.reused).length;
  const cached =
    reused === 0 ? '' : reused === tokens.length ? ', in the cache' : `, ${number(reused)} in the cache`;
  return `${nameOf(segment)}${fileOf(segment)} · ${plural(tokens.length)}${cached}`;
}

/** Where a stretch comes from; in some formats lines above stand with the cursor's. */
function nameOf({ origin, tokens }: PromptSegment): string {
  const leadsIn = origin === 'line' && tokens.some(({ text }) => text.includes('\n'));
  return leadsIn ? 'lines above, read on to the cursor’s' : ORIGIN_NAMES[origin];
}

/** What was left out, in one line. */
export function cutTitle({ origin, tokens, ...place }: PromptCut): string {
  return `${ORIGIN_NAMES[origin]}${fileOf(place)}${tokens > 0 ? ` · ${plural(tokens)}` : ''}`;
}

/** The lines of a hover, as plain text. */
export function hoverLines({ tokens, segment, fileLine }: TokenMark): readonly string[] {
  const { path } = segment;
  const place = path === undefined ? {} : { path, ...(fileLine === undefined ? {} : { line: fileLine }) };
  const reused = tokens.every((token) => token.reused);
  return [
    tokens.length === 1
      ? `Token ${tokens[0]!.id}`
      : `Tokens ${tokens.map(({ id }) => id).join(', ')}: they cut a character`,
    `${nameOf(segment)}${fileOf(place)}`,
    reused ? 'in the model’s cache: not evaluated again' : 'to be evaluated',
  ];
}

function fileOf({ path, line }: { readonly path?: string; readonly line?: number }): string {
  if (path === undefined) return '';
  // What looks like an icon's name would be shown as the icon.
  return ` ${path.replaceAll('$(', '$ (')}${line === undefined ? '' : `:${line + 1}`}`;
}

function plural(tokens: number): string {
  return `${number(tokens)} ${tokens === 1 ? 'token' : 'tokens'}`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}
