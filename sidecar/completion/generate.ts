import type { Engine, TokenId, Want } from '../engine/engine';
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
}

/** Decodes token by token (or draft by draft) until there is a reason to stop. */
export async function generate(request: GenerateRequest): Promise<Generated> {
  const { engine, start, signal } = request;
  const { vocabulary } = engine;
  const buffer = new TextBuffer();
  const tokens = [...start.tokens];
  const room = engine.contextSize - (tokens.length - start.chosen);
  const limit = Math.floor(Math.min(request.maxTokens, room));
  const counts = { generated: start.chosen, decodes: 0, drafted: 0, accepted: 0 };
  let firstTokenAt = start.chosen > 0 ? performance.now() : 0;
  const end = (stop: StopReason, text = buffer.text): Generated => ({ ...counts, text, stop, firstTokenAt });
  /** Takes bytes of the answer; returns its end where they bring one. */
  const write = (pieces: readonly Uint8Array[]): Generated | undefined => {
    const before = buffer.text;
    for (const bytes of pieces) buffer.push(bytes);
    if (buffer.text === before) return undefined;
    const found = request.findStop(buffer.text);
    if (found) return end(found.stop, buffer.text.slice(0, found.keep));
    request.onText(buffer.text);
    return undefined;
  };

  let ended = write([start.written]);
  while (!ended && counts.generated < limit) {
    signal.throwIfAborted();
    const result = await engine.step(tokens.slice(-1), request.propose(tokens), request.want);
    firstTokenAt ||= performance.now();
    counts.decodes += result.decodes;
    counts.drafted += result.drafted;
    counts.accepted += result.accepted;
    if (result.tokens.length === 0) return end('length');

    const fitting = result.tokens.slice(0, limit - counts.generated);
    const stop = fitting.findIndex((id) => request.isStopToken(id) || vocabulary.tokenBytes(id).length === 0);
    const text = stop < 0 ? fitting : fitting.slice(0, stop);
    counts.generated += text.length;
    tokens.push(...text);
    ended = write(text.map((id) => vocabulary.tokenBytes(id)));
    if (ended) break;
    if (stop >= 0) return end('end');
    const late = request.timeBudgetMs > 0 && performance.now() - firstTokenAt >= request.timeBudgetMs;
    if (late) return end('time');
  }
  return ended ?? end('length');
}
