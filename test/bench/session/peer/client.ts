/**
 * Asks llama-server as llama.vscode does, written from its documented behaviour: one request at a time and none cancelled,
 * a cache of answers, the next request asked ahead, and a ring of chunks of other code.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { AnswerCache } from './answerCache';
import { contextOf, placeAfter, type PeerContext, type Place } from './context';
import { DEFAULTS } from './defaults';
import { Ring, type Chunk } from './ring';
import { trimmed } from './trim';

/** The body of a request to `POST /infill`. */
export interface InfillRequest {
  readonly id_slot: number;
  readonly input_prefix: string;
  readonly input_suffix: string;
  readonly input_extra: readonly Chunk[];
  readonly prompt: string;
  readonly n_predict: number;
  readonly n_indent?: number;
  readonly top_k: number;
  readonly top_p: number;
  readonly samplers: readonly string[];
  readonly cache_prompt: boolean;
  readonly t_max_prompt_ms: number;
  readonly t_max_predict_ms: number;
  readonly stream: boolean;
}

/** What is used of the answer. */
export interface InfillAnswer {
  readonly content: string;
  readonly timings: { readonly prompt_n: number; readonly predicted_n: number; readonly cache_n: number };
}

/** An answer of the model, cut to what can be shown. */
export interface PeerAnswer {
  readonly text: string;
  /** Tokens that it took: of the prompt, and written. */
  readonly evaluated: number;
}

export interface PeerCounts {
  readonly requests: number;
  /** Of these, for what may be wanted next, and to have chunks read. */
  readonly ahead: number;
  readonly warmUps: number;
  readonly evaluated: number;
}

export type Ask = (request: InfillRequest) => Promise<InfillAnswer>;

export class PeerClient {
  readonly ring: Ring;
  readonly #cache = new AnswerCache<PeerAnswer>();
  readonly #counts = { requests: 0, ahead: 0, warmUps: 0, evaluated: 0 };
  readonly #running = new Set<Promise<unknown>>();
  #isAsking = false;
  #lastCompletion = -Infinity;
  #lastLine: number | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly ask: Ask,
    random: () => number,
  ) {
    this.ring = new Ring(random);
  }

  get counts(): PeerCounts {
    return { ...this.#counts };
  }

  /** Starts to move chunks from the queue into the ring, one each second. */
  start(): void {
    this.#timer = setInterval(() => this.tick(performance.now()), DEFAULTS.ringUpdateMs);
  }

  /** Stops that, and waits for what runs. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  /** @param now milliseconds, as of `performance.now()` */
  tick(now: number): void {
    if (now - this.#lastCompletion < DEFAULTS.ringQuietMs || !this.ring.turn()) return;
    this.#counts.warmUps++;
    const nothing = { prefix: '', prompt: '', suffix: '', lineSuffix: '', blank: 0, indent: 0 };
    this.#send(nothing, 0).catch(() => undefined);
  }

  /**
   * What is shown at a place that was typed to; undefined where it does not ask.
   *
   * @param isCancelled true once the editor asks for another place
   */
  async complete(
    filename: string,
    place: Place,
    isCancelled: () => boolean,
  ): Promise<{ readonly text: string; readonly answer: PeerAnswer } | undefined> {
    const context = contextOf(place);
    if (context.lineSuffix.length > DEFAULTS.lineSuffix) return undefined;
    while (this.#isAsking) {
      await sleep(DEFAULTS.retryMs);
      if (isCancelled()) return undefined;
    }
    const known = this.#cache.find(context);
    const answer = known?.answer ?? (await this.#answer(context, place));
    if (isCancelled()) return undefined;
    this.#lastCompletion = performance.now();
    const text = known?.text ?? answer.text;
    if (text !== '') this.#prepareNext(context, place, text);
    if (known === undefined) this.#pickAround(filename, place);
    return { text, answer };
  }

  async #answer(context: PeerContext, place: Place): Promise<PeerAnswer> {
    this.#isAsking = true;
    try {
      return await this.#asked(context, place);
    } finally {
      this.#isAsking = false;
    }
  }

  async #asked(context: PeerContext, place: Place): Promise<PeerAnswer> {
    const { content, timings } = await this.#send(context, DEFAULTS.predictTokens);
    const answer = {
      text: trimmed(content, context, place),
      evaluated: timings.prompt_n + timings.predicted_n,
    };
    this.#cache.add(context, answer);
    return answer;
  }

  /** Asks for what follows if all of it is accepted, and knows what follows if its first line is. */
  #prepareNext(context: PeerContext, place: Place, text: string): void {
    if (context.lineSuffix !== '') return;
    const [first = ''] = text.split('\n');
    const rest = text.slice(first.length);
    if (rest !== '') {
      this.#cache.add(contextOf(placeAfter(place, first)), { text: rest, evaluated: 0 });
    }
    const next = placeAfter(place, text);
    const after = contextOf(next);
    if (this.#cache.find(after) !== undefined) return;
    this.#counts.ahead++;
    // Nobody waits for it, and nobody hears when it fails.
    this.#asked(after, next).catch(() => undefined);
  }

  /** New chunks where the cursor has come far: of what is above and below what the request itself shows. */
  #pickAround(filename: string, { lines, line }: Place): void {
    const moved = this.#lastLine === undefined || Math.abs(line - this.#lastLine) > DEFAULTS.movedLines;
    if (!moved) return;
    this.#lastLine = line;
    const { prefixLines, suffixLines, ringScope, chunkLines } = DEFAULTS;
    this.ring.pick(filename, lines.slice(Math.max(0, line - ringScope), Math.max(0, line - prefixLines)));
    this.ring.pick(filename, lines.slice(line + suffixLines, line + suffixLines + chunkLines));
  }

  async #send({ prefix, suffix, prompt, indent }: PeerContext, count: number): Promise<InfillAnswer> {
    this.#counts.requests++;
    const asked = this.ask({
      id_slot: 0,
      input_prefix: prefix,
      input_suffix: suffix,
      input_extra: this.ring.chunks,
      prompt,
      n_predict: count,
      ...(count > 0 && { n_indent: indent }),
      top_k: 40,
      top_p: 0.99,
      samplers: ['top_k', 'top_p', 'infill'],
      cache_prompt: true,
      t_max_prompt_ms: DEFAULTS.promptMs,
      t_max_predict_ms: DEFAULTS.predictMs,
      stream: false,
    });
    const settled = asked.catch(() => undefined).finally(() => this.#running.delete(settled));
    this.#running.add(settled);
    const answer = await asked;
    this.#counts.evaluated += answer.timings.prompt_n + answer.timings.predicted_n;
    return answer;
  }
}
