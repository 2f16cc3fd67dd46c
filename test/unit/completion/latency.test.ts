import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { windowAhead } from '../../../extension/completion/requestAhead';
import { ResponseTimes } from '../../../extension/completion/responseTimes';
import { WarmUp } from '../../../extension/completion/warmUp';

describe('how quick the model is', () => {
  it('is unknown at first: nothing is asked on suspicion', () => {
    const times = new ResponseTimes();
    expect([times.expected, times.answersAreQuick, times.promptsAreQuick]).toEqual([0, false, false]);
  });

  it('is the median of its answers, which one slow one does not change', () => {
    const times = new ResponseTimes();
    for (const totalMs of [100, 120, 9000, 110, 130]) times.answered({ firstTokenMs: 20, totalMs });
    expect(times.expected).toBe(120);
    expect(times.answersAreQuick).toBe(true);
    for (let i = 0; i < 9; i++) times.answered({ firstTokenMs: 20, totalMs: 300 });
    expect(times.answersAreQuick).toBe(false);
  });

  it('is for prompts what the last one took', () => {
    const times = new ResponseTimes();
    times.answered({ firstTokenMs: 499, totalMs: 2000 });
    expect(times.promptsAreQuick).toBe(true);
    times.warmed(500);
    expect(times.promptsAreQuick).toBe(false);
    times.answered({ firstTokenMs: 100, totalMs: 200 });
    expect(times.promptsAreQuick).toBe(true);
    times.clear();
    expect([times.answersAreQuick, times.promptsAreQuick]).toEqual([false, false]);
  });
});

describe('the place after an accepted completion', () => {
  const window = { prefix: 'x = ', suffix: '\ny', prefixComplete: true, suffixComplete: true };

  it('is behind it', () => {
    expect(windowAhead(window, 'f(1)')).toEqual({ ...window, prefix: 'x = f(1)' });
    expect(windowAhead({ ...window, suffix: '' }, 'f(1)')?.prefix).toBe('x = f(1)');
    expect(windowAhead({ ...window, suffix: '  \ny' }, 'f(1)')?.prefix).toBe('x = f(1)');
  });

  it('is none where there is no completion, or more on its line', () => {
    expect(windowAhead(window, '')).toBeUndefined();
    expect(windowAhead({ ...window, suffix: ')\ny' }, 'f(1)')).toBeUndefined();
  });
});

describe('warming up', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function warmUp() {
    const signals: AbortSignal[] = [];
    const warm = new WarmUp((signal) => {
      signals.push(signal);
      return Promise.resolve();
    });
    return { warm, signals };
  }

  it('waits for a second of rest, once', () => {
    const { warm, signals } = warmUp();
    warm.moved();
    vi.advanceTimersByTime(900);
    warm.moved();
    vi.advanceTimersByTime(999);
    expect(signals).toHaveLength(0);
    vi.advanceTimersByTime(1);
    expect(signals).toHaveLength(1);
    vi.advanceTimersByTime(60_000);
    expect(signals).toHaveLength(1);
  });

  it('ends with the next move, and for good', () => {
    const { warm, signals } = warmUp();
    warm.moved();
    vi.advanceTimersByTime(1000);
    expect(signals[0]!.aborted).toBe(false);
    warm.moved();
    expect(signals[0]!.aborted).toBe(true);
    warm.dispose();
    vi.advanceTimersByTime(2000);
    expect(signals).toHaveLength(1);
  });
});
