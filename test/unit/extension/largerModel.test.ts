import { expect, test } from 'vitest';
import { afterAnswer, afterProgress, type LargerModelState } from '../../../extension/completion/largerModel';
import { LARGER_IS_LOADING, type CascadeStats, type CompleteResult } from '../../../sidecar/protocol';

const NOTHING: LargerModelState = { loading: undefined, answered: undefined, failure: undefined };

/** As much of an answer as matters here. */
const answer = (cascade?: CascadeStats): CompleteResult =>
  ({ model: { name: 'Big' }, stats: { ...(cascade && { cascade }) } }) as CompleteResult;

test('its load is shown until it is there', () => {
  const half = afterProgress(undefined, 0.5);
  expect(half).toEqual({ ...NOTHING, loading: 0.5 });
  const meanwhile = answer({ by: 'small', deferredBy: 'q10', failure: LARGER_IS_LOADING });
  expect(afterAnswer(half, meanwhile)).toEqual(half);
  expect(afterAnswer(half, answer({ by: 'small' }))).toEqual(half);
  expect(afterProgress(half, 1)).toEqual(NOTHING);
});

test('its answers are named, and the smaller one’s after them are not its', () => {
  const answered = afterAnswer({ ...NOTHING, failure: 'No.' }, answer({ by: 'large', deferredBy: 'q10' }));
  expect(answered).toEqual({ ...NOTHING, answered: 'Big' });
  expect(afterAnswer(answered, answer({ by: 'small' }))).toEqual(NOTHING);
});

test('why it can’t answer is known until it does, and ends the display of a load that failed', () => {
  const failed = answer({ by: 'small', deferredBy: 'q10', failure: 'No such file.' });
  const known = afterAnswer(afterProgress(undefined, 0.4), failed);
  expect(known).toEqual({ ...NOTHING, failure: 'No such file.' });
  expect(afterAnswer(known, answer({ by: 'small' }))).toEqual(known);
});

test('where the settings name none, nothing is said of it', () => {
  expect(afterAnswer({ ...NOTHING, answered: 'Big' }, answer())).toBeUndefined();
});
