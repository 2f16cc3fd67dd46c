import path from 'node:path';
import { ConfidenceGate } from '../choice/confidence';
import { OutcomeLog } from '../choice/outcomeLog';
import { reasonOf, SidecarError } from '../errors';
import { cacheFolder } from '../../node/cacheFolder';
import { SidecarErrorCode, type CompleteParams, type CompleteResult, type OutcomeParams } from '../protocol';
import { checkOutcomeParams } from './validate';

/** Leaves out answers that are hardly ever accepted, where the request asks for that. */
export class UnsureAnswers {
  readonly #file: string;
  readonly #gate: ConfidenceGate;

  constructor(folder = cacheFolder()) {
    this.#file = path.join(folder, 'outcomes.jsonl');
    this.#gate = new ConfidenceGate(new OutcomeLog(this.#file));
  }

  /** The answer as it is to be shown. Somebody who asked for alternatives wants to choose: nothing is hidden then. */
  async hide(
    result: CompleteResult,
    { hideUnsure = false, alternatives = 1 }: Pick<CompleteParams, 'hideUnsure' | 'alternatives'>,
  ): Promise<CompleteResult> {
    if (!hideUnsure || alternatives > 1 || result.text === '') return result;
    const verdict = await this.#gate.judge(result.model.path, result.stats.confidence);
    if (verdict === 'show') return result;
    if (verdict === 'letThrough') return { ...result, letThrough: true };
    return { ...result, text: '', filters: [...result.filters, 'unsure'] };
  }

  /** Remembers what became of an answer; throws `badRequest` where that makes no sense. */
  record(params: OutcomeParams): void {
    checkOutcomeParams(params);
    const { model, confidence, accepted, letThrough } = params;
    void this.#gate.record({ model, confidence, accepted, ...(letThrough && { letThrough }) });
  }

  /** Forgets what became of all answers. */
  async forget(): Promise<null> {
    try {
      await this.#gate.forget();
      return null;
    } catch (error) {
      throw new SidecarError(
        SidecarErrorCode.badRequest,
        `${this.#file} can't be removed (${reasonOf(error)}): remove it by hand.`,
        { cause: error },
      );
    }
  }
}
