import type { CompleteResult } from '../../sidecar/protocol';
import { typedSince, type CompletionPlace } from './completionCache';

/** Asks the model; undefined when there is no answer. `onText` gets the whole text so far, as it grows. */
export type AskModel = (
  signal: AbortSignal,
  onText: (text: string) => void,
) => Promise<CompleteResult | undefined>;

/**
 * Milliseconds that a request runs on when nobody waits for it any more. The editor cancels with each keystroke, and asks
 * for the place after it about 50 ms later: by then it must be there to be joined.
 */
const ORPHAN_MS = 150;
/** Milliseconds that are waited for an answer whose text is not yet as long as what was typed (as Copilot's client). */
const JOIN_MS = 200;

interface Running {
  readonly place: CompletionPlace;
  readonly abort: AbortController;
  readonly result: Promise<CompleteResult | undefined>;
  /** The answer as far as it has come. */
  text: string;
  readonly listeners: Set<() => void>;
  askers: number;
  orphaned?: ReturnType<typeof setTimeout>;
}

/** How the waiting for an answer ended: it came or failed; who waited left; it is not what was typed since. */
type Waited = 'done' | 'left' | 'apart';

/**
 * The one request that runs. A newer request ends it, unless its place is one that only typed on from there: then that
 * waits for the same answer, as long as what is known of the answer begins with what was typed.
 */
export class InFlight {
  #running: Running | undefined;

  get isBusy(): boolean {
    return this.#running !== undefined;
  }

  /** Ends what runs, and asks; undefined when `signal` aborts before the answer is there. */
  async start(
    place: CompletionPlace,
    ask: AskModel,
    signal: AbortSignal,
  ): Promise<CompleteResult | undefined> {
    this.stop();
    if (signal.aborted) return undefined;
    const running = this.#run(place, ask);
    const waited = await this.#wait(running, '', signal);
    return waited === 'done' ? running.result : undefined;
  }

  /** Asks for what may be wanted next, if nothing runs. Nobody waits for the answer; the next request ends it or joins it. */
  ahead(place: CompletionPlace, ask: AskModel): void {
    if (!this.isBusy) this.#run(place, ask);
  }

  /**
   * Waits for what runs, if its answer may be one for this place, too. Where there is an answer then is for
   * `ask` to keep. Else ends it.
   */
  async join(place: CompletionPlace, signal: AbortSignal): Promise<void> {
    const running = this.#running;
    if (running === undefined || signal.aborted) return;
    const typed = typedSince(running.place, place);
    const apart = typed === undefined || !agrees(running.text, typed);
    if (apart || (await this.#wait(running, typed, signal)) === 'apart') this.#end(running);
  }

  /** Ends what runs. */
  stop(): void {
    if (this.#running) this.#end(this.#running);
  }

  #run(place: CompletionPlace, ask: AskModel): Running {
    const abort = new AbortController();
    const listeners = new Set<() => void>();
    const onText = (text: string): void => {
      running.text = text;
      for (const listener of listeners) listener();
    };
    const result = ask(abort.signal, onText).finally(() => this.#forget(running));
    // Nobody may be there to hear of it; who waits does.
    result.catch(() => undefined);
    const running: Running = { place, abort, listeners, result, text: '', askers: 0 };
    this.#running = running;
    return running;
  }

  #wait(running: Running, typed: string, signal: AbortSignal): Promise<Waited> {
    clearTimeout(running.orphaned);
    running.askers++;
    return new Promise<Waited>((resolve) => {
      const settle = (waited: Waited): void => {
        clearTimeout(timer);
        running.listeners.delete(look);
        signal.removeEventListener('abort', leave);
        resolve(waited);
      };
      const look = (): void => {
        if (!agrees(running.text, typed)) settle('apart');
      };
      const leave = (): void => settle('left');
      const timer = setTimeout(() => {
        if (!running.text.startsWith(typed)) settle('apart');
      }, JOIN_MS);
      running.listeners.add(look);
      signal.addEventListener('abort', leave, { once: true });
      running.result.then(
        () => settle('done'),
        () => settle('done'),
      );
    }).finally(() => {
      running.askers--;
      if (running.askers === 0 && this.#running === running) {
        running.orphaned = setTimeout(() => this.#end(running), ORPHAN_MS);
      }
    });
  }

  #end(running: Running): void {
    running.abort.abort();
    this.#forget(running);
  }

  #forget(running: Running): void {
    clearTimeout(running.orphaned);
    if (this.#running === running) this.#running = undefined;
  }
}

/** True as long as a text that is still growing may begin with what was typed. */
function agrees(text: string, typed: string): boolean {
  return text.startsWith(typed) || typed.startsWith(text);
}
