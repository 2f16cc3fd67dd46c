import type { Engine, TokenId, Want } from '../engine/engine';
import type { StopReason } from '../protocol';
import { ForcedBytes, type Boundary } from './boundary';
import { TextBuffer } from './textBuffer';

export interface GenerateRequest {
  readonly engine: Engine;
  /** The engine is in sync with its tokens. */
  readonly boundary: Boundary;
  readonly want: Want;
  readonly maxTokens: number;
  /** Milliseconds from the first token on; 0 = no limit. */
  readonly timeBudgetMs: number;
  readonly isStopToken: (id: TokenId) => boolean;
  /** Looks at the whole text after each step. */
  readonly findStop: (text: string) => { readonly stop: StopReason; readonly keep: number } | undefined;
  /** Guesses the next tokens after those given; a wrong guess costs time and never changes the text. */
  readonly propose: (tokens: readonly TokenId[]) => readonly TokenId[];
  readonly onText: (text: string) => void;
  readonly signal: AbortSignal;
}

export interface Generated {
  readonly text: string;
  readonly stop: StopReason;
  readonly generated: number;
  readonly decodes: number;
  readonly drafted: number;
  readonly accepted: number;
  /** `performance.now()` at the first token. */
  readonly firstTokenAt: number;
  /** False when no token of the vocabulary agrees with the boundary's bytes, so that nothing could be written. */
  readonly started: boolean;
}

/** Decodes token by token (or draft by draft) until there is a reason to stop. */
export async function generate(request: GenerateRequest): Promise<Generated> {
  const { engine, boundary, signal } = request;
  const vocabulary = engine.vocabulary;
  const forced = new ForcedBytes(boundary.forced, vocabulary);
  const buffer = new TextBuffer();
  const tokens = [...boundary.tokens];
  const limit = Math.floor(Math.min(request.maxTokens, engine.contextSize - tokens.length));
  const counts = { generated: 0, decodes: 0, drafted: 0, accepted: 0 };
  let firstTokenAt = 0;
  const end = (stop: StopReason, text = buffer.text): Generated => ({
    ...counts,
    text,
    stop,
    firstTokenAt,
    started: counts.generated > 0 || stop === 'end',
  });

  while (counts.generated < limit) {
    signal.throwIfAborted();
    const constrained = forced.pending;
    const result = await engine.step(
      tokens.slice(-1),
      constrained ? [] : request.propose(tokens),
      constrained ? { ...request.want, allow: forced.allow } : request.want,
    );
    firstTokenAt ||= performance.now();
    counts.decodes += result.decodes;
    counts.drafted += result.drafted;
    counts.accepted += result.accepted;
    if (result.tokens.length === 0) return end('length');

    const before = buffer.text;
    let ended = false;
    for (const token of result.tokens.slice(0, limit - counts.generated)) {
      const bytes = vocabulary.tokenBytes(token);
      ended = request.isStopToken(token) || bytes.length === 0;
      if (ended) break;
      counts.generated++;
      tokens.push(token);
      buffer.push(forced.take(bytes));
    }
    const found = buffer.text === before ? undefined : request.findStop(buffer.text);
    if (found) return end(found.stop, buffer.text.slice(0, found.keep));
    if (buffer.text !== before) request.onText(buffer.text);
    if (ended) return end('end');
    const late = request.timeBudgetMs > 0 && performance.now() - firstTokenAt >= request.timeBudgetMs;
    if (late) return end('time');
  }
  return end('length');
}
