import { CompletionCache, type CompletionPlace, type FoundCompletion } from './completionCache';
import { InFlight, type AskModel } from './inFlight';
import { pauseOut } from './pauseOut';

/**
 * Where the answer at a place comes from, the quickest first: one that is known, one that is being written, and only then
 * (after a pause, where it was not asked for) a new one of the model.
 */
export class Answers {
  readonly #cache = new CompletionCache();
  readonly #inFlight = new InFlight();

  /** True while a request runs. */
  get isBusy(): boolean {
    return this.#inFlight.isBusy;
  }

  /** What is known of a place, at once: nothing is waited for. */
  find(place: CompletionPlace): FoundCompletion | undefined {
    return this.#cache.find(place);
  }

  /** What an answer at a place may begin with; "" for no idea. */
  guess(place: CompletionPlace): string {
    return this.#cache.guess(place);
  }

  /**
   * The answer at a place that was typed to.
   *
   * @param pause milliseconds without typing before the model is asked anew
   */
  async whileTyping(
    place: CompletionPlace,
    ask: AskModel,
    pause: number,
    signal: AbortSignal,
  ): Promise<FoundCompletion | undefined> {
    const since = performance.now();
    await this.#inFlight.join(place, signal);
    const joined = this.find(place);
    if (joined) return signal.aborted ? undefined : joined;
    if (await pauseOut(pause - (performance.now() - since), signal)) return undefined;
    return this.fromModel(place, ask, signal);
  }

  /** A new answer of the model; undefined when there is none before `signal` aborts. It is known from then on. */
  async fromModel(
    place: CompletionPlace,
    ask: AskModel,
    signal: AbortSignal,
  ): Promise<FoundCompletion | undefined> {
    const answer = await this.#inFlight.start(place, this.#keeping(place, ask), signal);
    if (answer === undefined) return undefined;
    const { text, alternatives } = answer;
    return { text, typed: 0, answer, ...(alternatives && { alternatives }) };
  }

  /** Asks for what may be wanted next, unless it is known or a request runs. */
  ahead(place: CompletionPlace, ask: AskModel): void {
    if (this.find(place) === undefined) this.#inFlight.ahead(place, this.#keeping(place, ask));
  }

  /** Forgets all answers, and what runs: another model would give others. */
  clear(): void {
    this.#inFlight.stop();
    this.#cache.clear();
  }

  /** Worth keeping even when the user typed on: the next request may be typing it through. */
  #keeping(place: CompletionPlace, ask: AskModel): AskModel {
    return async (signal, onText) => {
      const answer = await ask(signal, onText);
      if (answer === undefined || signal.aborted) return undefined;
      const { text, alternatives } = answer;
      this.#cache.add({ ...place, text, answer, ...(alternatives && { alternatives }) });
      return answer;
    };
  }
}
