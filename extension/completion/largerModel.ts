/** What the editor knows of the larger model that the settings name; pure, so that every state can be tested. */
import { LARGER_IS_LOADING, type CompleteResult } from '../../sidecar/protocol';

export interface LargerModelState {
  /** 0 to 1 while it loads. */
  readonly loading: number | undefined;
  /** Its name, where the last answer is its. */
  readonly answered: string | undefined;
  /** Why it could not answer when it was last asked to. */
  readonly failure: string | undefined;
}

/** After news of its load. @param fraction 0 to 1 */
export function afterProgress(before: LargerModelState | undefined, fraction: number): LargerModelState {
  const { answered, failure } = before ?? {};
  return { loading: fraction < 1 ? fraction : undefined, answered, failure };
}

/** After an answer; undefined where none was named. */
export function afterAnswer(
  before: LargerModelState | undefined,
  { model, stats: { cascade } }: CompleteResult,
): LargerModelState | undefined {
  if (cascade === undefined) return undefined;
  if (cascade.by === 'large') return { loading: undefined, answered: model.name, failure: undefined };
  if (cascade.failure === LARGER_IS_LOADING) {
    return { loading: before?.loading, answered: undefined, failure: undefined };
  }
  const failed = cascade.failure !== undefined;
  return {
    loading: failed ? undefined : before?.loading,
    answered: undefined,
    failure: failed ? cascade.failure : before?.failure,
  };
}

/** What the tooltip says of it. */
export function aboutLargerModel(state: LargerModelState | undefined): readonly string[] {
  if (state === undefined) return [];
  const { loading, answered, failure } = state;
  if (loading !== undefined) return [`The larger model is loading: ${percent(loading)}`];
  if (answered !== undefined) return [`The last answer came from the larger model, ${answered}.`];
  return failure === undefined ? [] : [`The larger model could not answer: ${failure}`];
}

export function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(0)} %`;
}
