import { expect, it } from 'vitest';
import type { HostResult, SeenEvent } from '../../../bench/session/hostInput';
import { armRows, targetRows } from '../../../bench/session/report';

const seen = (event: number, shownMs?: number, asked = true): SeenEvent => ({
  event,
  asked,
  ...(shownMs !== undefined && { shownMs, providerMs: shownMs - 60, known: shownMs < 100 }),
});
const result = (keystrokes: readonly SeenEvent[], evaluated: number, seenTokens: number): HostResult => ({
  keystrokes,
  looks: 3,
  accepted: 1,
  acceptedCharacters: 8,
  seenTokens,
  work: { evaluated, requests: 4, cancelled: 2, background: 1 },
});

// Accepted over event 4 in one arm, and not asked at event 6 in the other: neither is compared.
const session = {
  name: 'made',
  arms: {
    ours: result([seen(1, 65), seen(2, 200), seen(3, 1500), seen(5), seen(6, 300)], 400, 250),
    peer: result(
      [seen(1, 300), seen(2, 900), seen(3), seen(4, 80), seen(5, 700), seen(6, 70, false)],
      1000,
      300,
    ),
  },
};

it('compares keystrokes that both were asked at, and counts all tokens', () => {
  const [ours, peer] = armRows([session]);
  expect(ours).toMatchObject({
    'p50 / p95 ms, where both showed': '65 / 200 (2)',
    'p50 / p95 ms, all shown': '200 / 1500 (3)',
    'shown in 1 s': '2 of 4',
    'tokens evaluated': 400,
    'for answers nobody saw': 150,
    cancelled: 2,
  });
  expect(peer).toMatchObject({ 'shown in 1 s': '3 of 4', 'for answers nobody saw': 700 });
});

it('says whether what is aimed at was reached, and that nothing is known where nothing was shown', () => {
  expect(targetRows([session])).toMatchObject([
    { value: 4.62, target: '>= 1.5', reached: 'yes', of: 2 },
    { value: 0.4, target: '<= 0.5', reached: 'yes' },
    { value: 5, target: '<= 10', reached: 'yes', of: 1 },
  ]);
  const silent = { name: 'silent', arms: { ours: result([], 1, 0), peer: result([], 4, 0) } };
  expect(targetRows([silent])[0]).toMatchObject({ value: '–', reached: 'no' });
});

it('compares an arm that was played alone with nothing', () => {
  const alone = { name: 'alone', arms: { ours: session.arms.ours } };
  expect(armRows([alone])).toMatchObject([
    { 'p50 / p95 ms, where both showed': '–', 'shown in 1 s': '3 of 5' },
  ]);
  expect(targetRows([alone])).toEqual([]);
});
