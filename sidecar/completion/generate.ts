import type { Proposal } from '../drafts/drafter';
import type { Engine, Logits, StepResult, TokenId, Want } from '../engine/engine';
import type { StopReason } from '../protocol';
import type { BoundaryStart } from '../boundary/boundary';
import { TextBuffer } from './textBuffer';

export interface GenerateRequest {
  readonly engine: Engine;
  /** Where the engine stands. */
  readonly start: Pick<BoundaryStart, 'tokens' | 'chosen' | 'written'>;
  readonly want: Want;
  readonly maxTokens: number;
  /** Milliseconds from the first token on; 0 = no limit. */
  readonly timeBudgetMs: number;
  readonly isStopToken: (id: TokenId) => boolean;
  /** Looks at the whole text after each token. */
  readonly findStop: (text: string) => { readonly stop: StopReason; readonly keep: number } | undefined;
  /**
   * Guesses the next tokens after those given, at most `most`; a wrong guess costs time and never changes the text.
   */
  readonly propose: (tokens: readonly TokenId[], most: number) => Proposal | Promise<Proposal>;
  /** Told of each step, and the milliseconds that it took. */
  readonly onStep?: (result: StepResult, ms: number) => void;
  /** Where the engine shows logits cheaply: those after `token`, which follows `before`. */
  readonly observe?: (before: TokenId | undefined, token: TokenId, logits: Logits) => void;
  readonly onText: (text: string) => void;
  readonly signal: AbortSignal;
}

export interface Generated {
  readonly text: string;
  /** Tokens of the text (the last may reach beyond it), from those that the boundary chose. */
  readonly tokens: readonly TokenId[];
  readonly stop: StopReason;
  readonly generated: number;
  readonly decodes: number;
  readonly drafted: number;
  readonly accepted: number;
  /** `performance.now()` at the first token. */
  readonly firstTokenAt: number;
}

/**
 * Decodes token by token (or draft by draft) until there is a reason to stop. The reasons are looked for after each
 * token, however many come at a time, so that drafts change neither the text nor its end.
 */
export async function generate(request: GenerateRequest): Promise<Generated> {
  const { engine, start, signal } = request;
  const { vocabulary } = engine;
  const buffer = new TextBuffer();
  const tokens = [...start.tokens];
  const promptLength = tokens.length - start.chosen;
  const room = engine.contextSize - promptLength;
  const limit = Math.floor(Math.min(request.maxTokens, room));
  const counts = { generated: start.chosen, decodes: 0, drafted: 0, accepted: 0 };
  let firstTokenAt = start.chosen > 0 ? performance.now() : 0;
  const end = (stop: StopReason, text = buffer.text): Generated => {
    return { ...counts, text, tokens: tokens.slice(promptLength), stop, firstTokenAt };
  };
  /** Takes bytes of the answer; returns its end where they bring one. */
  const write = (bytes: Uint8Array): Generated | undefined => {
    const before = buffer.text;
    buffer.push(bytes);
    if (buffer.text === before) return undefined;
    const found = request.findStop(buffer.text);
    return found && end(found.stop, buffer.text.slice(0, found.keep));
  };
  /** Takes tokens of the answer; returns its end where one of them brings it. */
  const take = (chosen: readonly TokenId[]): Generated | undefined => {
    for (const id of chosen) {
      const bytes = vocabulary.tokenBytes(id);
      if (request.isStopToken(id) || bytes.length === 0) return end('end');
      counts.generated++;
      tokens.push(id);
      const ended = write(bytes);
      if (ended) return ended;
    }
    return undefined;
  };
  let shown = '';
  /** Shows text that a rule cut short only as part of the result. */
  const show = (ended: Generated | undefined): void => {
    if (buffer.text === shown || (ended && ended.stop !== 'end')) return;
    shown = buffer.text;
    request.onText(shown);
  };

  let ended = write(start.written);
  show(ended);
  while (!ended && counts.generated < limit) {
    signal.throwIfAborted();
    const draft = await request.propose(tokens, limit - counts.generated - 1);
    signal.throwIfAborted();
    const startedAt = performance.now();
    const result = await engine.step(tokens.slice(-1), draft.tokens, wanted(request, tokens, draft));
    request.onStep?.(result, performance.now() - startedAt);
    firstTokenAt ||= performance.now();
    counts.decodes += result.decodes;
    counts.drafted += result.drafted;
    counts.accepted += result.accepted;
    if (result.tokens.length === 0) return end('length');

    ended = take(result.tokens.slice(0, limit - counts.generated));
    show(ended);
    if (ended) break;
    const late = request.timeBudgetMs > 0 && performance.now() - firstTokenAt >= request.timeBudgetMs;
    if (late) return end('time');
  }
  return ended ?? end('length');
}

/** What a step should read: with what the draft was drawn from, and the logits for those who asked where they come cheap. */
function wanted(
  { engine, want, observe }: GenerateRequest,
  tokens: readonly TokenId[],
  { tokens: draft, distributions, probes }: Proposal,
): Want {
  const drawn = distributions ? { ...want, drawnFrom: distributions } : want;
  if (!engine.logitsAreCheap) return drawn;
  const probing = probes ? { ...drawn, probes } : drawn;
  if (!observe) return probing;
  const [beforeLast, last] = [tokens.at(-2), tokens.at(-1)!];
  const path = [beforeLast, last, ...draft];
  return { ...probing, observe: (at, logits) => observe(path[at], path[at + 1]!, logits) };
}
