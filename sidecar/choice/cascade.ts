import type { Confidence } from '../protocol';

/** What an answer of the small model must have to be kept, in natural logarithms of probability and nats. */
export interface Gate {
  readonly q10: number;
  readonly q25: number;
  readonly leastOfFirst: number;
  readonly firstEntropy: number;
}

/** A choice to start from, by no measurement: {@link gateFor} sets a gate for a model by what it has answered. */
export const DEFAULT_GATE: Gate = { q10: -3, q25: -1.6, leastOfFirst: -3.5, firstEntropy: 3.5 };

/** Why an answer should come from a larger model; undefined where the small one's is good enough. */
export function reasonToDefer(
  confidence: Confidence | undefined,
  gate: Gate = DEFAULT_GATE,
): keyof Gate | undefined {
  // What nobody measured is no reason to wait for a slower model.
  if (confidence === undefined) return undefined;
  if (confidence.leastOfFirst < gate.leastOfFirst) return 'leastOfFirst';
  if (confidence.firstEntropy > gate.firstEntropy) return 'firstEntropy';
  if (confidence.q10 < gate.q10) return 'q10';
  if (confidence.q25 < gate.q25) return 'q25';
  return undefined;
}

/**
 * The gate on one quantile that would have deferred a given share of answers seen.
 *
 * @param share 0 to 1
 */
export function gateFor(seen: readonly Confidence[], share: number): Gate {
  const sorted = seen.map(({ q25 }) => q25).sort((a, b) => a - b);
  const q25 = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? -Infinity;
  return { q10: -Infinity, q25, leastOfFirst: -Infinity, firstEntropy: Infinity };
}

export interface CascadeRequest<T> {
  readonly small: () => Promise<T>;
  readonly large: () => Promise<T>;
  /** How sure the small model was of its answer. */
  readonly confidence: (answer: T) => Confidence | undefined;
  readonly gate?: Gate;
  /** Looked at before the larger model is asked. */
  readonly signal: AbortSignal;
}

export interface Cascaded<T> {
  readonly answer: T;
  readonly by: 'small' | 'large';
  /** What of the small model's uncertainty made the larger one answer. */
  readonly deferredBy?: keyof Gate;
  /** Why the small model's answer had to do although it was not sure of it. */
  readonly failure?: unknown;
}

/**
 * Asks a small model, and a larger one only where the small one was not sure. An answer that is there is not lost when
 * the larger model fails; a cancellation is passed on.
 */
export async function runCascade<T>(request: CascadeRequest<T>): Promise<Cascaded<T>> {
  const { signal } = request;
  signal.throwIfAborted();
  const answer = await request.small();
  const deferredBy = reasonToDefer(request.confidence(answer), request.gate);
  if (deferredBy === undefined) return { answer, by: 'small' };
  signal.throwIfAborted();
  try {
    return { answer: await request.large(), by: 'large', deferredBy };
  } catch (failure) {
    signal.throwIfAborted();
    return { answer, by: 'small', deferredBy, failure };
  }
}
