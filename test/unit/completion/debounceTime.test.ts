import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { debounceTime, TypingRhythm } from '../../../extension/completion/debounceTime';

const BEST = { prefix: 'x = f(', suffix: '' };
const WORD = { prefix: 'ret', suffix: ' + 1\nmore' };

describe('the pause before a request', () => {
  it('is three intervals within a word, and half that at the end of the text', () => {
    const times = { interval: 200, response: 0, most: 1000 };
    expect(debounceTime({ ...WORD, ...times })).toBe(600);
    expect(debounceTime({ ...BEST, ...times })).toBe(300);
  });

  it('weighs what ends at the cursor: the word, the line, the text', () => {
    const pause = (prefix: string, suffix: string): number =>
      debounceTime({ prefix, suffix, interval: 200, response: 0, most: 1000 });
    expect(pause('x = f(', ' + 1\nmore')).toBe(450);
    expect(pause('ret', '\nmore')).toBe(480);
    expect(pause('ret', '\n\n')).toBe(450);
    expect(pause('größ', '\nmore')).toBe(480);
  });

  it('is shorter by what the answer takes, and neither below 100 ms nor above the setting', () => {
    expect(debounceTime({ ...BEST, interval: 200, response: 160, most: 1000 })).toBe(140);
    expect(debounceTime({ ...BEST, interval: 200, response: 900, most: 1000 })).toBe(100);
    expect(debounceTime({ ...WORD, interval: 400, response: 0, most: 200 })).toBe(200);
    expect(debounceTime({ ...WORD, interval: 400, response: 900, most: 0 })).toBe(0);
  });

  it('is never longer than the answer takes, where that is known', () => {
    expect(debounceTime({ ...WORD, interval: 200, response: 30, most: 200 })).toBe(30);
    expect(debounceTime({ ...WORD, interval: 200, response: 150, most: 1000 })).toBe(150);
    expect(debounceTime({ ...BEST, interval: 200, response: 0, most: 1000 })).toBe(300);
  });

  it('never exceeds the setting', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.integer({ min: 100, max: 400 }),
        fc.nat(5000),
        fc.nat(5000),
        (prefix, suffix, interval, response, most) => {
          const pause = debounceTime({ prefix, suffix, interval, response, most });
          const least = Math.min(100, most, response || Infinity);
          return pause <= most && pause >= least;
        },
      ),
    );
  });
});

describe('the rhythm of typing', () => {
  const type = (rhythm: TypingRhythm, count: number, interval: number, from = 0): number => {
    for (let i = 0; i < count; i++) rhythm.keystroke((from += interval));
    return from;
  };

  it('is 200 ms until it is known', () => {
    const rhythm = new TypingRhythm();
    type(rhythm, 20, 150);
    expect(rhythm.interval).toBe(200);
    type(rhythm, 1, 150, 20 * 150);
    expect(rhythm.interval).toBe(150);
  });

  it('counts no pauses, and no keystrokes faster than fingers', () => {
    const rhythm = new TypingRhythm();
    let now = 0;
    for (let i = 0; i < 10; i++) now = type(rhythm, 10, 150, now + 5000);
    expect(rhythm.interval).toBe(150);
    type(rhythm, 200, 5, now);
    expect(rhythm.interval).toBe(100);
  });

  it('follows the last hundred', () => {
    const rhythm = new TypingRhythm();
    const now = type(rhythm, 100, 300);
    type(rhythm, 100, 120, now);
    expect(rhythm.interval).toBe(120);
  });
});
