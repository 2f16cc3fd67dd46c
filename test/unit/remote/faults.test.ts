import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SidecarErrorCode } from '../../../sidecar/protocol';
import { ask, completer, endpointOf, INFILL, listen, recorded, stream, WRITTEN } from './lib';

const { serverRefused, serverUnavailable } = SidecarErrorCode;

/** What the user sees of each; HOST stands for host and port. */
describe('a fault of the server is one sentence', () => {
  const json = { 'content-type': 'application/json' };
  const faults: readonly (readonly [
    name: string,
    status: number,
    headers: Record<string, string>,
    body: string,
    code: number,
    sentence: string,
  ])[] = [
    [
      'a wrong key',
      401,
      json,
      recorded('llama-server.401.json'),
      serverRefused,
      'The model\'s server HOST asks for a key: run "Tokoscope: Set Server Key" (answer 401).',
    ],
    [
      'no such model',
      404,
      json,
      '{"error":"model \'x\' not found"}',
      serverRefused,
      "The model's server HOST has no such model (\"model 'x' not found\"): see serverModel.",
    ],
    [
      'another server',
      404,
      json,
      '{}',
      serverRefused,
      "The model's server HOST can't complete: it has no /infill, so it is no llama-server: choose another kind of server.",
    ],
    [
      'a prompt too long',
      400,
      json,
      recorded('llama-server.400.json'),
      serverRefused,
      `The model's server HOST can't take a prompt as long: lower completion.maxPromptTokens ("request (80000 tokens) exceeds the available context size (2048 tokens), try increasing it").`,
    ],
    [
      'too much to do',
      429,
      json,
      '{"error":"slow down"}',
      serverUnavailable,
      'The model\'s server HOST has too much to do ("slow down"): it is asked again in a while.',
    ],
    [
      'a failure',
      500,
      json,
      'null',
      serverUnavailable,
      "The model's server HOST failed (answer 500): it is asked again in a while.",
    ],
    [
      'a model that loads',
      503,
      json,
      '{"error":{"message":"Loading model"}}',
      serverUnavailable,
      'The model\'s server HOST failed (answer 503) ("Loading model"): it is asked again in a while.',
    ],
    [
      'a page',
      200,
      { 'content-type': 'text/html' },
      '<html>log in</html>',
      serverUnavailable,
      'HOST answers with a web page, not as a llama-server server does: see serverUrl, or log in to the network.',
    ],
    [
      'a page as a stream',
      200,
      {},
      '<html>log in</html>',
      serverUnavailable,
      "The model's server HOST broke off its answer: the answer has no end.",
    ],
    [
      'no JSON',
      200,
      {},
      'data: {"content\n\n',
      serverUnavailable,
      'What HOST answers is not what a llama-server server says: see serverUrl and the kind of server.',
    ],
    [
      'other JSON',
      200,
      {},
      'data: {"choices":[]}\n\n',
      serverUnavailable,
      'What HOST answers is not what a llama-server server says: see serverUrl and the kind of server.',
    ],
    [
      'an error in the stream',
      200,
      {},
      'data: {"error":{"code":500,"message":"boom"}}\n\n',
      serverUnavailable,
      'The model\'s server HOST failed (answer 500) ("boom"): it is asked again in a while.',
    ],
    [
      'nothing',
      200,
      {},
      '',
      serverUnavailable,
      "The model's server HOST broke off its answer: the answer has no end.",
    ],
    [
      'no end of it',
      200,
      {},
      'data: '.padEnd(9 << 20, 'x'),
      serverUnavailable,
      'HOST is not used: it sends more than an answer can have.',
    ],
  ];

  test.each(faults)('%s', async (_, status, headers, body, code, sentence) => {
    const server = await listen((response) => void response.writeHead(status, headers).end(body));
    const error: unknown = await ask(completer(), endpointOf(server.url)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code });
    const { message } = error as Error;
    expect(message.replaceAll(new URL(server.url).host, 'HOST')).toBe(sentence);
    expect(message).toMatch(/^[^\n]+\.$/);
  });

  test.each(faults)('%s, while one types on: one request, and always the same words', async (...fault) => {
    const [, status, headers, body, code] = fault;
    const server = await listen((response) => void response.writeHead(status, headers).end(body));
    const remote = completer();
    const said = new Set<string>();
    for (let typed = 0; typed < 20; typed++) {
      // What stays until somebody acts, the editor asks once; what passes, it leaves to the sidecar.
      if (code === serverRefused && typed > 0) break;
      const answer = ask(remote, endpointOf(server.url), { prefix: 'x'.repeat(typed) });
      said.add(await answer.then(() => 'an answer', String));
    }
    expect(said.size).toBe(1);
    expect(server.asked).toHaveLength(1);
  });

  test('nobody there, and no such host', async () => {
    const server = await listen(() => undefined);
    await server.stop();
    await expect(ask(completer(), endpointOf(server.url))).rejects.toThrow(
      /^The model's server 127\.0\.0\.1:\d+ can't be reached: nothing answers at this address\.$/,
    );
    await expect(ask(completer(), endpointOf('http://nowhere.invalid'))).rejects.toThrow(
      /^The model's server nowhere\.invalid can't be reached: .*host.*\.$/,
    );
  });

  test('silence', async () => {
    const server = await listen(() => undefined);
    const silent = completer({ now: 0 }, 100);
    await expect(ask(silent, endpointOf(server.url))).rejects.toThrow(
      /^The model's server 127\.0\.0\.1:\d+ can't be reached: nothing came for too long\.$/,
    );
  });
});

test('a redirect is not followed, and no key goes anywhere but to its server', async () => {
  const other = await listen((response) => stream(response, INFILL));
  const server = await listen((response) => {
    response.writeHead(307, { location: `${other.url}/infill` }).end();
  });
  const endpoint = endpointOf(server.url, { apiKey: 'secret-key' });
  const error = await ask(completer(), endpoint).catch((thrown: unknown) => thrown as Error);
  expect((error as Error).message).toContain(`sends on to ${other.url}, which is not followed`);
  expect(server.asked[0]!.headers.authorization).toBe('Bearer secret-key');
  expect(other.asked).toEqual([]);
});

test("the server's words never repeat the key", async () => {
  const server = await listen((response) => {
    response.writeHead(400).end('{"error":"no use for secret-key"}');
  });
  const error = await ask(completer(), endpointOf(server.url, { apiKey: 'secret-key' })).catch(String);
  expect(error).toMatch(/no use for …/);
});

test('wherever an answer is cut, what stays ends with a line, and else there is an error', async () => {
  const bytes = Buffer.from(INFILL);
  let cut = 0;
  const server = await listen((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'content-length': bytes.length });
    response.write(bytes.subarray(0, cut), () => response.destroy());
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async (at) => {
      cut = at;
      try {
        const { raw, stop } = await ask(completer(), endpointOf(server.url));
        expect(WRITTEN.startsWith(raw)).toBe(true);
        expect(stop === 'length' ? raw === WRITTEN : stop === 'cut' && raw.endsWith('\n')).toBe(true);
      } catch (error) {
        expect(error).toMatchObject({ code: serverUnavailable });
      }
    }),
    { numRuns: 60 },
  );
});

describe('a server that failed', () => {
  test('is left alone for a second, then two, and at most a minute; an answer ends that', async () => {
    const clock = { now: 0 };
    const remote = completer(clock);
    let fails = true;
    const server = await listen((response) => {
      if (fails) response.writeHead(503).end();
      else stream(response, INFILL);
    });
    const failing = async (): Promise<number> => {
      await expect(ask(remote, endpointOf(server.url))).rejects.toMatchObject({ code: serverUnavailable });
      return server.asked.length;
    };
    expect(await failing()).toBe(1);
    clock.now = 999;
    expect(await failing()).toBe(1);
    clock.now = 1000;
    expect(await failing()).toBe(2);
    clock.now = 2999;
    expect(await failing()).toBe(2);
    for (let i = 3; i < 12; i++) {
      clock.now += 60_000;
      expect(await failing()).toBe(i);
    }
    fails = false;
    clock.now += 60_000;
    await ask(remote, endpointOf(server.url));
    await ask(remote, endpointOf(server.url));
    expect(server.asked).toHaveLength(13);
  });

  test('is asked when it wants to be', async () => {
    const clock = { now: 0 };
    const remote = completer(clock);
    const server = await listen((response) => void response.writeHead(429, { 'retry-after': '7' }).end());
    for (const now of [0, 6999, 7000]) {
      clock.now = now;
      await expect(ask(remote, endpointOf(server.url))).rejects.toThrow(/too much to do/);
    }
    expect(server.asked).toHaveLength(2);
  });
});
