import { SidecarError } from '../errors';
import { SidecarErrorCode, type WorkResult } from '../protocol';

type Kind = 'completions' | 'ahead' | 'warmUps';

/** Counts requests that make the model work, and those that nobody wanted in the end. */
export class WorkCounter {
  readonly #counts = { completions: 0, ahead: 0, warmUps: 0, cancelled: 0 };

  get counts(): Omit<WorkResult, 'evaluatedTokens'> {
    return { ...this.#counts };
  }

  async count<T>(kind: Kind, work: () => Promise<T>): Promise<T> {
    this.#counts[kind]++;
    try {
      return await work();
    } catch (error) {
      if (error instanceof SidecarError && error.code === SidecarErrorCode.cancelled)
        this.#counts.cancelled++;
      throw error;
    }
  }
}
