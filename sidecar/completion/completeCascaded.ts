import { runCascade } from '../choice/cascade';
import type { Gates } from '../choice/gates';
import { reasonOf, SidecarError } from '../errors';
import { SidecarErrorCode, type CompleteParams, type CompleteResult } from '../protocol';
import { complete, type CompletionModel, type CompletionRun } from './complete';

/** A larger model that need not be there yet. */
export interface LargerModel {
  /** Begins to load it where it is not there; nobody waits for it. */
  readonly prepare: () => void;
  /** @throws SidecarError saying why it can't answer now */
  readonly get: () => CompletionModel;
  /** Its engine failed: it must be loaded anew before it is used. */
  readonly failed: (error: SidecarError) => Promise<void>;
}

export interface CascadeModels {
  readonly small: CompletionModel;
  readonly larger: LargerModel;
  readonly gates: Gates;
}

/**
 * An answer of the small model, and of the larger one where the small one was not sure and the larger one is there.
 * What was asked for besides (temperature, constraints, alternatives, time) holds for each. Text of the small model
 * that was shown is replaced as soon as the larger one writes. Times are from the request's arrival to what the answer
 * that stands has.
 */
export async function completeCascaded(
  { small, larger, gates }: CascadeModels,
  params: CompleteParams,
  run: CompletionRun,
): Promise<CompleteResult> {
  const { path } = small.info;
  const gate = gates.of(path);
  let expected = params.expected ?? '';
  const cascaded = await runCascade({
    small: async () => {
      const first = await complete(small, params, run);
      // A load that begins while the request ends would outlive it in vain.
      if (!run.signal.aborted) larger.prepare();
      if (first.stats.confidence) gates.note(path, first.stats.confidence);
      if (first.raw !== '') expected = first.raw;
      return first;
    },
    // What the small model wrote is a good guess at what the larger one will write.
    large: () => answerOf(larger, { ...params, expected }, run),
    confidence: ({ stats }) => stats.confidence,
    gate,
    signal: run.signal,
  });
  const { answer, by, deferredBy, failure } = cascaded;
  const cascade = {
    by,
    ...(deferredBy === undefined ? {} : { deferredBy }),
    ...(failure === undefined ? {} : { failure: reasonOf(failure) }),
  };
  const totalMs = performance.now() - run.arrivedAt;
  return { ...answer, stats: { ...answer.stats, cascade, totalMs } };
}

async function answerOf(
  larger: LargerModel,
  params: CompleteParams,
  run: CompletionRun,
): Promise<CompleteResult> {
  const model = larger.get();
  try {
    return await complete(model, params, run);
  } catch (error) {
    // As with the small model: what is no message for the user is a failure of the engine.
    if (error instanceof SidecarError) throw error;
    const message = `The larger model's engine failed: ${reasonOf(error)}`;
    const failure = new SidecarError(SidecarErrorCode.engineFailed, message, { cause: error });
    await larger.failed(failure);
    throw failure;
  }
}
