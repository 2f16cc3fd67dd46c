/** Milliseconds that those who are asked together have to say something, and for which those who don't are left alone. */
const LIMIT = 150;
const SILENCE = 30_000;

/**
 * Whom it is worth asking. One who has said nothing in time is asked again after half a minute at the earliest, or once
 * an answer came after all: nobody waits for it, but it shows that there is somebody.
 */
export class Patience {
  readonly #silentUntil = new Map<string, number>();

  /** Whether to ask: true where `who` answers, or has not been asked for long. */
  allows(who: string): boolean {
    return (this.#silentUntil.get(who) ?? 0) <= performance.now();
  }

  /** Waits for the answers to what `who` was asked: if none comes in time, `who` is left alone. They must not fail. */
  watch(who: string, answers: readonly Promise<unknown>[]): void {
    let isAnswered = false;
    const timer = setTimeout(() => {
      if (!isAnswered) this.#silentUntil.set(who, performance.now() + SILENCE);
    }, LIMIT);
    for (const answer of answers) {
      void answer.then(() => {
        isAnswered = true;
        clearTimeout(timer);
        this.#silentUntil.delete(who);
      });
    }
  }

  /** The answer, or undefined where it takes too long; who does not answer in time is not asked for a while. */
  async ask<T>(who: string, question: () => Promise<T>): Promise<T | undefined> {
    if (!this.allows(who)) return undefined;
    const answer = question();
    this.watch(who, [answer]);
    return within(LIMIT, answer);
  }
}

/** A result, or undefined where it takes longer than so many milliseconds. */
export async function within<T>(limit: number, result: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limit);
  });
  try {
    return await Promise.race([result, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
