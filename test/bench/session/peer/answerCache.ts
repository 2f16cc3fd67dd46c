import { DEFAULTS } from './defaults';
import type { PeerContext } from './context';

type Key = Pick<PeerContext, 'prefix' | 'suffix' | 'prompt'>;

/** Answers of before by prefix, suffix and prompt; the least recently used goes first. */
export class AnswerCache<T extends { readonly text: string }> {
  readonly #entries = new Map<string, T>();

  constructor(private readonly most: number = DEFAULTS.cacheKeys) {}

  add(key: Key, answer: T): void {
    const name = nameOf(key);
    this.#entries.delete(name);
    this.#entries.set(name, answer);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.most && oldest !== undefined) this.#entries.delete(oldest);
  }

  /**
   * The answer at a place; or that at the place some characters before on its line, if it begins with them: what is left
   * of it then.
   */
  find({ prefix, suffix, prompt }: Key): { readonly answer: T; readonly text: string } | undefined {
    for (let length = prompt.length; length >= 0; length--) {
      const name = nameOf({ prefix, suffix, prompt: prompt.slice(0, length) });
      const answer = this.#entries.get(name);
      const typed = prompt.slice(length);
      if (!answer?.text.startsWith(typed)) continue;
      this.#entries.delete(name);
      this.#entries.set(name, answer);
      return { answer, text: answer.text.slice(typed.length) };
    }
    return undefined;
  }
}

function nameOf({ prefix, suffix, prompt }: Key): string {
  return [prefix, suffix, prompt].join('|');
}
