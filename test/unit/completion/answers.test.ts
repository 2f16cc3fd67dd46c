import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Answers } from '../../../extension/completion/answers';
import type { FoundCompletion } from '../../../extension/completion/completionCache';
import { place, slowModel } from './support';

const PAUSE = 120;
/** Milliseconds between the editor's cancelling one call and its making the next. */
const EDITOR = 50;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Shown {
  value: FoundCompletion | undefined | 'waiting';
}

/** An editor that types: each keystroke cancels the last call and makes a new one a moment later. */
function editor() {
  const answers = new Answers();
  const { ask, asked } = slowModel();
  let call = new AbortController();
  return {
    answers,
    asked,
    ask,
    cancel: () => call.abort(),
    type: async (prefix: string, suffix?: string): Promise<Shown> => {
      call.abort();
      call = new AbortController();
      await vi.advanceTimersByTimeAsync(EDITOR);
      const shown: Shown = { value: 'waiting' };
      void answers
        .whileTyping(place(prefix, suffix), ask, PAUSE, call.signal)
        .then((found) => (shown.value = found));
      await vi.advanceTimersByTimeAsync(0);
      return shown;
    },
  };
}

describe('an answer while typing', () => {
  it('is asked for after the pause, and known from then on', async () => {
    const { type, asked, answers } = editor();
    const shown = await type('ret');
    await vi.advanceTimersByTimeAsync(PAUSE - 1);
    expect(asked).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toHaveLength(1);
    asked[0]!.answer('urn x;');
    await vi.advanceTimersByTimeAsync(0);
    expect(shown.value).toMatchObject({ text: 'urn x;', typed: 0 });
    expect(answers.find(place('retu'))).toMatchObject({ text: 'rn x;', typed: 1 });
  });

  it('is not asked for when typing goes on within the pause', async () => {
    const { type, asked } = editor();
    const first = await type('r');
    await vi.advanceTimersByTimeAsync(60);
    await type('re');
    expect(first.value).toBeUndefined();
    await vi.advanceTimersByTimeAsync(PAUSE - 1);
    expect(asked).toHaveLength(0);
  });

  it('joins a request whose answer begins with what was typed meanwhile', async () => {
    const { type, asked } = editor();
    const first = await type('ret');
    await vi.advanceTimersByTimeAsync(PAUSE);
    asked[0]!.write('urn');
    const second = await type('retu');
    const third = await type('retur');
    expect(first.value).toBeUndefined();
    expect(second.value).toBeUndefined();
    // Long after, for its text agrees.
    await vi.advanceTimersByTimeAsync(1000);
    expect(third.value).toBe('waiting');
    asked[0]!.answer('urn x;');
    await vi.advanceTimersByTimeAsync(0);
    expect(third.value).toMatchObject({ text: 'n x;', typed: 2 });
    expect(asked).toHaveLength(1);
  });

  it('leaves a request as soon as its text is not what was typed', async () => {
    const { type, asked } = editor();
    await type('ret');
    await vi.advanceTimersByTimeAsync(PAUSE);
    const second = await type('retr');
    expect(asked[0]!.signal.aborted).toBe(false);
    asked[0]!.write('u');
    await vi.advanceTimersByTimeAsync(0);
    expect(asked[0]!.signal.aborted).toBe(true);
    // The pause is counted from the keystroke, not from here.
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(asked).toHaveLength(2);
    asked[1]!.answer('y();');
    await vi.advanceTimersByTimeAsync(0);
    expect(second.value).toMatchObject({ text: 'y();', typed: 0 });
  });

  it('waits 200 ms for text that is not there yet, and asks anew', async () => {
    const { type, asked } = editor();
    await type('ret');
    await vi.advanceTimersByTimeAsync(PAUSE);
    await type('retu');
    await vi.advanceTimersByTimeAsync(199);
    expect(asked).toHaveLength(1);
    expect(asked[0]!.signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked[0]!.signal.aborted).toBe(true);
    // The pause was over meanwhile.
    expect(asked).toHaveLength(2);
  });

  it('asks anew where the answer turns out to be another', async () => {
    const { type, asked } = editor();
    await type('ret');
    await vi.advanceTimersByTimeAsync(PAUSE);
    const second = await type('retu');
    asked[0]!.write('ur');
    asked[0]!.answer('');
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(asked).toHaveLength(2);
    asked[1]!.answer('rn;');
    await vi.advanceTimersByTimeAsync(0);
    expect(second.value).toMatchObject({ text: 'rn;' });
  });

  it('ends a request that nobody waits for after a moment', async () => {
    const { type, asked, cancel } = editor();
    await type('ret');
    await vi.advanceTimersByTimeAsync(PAUSE);
    cancel();
    await vi.advanceTimersByTimeAsync(149);
    expect(asked[0]!.signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked[0]!.signal.aborted).toBe(true);
  });

  it.each([
    ['another place', 'other', undefined],
    ['another text after the cursor', 'retu', '\nother\n'],
  ])('ends a request at once for %s', async (_, prefix, suffix) => {
    const { type, asked } = editor();
    await type('ret');
    await vi.advanceTimersByTimeAsync(PAUSE);
    await type(prefix, suffix);
    expect(asked[0]!.signal.aborted).toBe(true);
  });

  it('goes on when the request fails, and when nobody hears of it', async () => {
    const answers = new Answers();
    const broken = (): Promise<never> => Promise.reject(new Error('broken'));
    const never = new AbortController().signal;
    await expect(answers.fromModel(place('a'), broken, never)).rejects.toThrow('broken');
    answers.ahead(place('b'), broken);
    await vi.advanceTimersByTimeAsync(0);
    expect(answers.isBusy).toBe(false);
  });
});

describe('an answer that is known', () => {
  it('comes without a timer, a process or the model', async () => {
    const { answers, asked, ask } = editor();
    const request = answers.fromModel(place('ret'), ask, new AbortController().signal);
    asked[0]!.answer('urn x;');
    await request;
    expect(vi.getTimerCount()).toBe(0);
    // Typed through: found by a plain call, so nothing stands between the keystroke and the text.
    expect(answers.find(place('retur'))).toMatchObject({ text: 'n x;', typed: 2 });
    expect(vi.getTimerCount()).toBe(0);
    expect(asked).toHaveLength(1);
  });

  it('is found within 10 ms among many in long documents', async () => {
    vi.useRealTimers();
    const { answers, ask, asked } = editor();
    const long = 'x = compute(x)\n'.repeat(1600);
    for (let i = 0; i < 100; i++) {
      const request = answers.fromModel(place(`${long}${i} `), ask, new AbortController().signal);
      asked.at(-1)!.answer('return');
      await request;
    }
    expect(answers.find(place(`${long}0 ret`))).toMatchObject({ text: 'urn' });
    const times = Array.from({ length: 50 }, () => {
      const from = performance.now();
      answers.find(place(`${long}nothing like it`));
      return performance.now() - from;
    });
    expect(Math.min(...times)).toBeLessThan(10);
  });
});

describe('asking ahead', () => {
  const never = new AbortController().signal;

  it('answers the place after an accepted completion at once', async () => {
    const { answers, ask, asked } = editor();
    answers.ahead(place('return x;'), ask);
    asked[0]!.answer('\n}');
    await vi.advanceTimersByTimeAsync(0);
    expect(answers.find(place('return x;'))).toMatchObject({ text: '\n}' });
    answers.ahead(place('return x;'), ask);
    expect(asked).toHaveLength(1);
  });

  it('runs until a request comes, and never while one runs', async () => {
    const { answers, ask, asked } = editor();
    answers.ahead(place('return x;'), ask);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked[0]!.signal.aborted).toBe(false);
    void answers.fromModel(place('other'), ask, never);
    expect(asked[0]!.signal.aborted).toBe(true);
    expect(asked).toHaveLength(2);
    answers.ahead(place('return x;'), ask);
    expect(asked).toHaveLength(2);
  });

  it('is joined where the completion was accepted before the answer came', async () => {
    const { answers, asked, type, ask } = editor();
    answers.ahead(place('return x;'), ask);
    const shown = await type('return x;');
    await vi.advanceTimersByTimeAsync(500);
    asked[0]!.answer('\n}');
    await vi.advanceTimersByTimeAsync(0);
    expect(shown.value).toMatchObject({ text: '\n}', typed: 0 });
    expect(asked).toHaveLength(1);
  });

  it('is ended when all is forgotten', () => {
    const { answers, ask, asked } = editor();
    answers.ahead(place('a'), ask);
    answers.clear();
    expect(asked[0]!.signal.aborted).toBe(true);
    expect(answers.isBusy).toBe(false);
  });
});
