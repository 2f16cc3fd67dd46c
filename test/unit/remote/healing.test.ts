import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { behind, Disobeyed, takenBack } from '../../../sidecar/remote/healing';
import { ask, completer, endpointOf, listen, stream } from './lib';

const part = (content: string, stop = false): string => `data: ${JSON.stringify({ content, stop })}\n\n`;

describe('what is taken back', () => {
  test.each([
    ['def f():\n    retu', ' retu'],
    ['x = ', ' '],
    ['x =', ' ='],
    ['foo.', '.'],
    ['foo.ba_r9', 'ba_r9'],
    ['if x:\n\t\t', '\t\t'],
    ['x = 😀', ' 😀'],
    ['end\n', ''],
    ['', ''],
    ['#include <', ''],
    ['a\uD800', ''],
  ])('of %j is %j', (prefix, piece) => expect(takenBack(prefix)).toBe(piece));

  test('is the end of the text on its line, and the answer goes on behind it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.string(), (prefix, more) => {
        const piece = takenBack(prefix);
        expect(prefix.endsWith(piece)).toBe(true);
        expect(piece).not.toMatch(/[<\n]/);
        expect(Array.from(piece).length).toBeLessThanOrEqual(25);
        expect(behind(piece + more, piece)).toBe(more);
        for (let length = 0; length < piece.length; length++) {
          expect(behind(piece.slice(0, length), piece)).toBeUndefined();
        }
      }),
    );
    expect(() => behind('x', 'y')).toThrow(Disobeyed);
    expect(() => behind('retx', 'retu')).toThrow(Disobeyed);
  });
});

describe('llama-server', () => {
  test('is told what its answer begins with, which is not shown', async () => {
    const server = await listen((response) =>
      stream(response, part(' re') + part('turn') + part(' 1', true)),
    );
    const { raw, stats } = await ask(completer(), endpointOf(server.url), {
      prefix: 'def f():\n    "\\" retu',
      boundary: 'heal',
      maxTokens: 9,
    });
    expect(server.asked[0]!.body).toMatchObject({
      input_prefix: 'def f():\n',
      prompt: '    "\\"',
      grammar: 'root ::= " retu" rest\nrest ::= [^\\x00]*',
      n_predict: 14,
    });
    expect(raw).toBe('rn 1');
    expect(stats.boundary).toEqual({ method: 'heal', paths: 0, branchTokens: 0 });
  });

  test('that writes more than was asked for, because of what it spelled, is stopped there', async () => {
    const server = await listen((response) =>
      stream(response, Array.from(' 123456', (text) => part(text)).join('')),
    );
    const result = await ask(completer(), endpointOf(server.url), { boundary: 'exact', maxTokens: 3 });
    expect(result).toMatchObject({ raw: '123', stop: 'length' });
    expect(result.stats.boundary).toMatchObject({
      method: 'heal',
      reason: 'A server weighs no token paths.',
    });
  });

  test.each([
    ['knows no grammar', 200, part('1 + 1', true)],
    ['refuses a grammar', 400, '{"error":{"code":400,"message":"no grammar"}}'],
  ])('that %s is asked without, then and from then on', async (_, status, said) => {
    const server = await listen((response, { body }) => {
      if (!('grammar' in body)) stream(response, part('1 + 1', true));
      else response.writeHead(status, { 'content-type': 'text/event-stream' }).end(said);
    });
    const remote = completer();
    for (const requests of [2, 3]) {
      const { raw, stats } = await ask(remote, endpointOf(server.url), { boundary: 'heal' });
      expect(raw).toBe('1 + 1');
      expect(stats.boundary).toMatchObject({ method: 'off', reason: 'The server takes the text as it is.' });
      expect(server.asked).toHaveLength(requests);
    }
    expect(server.asked[2]!.body).toMatchObject({ prompt: 'fields = ' });
  });

  test('that breaks off while it spells has written nothing', async () => {
    const server = await listen((response) => stream(response, part(' re')));
    const answer = ask(completer(), endpointOf(server.url), { prefix: ' retu', boundary: 'heal' });
    await expect(answer).rejects.toThrow(/broke off its answer/);
  });
});

describe('counts of tokens', () => {
  const choice = (text: string, more: object = {}): string =>
    `data: ${JSON.stringify({ choices: [{ text }], ...more })}\n\n`;
  const line = { mode: 'line' as const, prefix: 'x'.repeat(29) + '=' };

  test('come with every part where the server gives them, and hold where a rule ends the answer', async () => {
    const usage = (completion_tokens: number) => ({ usage: { prompt_tokens: 11, completion_tokens } });
    const server = await listen((response) =>
      stream(response, choice('a', usage(1)) + choice('b\nc', usage(4)) + choice('d', usage(5))),
    );
    const { stop, stats } = await ask(completer(), endpointOf(server.url, { kind: 'openai' }), line);
    expect(stop).toBe('line');
    expect(stats).toMatchObject({ promptTokens: 11, generated: 4 });
    expect(stats.exact).toBeUndefined();
    expect(server.asked[0]!.body['stream_options']).toEqual({
      include_usage: true,
      continuous_usage_stats: true,
    });
  });

  test('are estimates, and marked so, where a rule ends the answer and the server told none', async () => {
    const strict = await listen((response, { body }) => {
      if ('timings_per_token' in body) response.writeHead(422).end('{"detail":"extra field"}');
      else stream(response, choice('a') + choice('b') + choice('\n'));
    });
    const { stop, stats } = await ask(completer(), endpointOf(strict.url, { kind: 'openai' }), line);
    expect(stop).toBe('line');
    expect(stats).toMatchObject({ exact: false, promptTokens: 10, evaluated: 10, reused: 0, generated: 3 });
    const { body } = strict.asked[1]!;
    expect(body['stream_options']).toEqual({ include_usage: true });
    const ollama = await listen((response) => stream(response, '{"response":"a\\n","done":false}\n'));
    const other = await ask(completer(), endpointOf(ollama.url, { kind: 'ollama' }), line);
    expect(other.stats).toMatchObject({ exact: false, generated: 1 });
  });
});
