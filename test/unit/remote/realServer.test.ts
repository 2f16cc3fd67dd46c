import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SidecarErrorCode } from '../../../sidecar/protocol';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { cacheFolder } from '../../lib/scriptPaths.mjs';
import { ask, completer, endpointOf } from './lib';

const program = cachedServer();
const name =
  program === undefined
    ? 'the real llama-server (skipped: it is not in the cache folder; npm run bench:decode builds it)'
    : 'the real llama-server';

function cachedServer(): string | undefined {
  const folder = path.join(cacheFolder, 'llama-server');
  if (!existsSync(folder)) return undefined;
  const files = ['llama-server', 'llama-server.exe'];
  return readdirSync(folder)
    .flatMap((build) => files.map((file) => path.join(folder, build, file)))
    .find((file) => existsSync(file));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

describe.skipIf(program === undefined)(name, () => {
  let child: ChildProcess;
  let url = '';

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const model = ['--model', tinyModel({ newlines: true }), '--alias', 'tiny', '--api-key', 'right'];
    const size = ['--ctx-size', '8192', '--batch-size', '1024', '--ubatch-size', '1024', '--parallel', '2'];
    const here = ['--host', '127.0.0.1', '--port', String(port), '--device', 'none', '--threads', '1'];
    child = spawn(program!, [...model, ...size, ...here], { stdio: 'ignore' });
    for (let tries = 0; tries < 300; tries++) {
      const answer = await fetch(`${url}/health`).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(100);
    }
    throw new Error('llama-server did not start.');
  }, 40_000);

  afterAll(() => void child.kill('SIGKILL'));

  const context = [
    { origin: 'visited' as const, path: 'b.py', languageId: 'python', text: 'x = 1\n', line: 0, score: 1 },
  ];
  const here = () => endpointOf(url, { apiKey: 'right' });

  test('fills in by /infill, takes other files, and says what was in its cache', async () => {
    const remote = completer();
    const request = { prefix: 'def f(a):\n    b = ', suffix: '\n    return b\n', context };
    const first = await ask(remote, here(), request);
    const second = await ask(remote, here(), request);
    expect(first.raw).not.toBe('');
    expect(second.raw).toBe(first.raw);
    expect(second.stats.reused).toBeGreaterThan(0);
    expect(second.stats.evaluated + second.stats.reused).toBe(second.stats.promptTokens);
    expect(first.model).toMatchObject({ name: 'tiny', endpoint: 'llama-server' });
    const alone = await ask(remote, here(), { ...request, context: [] });
    expect(alone.stats.promptTokens).toBeLessThan(first.stats.promptTokens);
  });

  test('spells again what is taken back, whatever it is, and goes on from there', async () => {
    const remote = completer();
    const healed = (prefix: string) => ask(remote, here(), { prefix, boundary: 'heal', maxTokens: 3 });
    const plain = await ask(remote, here(), { prefix: 'def f():\n    retu', maxTokens: 3 });
    const { raw, stats } = await healed('def f():\n    retu');
    expect(stats.boundary).toEqual({ method: 'heal', paths: 0, branchTokens: 0 });
    expect(raw).not.toBe(plain.raw);
    const pieces = [
      'x = "',
      "it's '",
      'a\\',
      '\t',
      '\t  ',
      'naïve',
      '变量',
      'x = 😀',
      'a ||',
      '{',
      'f(',
      '#',
      '$(',
    ];
    for (const prefix of pieces) {
      const answer = await healed(prefix);
      expect(answer.stats.boundary.method, prefix).toBe('heal');
      expect(answer.stats.exact).toBeUndefined();
      expect(answer.stats.generated, prefix).toBeGreaterThan(0);
    }
    // Nothing is taken back where a control token might begin, and the server still knows more than plain requests.
    expect((await healed('a <')).stats.boundary.method).toBe('off');
  });

  test("tells exact counts by OpenAI's API, too, where a stop rule ends the answer", async () => {
    const endpoint = endpointOf(`${url}/v1`, { kind: 'openai', fim: 'none', apiKey: 'right' });
    const { stop, stats } = await ask(completer(), endpoint, {
      prefix: 'def f(a):\n    b = ',
      mode: 'line',
      maxTokens: 400,
    });
    expect(stop).toBe('line');
    expect(stats.exact).toBeUndefined();
    expect(stats.promptTokens).toBeGreaterThan(3);
    expect(stats.generated).toBeGreaterThan(0);
    expect(stats.generated).toBeLessThan(400);
  });

  test("reads markers in the user's text as text", async () => {
    const remote = completer();
    const tokens = async (prefix: string, suffix: string): Promise<number> =>
      (await ask(remote, here(), { prefix, suffix })).stats.promptTokens;
    const marker = '<|fim_suffix|>';
    const without = await tokens('x', '');
    // As one control token each would add 1.
    expect((await tokens(`x${marker}`, '')) - without).toBeGreaterThan(3);
    expect((await tokens(`${marker}\nx`, '')) - without).toBeGreaterThan(3);
    expect((await tokens('x', marker)) - without).toBeGreaterThan(3);
  });

  test("completes by OpenAI's API with markers of a family, none of them the user's", async () => {
    const remote = completer();
    const endpoint = endpointOf(`${url}/v1`, { kind: 'openai', fim: 'qwen', apiKey: 'right' });
    const result = await ask(remote, endpoint, { prefix: 'x', suffix: 'y', maxTokens: 4 });
    expect(result).toMatchObject({ stop: 'length', stats: { generated: 4, promptTokens: 5 } });
    const spelled = await ask(remote, endpoint, { prefix: 'x', suffix: '<|fim_middle|>', maxTokens: 4 });
    expect(spelled.stats.promptTokens).toBeGreaterThan(8);
  });

  test('does not take a wrong key, nor a prompt that its context has no room for', async () => {
    const wrong = endpointOf(url, { apiKey: 'wrong' });
    await expect(ask(completer(), wrong)).rejects.toThrow(/does not take the key/);
    const long = endpointOf(url, { kind: 'openai', fim: 'none', apiKey: 'right' });
    const prefix = '0123456789'.repeat(6000);
    await expect(ask(completer(), long, { prefix })).rejects.toThrow(/maxPromptTokens/);
  });

  test('killed in the middle of answers is one calm error, then none is asked', async () => {
    const clock = { now: 0 };
    const remote = completer(clock);
    await ask(remote, here());
    const answers = [1, 2, 3].map(() => ask(remote, here(), { maxTokens: 8000 }));
    await sleep(30);
    child.kill('SIGKILL');
    for (const answer of await Promise.allSettled(answers)) {
      if (answer.status === 'rejected') {
        expect(answer.reason).toMatchObject({ code: SidecarErrorCode.serverUnavailable });
      }
    }
    await expect(ask(remote, here())).rejects.toMatchObject({ code: SidecarErrorCode.serverUnavailable });
    clock.now = 120_000;
    await expect(ask(remote, here())).rejects.toThrow(/nothing answers at this address/);
  });
});
