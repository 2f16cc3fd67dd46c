import type { CompleteParams, ContextItem } from '../protocol';
import type { RemoteRequest } from './request';

/** Characters to a token of code, about: nobody here knows the server's tokens. */
const CHARACTERS = 3;
/** What is sent at most, whatever the budget, in UTF-16 units. */
const MOST = 64_000;
/** Of the whole, as for the embedded engine: a quarter for the suffix, two fifths for other files. */
const SUFFIX_SHARE = 1 / 4;
const CONTEXT_SHARE = 0.4;
/** The prefix's beginning moves in such a part of the whole, so that the server's cache still holds what follows. */
const STEP_SHARE = 1 / 8;

/** What of a request is sent: no more than its budget in tokens, which is counted in characters. */
export function requestOf(params: CompleteParams): RemoteRequest {
  const { maxPromptTokens, prefix, suffix, context = [], repository = '' } = params;
  const most = maxPromptTokens > 0 ? Math.min(MOST, maxPromptTokens * CHARACTERS) : MOST;
  const spare = most - Math.min(most, prefix.length + suffix.length);
  const chosen = choose(context, Math.max(spare, Math.floor(most * CONTEXT_SHARE)));
  const room = most - chosen.reduce((sum, { text, path }) => sum + text.length + path.length, 0);
  const below = suffix.slice(0, edge(suffix, Math.max(room * SUFFIX_SHARE, room - prefix.length)));
  return {
    prefix: endOf(prefix, room - below.length, Math.ceil(most * STEP_SHARE)),
    suffix: below,
    takenBack: '',
    plain: false,
    context: chosen,
    repository,
    path: params.path,
    languageId: params.languageId,
    maxTokens: params.maxTokens,
    timeBudgetMs: params.timeBudgetMs,
    temperature: params.temperature,
    seed: params.seed,
  };
}

/** Tokens of a prompt, about, for where its server does not tell. */
export function estimatedTokens({ prefix, suffix, context }: RemoteRequest): number {
  const files = context.reduce((sum, { path, text }) => sum + path.length + text.length, 0);
  return Math.ceil((prefix.length + suffix.length + files) / CHARACTERS);
}

/** The most helpful items that fit, the best last. */
function choose(items: readonly ContextItem[], limit: number): readonly ContextItem[] {
  let left = limit;
  const best = [...items].sort((a, b) => b.score - a.score);
  return best
    .filter(({ text, path }) => {
      const fits = text.length + path.length <= left;
      if (fits) left -= text.length + path.length;
      return fits;
    })
    .reverse();
}

/** The end of a text, from a line's beginning where there is one near. */
function endOf(text: string, limit: number, step: number): string {
  if (text.length <= limit) return text;
  const from = Math.ceil((text.length - limit) / step) * step;
  const feed = text.indexOf('\n', from - 1);
  const isNear = feed >= 0 && feed - from < step;
  return text.slice(isNear ? feed + 1 : edge(text, from));
}

/** An offset, or the one after it where it would part a surrogate pair. */
function edge(text: string, offset: number): number {
  const at = Math.floor(Math.min(offset, text.length));
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit < 0xe000 ? at + 1 : at;
}
