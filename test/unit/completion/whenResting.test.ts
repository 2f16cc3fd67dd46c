import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WhenResting } from '../../../extension/completion/whenResting';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('does one thing after a rest, the last that was planned, unless something moves', () => {
  const resting = new WhenResting();
  const done: string[] = [];
  const plan = (name: string): void => resting.plan(300, () => done.push(name));
  plan('first');
  vi.advanceTimersByTime(200);
  plan('second');
  vi.advanceTimersByTime(299);
  expect(done).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(done).toEqual(['second']);

  plan('third');
  vi.advanceTimersByTime(200);
  resting.moved();
  vi.advanceTimersByTime(1000);
  expect(done).toEqual(['second']);
});
