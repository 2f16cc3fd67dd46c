import { expect, test } from 'vitest';
import { renderStatistics, Statistics } from '../../../extension/completion/statistics';
import type { CompleteResult } from '../../../sidecar/protocol';

const result = (totalMs: number, filters: readonly string[] = []): CompleteResult =>
  ({
    filters,
    stats: { promptTokens: 100, reused: 90, generated: 5, firstTokenMs: totalMs / 2, totalMs },
  }) as CompleteResult;

test('counts and percentiles of the session', () => {
  const statistics = new Statistics();
  for (let ms = 1; ms <= 100; ms++) statistics.completed(result(ms));
  statistics.completed(result(1000, ['unsure']));
  statistics.cancelled();
  statistics.typedThrough();
  for (const fate of ['shown', 'shown', 'accepted', 'rejected', 'shown', 'partlyAccepted'] as const) {
    statistics.became(fate);
  }
  expect(statistics.summary()).toMatchObject({
    requests: 102,
    cancelled: 1,
    hidden: 1,
    shown: 3,
    accepted: 1,
    partlyAccepted: 1,
    rejected: 1,
    promptTokens: 10_100,
    reusedTokens: 9_090,
    totalMs: { p50: 51, p95: 96 },
  });
});

test('an empty session renders without numbers that mean nothing', () => {
  const page = renderStatistics(new Statistics().summary());
  expect(page).toContain('| Requests to the model | 0 |');
  expect(page).not.toMatch(/NaN|undefined|Infinity/);
});
