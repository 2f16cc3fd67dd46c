import { describe, expect, it } from 'vitest';
import { AnswerCache } from '../../../bench/session/peer/answerCache';
import {
  PeerClient,
  type Ask,
  type InfillAnswer,
  type InfillRequest,
} from '../../../bench/session/peer/client';
import { contextOf, placeAfter, type Place } from '../../../bench/session/peer/context';
import { Ring, similarity } from '../../../bench/session/peer/ring';
import { trimmed } from '../../../bench/session/peer/trim';

/** The text before "|" and after it. */
function placeOf(marked: string): Place {
  const [before = '', after = ''] = marked.split('|');
  const above = before.split('\n');
  const lines = (before + after).split('\n');
  return { lines, line: above.length - 1, character: above.at(-1)!.length };
}

const numbered = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `line ${from + i}`);

describe('the peer’s context', () => {
  it('has whole lines above, the line so far, and the rest with the lines below', () => {
    expect(contextOf(placeOf('one\n  tw|o\nthree'))).toEqual({
      prefix: 'one\n',
      prompt: '  tw',
      suffix: 'o\nthree\n',
      lineSuffix: 'o',
      blank: 0,
      indent: 2,
    });
  });

  it('leaves a blank line so far out of the prompt, and 256 and 64 lines are the most', () => {
    const lines = [...numbered(0, 300), '    ', ...numbered(301, 100)];
    const context = contextOf({ lines, line: 300, character: 4 });
    expect(context).toMatchObject({ prompt: '', blank: 4 });
    expect(context.prefix.split('\n').length - 1).toBe(256);
    expect(context.prefix.startsWith('line 44\n')).toBe(true);
    expect(context.suffix.startsWith('\nline 301\n')).toBe(true);
    expect(context.suffix.split('\n').length - 2).toBe(64);
  });

  it('knows where the cursor is after a text was put in', () => {
    expect(placeAfter(placeOf('one\ntw|x\nend'), 'o\n  three')).toEqual(placeOf('one\ntwo\n  three|x\nend'));
  });
});

describe('the peer’s cache', () => {
  const key = { prefix: 'p', suffix: 's', prompt: 'ret' };

  it('finds an answer again while it is typed, by removing the last characters', () => {
    const cache = new AnswerCache<{ readonly text: string }>();
    cache.add(key, { text: 'urn x' });
    expect(cache.find(key)?.text).toBe('urn x');
    expect(cache.find({ ...key, prompt: 'retur' })?.text).toBe('n x');
    expect(cache.find({ ...key, prompt: 'retry' })).toBeUndefined();
    expect(cache.find({ ...key, suffix: 'other', prompt: 'retur' })).toBeUndefined();
  });

  it('takes the answer of the nearest place, and forgets the one that was not used for longest', () => {
    const cache = new AnswerCache<{ readonly text: string }>(2);
    cache.add(key, { text: 'urn x' });
    cache.add({ ...key, prompt: 'retu' }, { text: 'rn y' });
    expect(cache.find({ ...key, prompt: 'retur' })?.text).toBe('n y');
    cache.find(key);
    cache.add({ ...key, prompt: 'other' }, { text: 'z' });
    expect(cache.find({ ...key, prompt: 'retu' })?.text).toBe('rn x');
  });
});

describe('what the peer shows', () => {
  const show = (answer: string, marked: string): string => {
    const place = placeOf(marked);
    return trimmed(answer, contextOf(place), place);
  };

  it('drops what is empty, what the line ends with, and what comes below', () => {
    expect(show('  \n', 'a = |')).toBe('');
    expect(show(')', 'f(|)')).toBe('');
    expect(show('b = 2', 'a = 1\n|\nb = 2')).toBe('');
    expect(show('\n\nb = 2\nc = 3', 'a = 1|\n\nb = 2\nc = 3\nd')).toBe('');
    expect(show('\n\nb = 2\nc = 4', 'a = 1|\n\nb = 2\nc = 3\nd')).toBe('\n\nb = 2\nc = 4');
  });

  it('cuts the rest of the line, and shows one line before it', () => {
    expect(show('x, y)', 'f(|)')).toBe('x, y');
    expect(show('x,\n  y', 'f(|)')).toBe('x,');
    expect(show('x,\n  y', 'f(|')).toBe('x,\n  y');
  });

  it('takes off the indentation that is there', () => {
    expect(show('    return 1', 'def f():\n    |')).toBe('return 1');
    expect(show('  return 1', 'def f():\n    |')).toBe('return 1');
  });
});

describe('the peer’s ring', () => {
  it('measures how alike two texts are by their lines', () => {
    expect(similarity('', '')).toBe(1);
    expect(similarity('a\nb\nc', 'b\nc\nd')).toBe(0.5);
    expect(similarity('a\na', 'a')).toBe(1);
  });

  it('queues chunks of three lines or more, one of a kind, and half a chunk of what is large', () => {
    const ring = new Ring(() => 0.5);
    ring.pick('a', ['one', 'two']);
    expect(ring.queue).toEqual([]);
    ring.pick('a', numbered(0, 3));
    ring.pick('b', numbered(0, 3));
    expect(ring.queue).toEqual([{ filename: 'a', text: numbered(0, 3).join('\n') }]);
    ring.pick('a', numbered(100, 100));
    expect(ring.queue[1]!.text.split('\n')).toEqual(numbered(134, 32));
  });

  it('takes what is almost the same out for the new one, from the ring, too', () => {
    const ring = new Ring(() => 0);
    ring.pick('a', numbered(0, 40));
    ring.turn();
    ring.pick('a', [...numbered(0, 40), 'new']);
    expect(ring.chunks).toEqual([]);
    expect(ring.queue.length).toBe(1);
  });

  it('lets the oldest go beyond 16, from the ring and from the queue', () => {
    const ring = new Ring(() => 0);
    for (let i = 0; i < 20; i++) ring.pick('a', numbered(10 * i, 5));
    expect(ring.queue.length).toBe(16);
    expect(ring.queue[0]!.text).toContain('line 40');
    while (ring.turn());
    expect(ring.chunks.length).toBe(16);
    ring.pick('a', numbered(1000, 5));
    ring.turn();
    expect(ring.chunks.length).toBe(16);
    expect(ring.chunks[0]!.text).toContain('line 50');
  });
});

describe('the peer’s client', () => {
  const answerOf = (content: string): InfillAnswer => ({
    content,
    timings: { prompt_n: 10, predicted_n: 5, cache_n: 0 },
  });

  /** A server that is answered for by hand. */
  function manual() {
    const asked: { readonly request: InfillRequest; readonly answer: (content: string) => void }[] = [];
    const ask: Ask = (request) =>
      new Promise((resolve) => asked.push({ request, answer: (content) => resolve(answerOf(content)) }));
    return { asked, client: new PeerClient(ask, () => 0) };
  }
  const wanted = (): boolean => false;

  it('asks one at a time, looks again after 150 ms, and never cancels', async () => {
    const { asked, client } = manual();
    let left = false;
    const first = client.complete('a', placeOf('a = 1|;'), () => left);
    const askedAt = performance.now();
    const second = client.complete('a', placeOf('a = 12|;'), wanted);
    left = true;
    expect(asked.length).toBe(1);
    asked[0]!.answer('2');
    expect(await first).toBeUndefined();
    // Its answer is known all the same, to a place that types on.
    expect(await second).toMatchObject({ text: '' });
    expect(performance.now() - askedAt).toBeGreaterThan(140);
    expect(client.counts).toMatchObject({ requests: 1, evaluated: 15 });
  });

  it('does not ask by itself where more than 8 characters follow on the line', async () => {
    const { asked, client } = manual();
    expect(await client.complete('a', placeOf('a|123456789'), wanted)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('asks ahead what follows where nothing follows on the line, and knows what follows the first line', async () => {
    const { asked, client } = manual();
    const shown = client.complete('a', placeOf('a = |\nend'), wanted);
    asked[0]!.answer('1\nb = 2');
    expect((await shown)?.text).toBe('1\nb = 2');
    expect(asked[1]!.request).toMatchObject({ input_prefix: 'a = 1\n', prompt: 'b = 2' });
    expect(client.counts).toMatchObject({ requests: 2, ahead: 1 });
    expect((await client.complete('a', placeOf('a = 1|\nend'), wanted))?.text).toBe('\nb = 2');
  });

  it('moves a chunk into the ring when no completion came for 3 s, and has it read', async () => {
    const { asked, client } = manual();
    client.ring.pick('b', numbered(0, 5));
    const shown = client.complete('a', placeOf('f(|)'), wanted);
    asked[0]!.answer('x');
    await shown;
    client.tick(performance.now() + 2000);
    expect(client.ring.chunks).toEqual([]);
    client.tick(performance.now() + 4000);
    expect(asked[1]!.request).toMatchObject({ n_predict: 0, input_extra: [{ filename: 'b' }] });
    expect(client.counts.warmUps).toBe(1);
  });
});
