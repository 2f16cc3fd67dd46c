import { expect, test } from 'vitest';
import { CrashPolicy } from '../../../extension/sidecar/crashPolicy';

test('pauses grow, and the fifth crash within three minutes stops', () => {
  let now = 0;
  const policy = new CrashPolicy(() => now);
  const verdicts = [1, 2, 3, 4, 5].map(() => {
    now += 20_000;
    return policy.crashed();
  });
  expect(verdicts).toEqual([
    { restartAfterMs: 250 },
    { restartAfterMs: 500 },
    { restartAfterMs: 1000 },
    { restartAfterMs: 2000 },
    'stop',
  ]);
});

test('crashes older than three minutes are forgotten', () => {
  let now = 0;
  const policy = new CrashPolicy(() => now);
  for (let i = 0; i < 20; i++) {
    now += 60_000;
    expect(policy.crashed()).not.toBe('stop');
  }
  expect(policy.recent).toBe(3);
  policy.reset();
  expect(policy.recent).toBe(0);
});
