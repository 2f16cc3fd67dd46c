import type { StopReason } from '../protocol';
import type { createStops } from '../stops/index';
import { ask, type Exchange } from './exchange';
import { CutOff, Refused } from './fault';
import { behind, Disobeyed } from './healing';
import type { RemoteCounts } from './kind';
import type { RemoteRequest } from './request';
import type { ServerTurn } from './servers';

export interface Writing {
  readonly turn: ServerTurn;
  readonly request: RemoteRequest;
  readonly findStop: ReturnType<typeof createStops>;
  readonly signal: AbortSignal;
  readonly onText: (text: string) => void;
}

export interface Written {
  readonly text: string;
  readonly stop: StopReason;
  /** As far as the server told them until then. */
  readonly counts: Partial<RemoteCounts>;
  /** Messages that had text. */
  readonly parts: number;
  /** What the server chose the tokens of anew before the text; "" for nothing. */
  readonly takenBack: string;
  readonly fault?: CutOff;
  readonly firstTokenAt: number | undefined;
  readonly model: string;
}

/** Statuses of HTTP that refuse a request for what stands in it. */
const FOR_ITS_CONTENT: readonly unknown[] = [400, 422];

/**
 * Reads an answer until it ends, a rule stops it, or its time is up; whichever it is, the server hears of it. A server
 * that does not take all that is asked of it is asked for less, then and from then on.
 */
export async function write(writing: Writing): Promise<Written> {
  const { turn, request } = writing;
  const plain: Writing = { ...writing, request: { ...request, takenBack: '', plain: true } };
  const { more } = turn.exchange.kind;
  const asksMore = more === 'counts' || (more === 'healing' && request.takenBack !== '');
  if (turn.traits.isPlain || !asksMore) return read(plain);
  try {
    return await read(writing);
  } catch (error) {
    const wantsLess = error instanceof Refused && FOR_ITS_CONTENT.includes(error.status);
    if (!wantsLess && !(error instanceof Disobeyed)) throw error;
    const written = await read(plain);
    turn.traits.isPlain = true;
    return written;
  }
}

async function read({ turn, request, findStop, signal, onText }: Writing): Promise<Written> {
  const { exchange, model } = turn;
  const { takenBack, maxTokens } = request;
  const own = new AbortController();
  const late = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let all = '';
  let text = '';
  let parts = 0;
  /** Tokens that spelled what was taken back. */
  let spelling = 0;
  let firstTokenAt: number | undefined;
  let counts: Partial<RemoteCounts> = {};
  let name = model;
  const done = (stop: StopReason, fault?: CutOff): Written => {
    return { text, stop, counts, parts, takenBack, firstTokenAt, model: name, ...(fault && { fault }) };
  };
  const asked: Exchange = { ...exchange, signal: AbortSignal.any([signal, own.signal, late.signal]) };
  const answer = ask(asked, model, request);
  try {
    for (;;) {
      const part = await answer.next();
      if (part.done) return done(part.value);
      counts = part.value.counts;
      name = part.value.model ?? name;
      if (part.value.text === '') continue;
      parts++;
      if (request.timeBudgetMs > 0) timer ??= setTimeout(() => late.abort(), request.timeBudgetMs);
      // Bytes that are no text, as with the embedded engine.
      all += part.value.text.replaceAll('\uFFFD', '');
      const now = behind(all, takenBack) ?? '';
      if (now === '') {
        spelling = parts;
        continue;
      }
      text = now;
      firstTokenAt ??= performance.now();
      const found = findStop.check(text);
      if (found) {
        text = text.slice(0, found.keep);
        return done(found.stop);
      }
      onText(text);
      if (takenBack !== '' && parts - spelling >= maxTokens) return done('length');
    }
  } catch (error) {
    signal.throwIfAborted();
    if (late.signal.aborted) return done('time');
    // What stands is whole as far as it goes.
    if (error instanceof CutOff && text.endsWith('\n')) return done('cut', error);
    throw error;
  } finally {
    clearTimeout(timer);
    own.abort();
    // Where it still stands, it lets go of the answer.
    void answer.return('end').catch(() => undefined);
  }
}
