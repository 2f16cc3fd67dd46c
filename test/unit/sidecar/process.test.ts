import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { CancellationTokenSource } from 'vscode-jsonrpc/node.js';
import { describe, expect, it } from 'vitest';
import { startSidecar } from '../../../sidecar/connect';
import {
  CompleteRequest,
  CompletionTextNotification,
  LoadProgressNotification,
  LoadRequest,
  ModelsRequest,
  PROTOCOL_VERSION,
  SidecarErrorCode,
  TokenizeRequest,
  UnloadRequest,
} from '../../../sidecar/protocol';
import { bundleSidecar } from '../../lib/bundleSidecar.mjs';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { complete, paramsOf, specOf, start } from './lib/sidecar';

/** About 1900 tokens: some seconds of work for the mid model. */
const LONG = 'for number, line in enumerate(stream):\n'.repeat(120);
const mid = () => specOf(tinyModel({ size: 'mid' }), { contextSize: 4096 });
const cancelledError = expect.objectContaining({ code: SidecarErrorCode.cancelled }) as Error;
const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the sidecar process', () => {
  it('shakes hands, lists models, loads, tokenizes, completes', async () => {
    const sidecar = await start();
    expect(sidecar.initialize).toMatchObject({ protocolVersion: PROTOCOL_VERSION, pid: sidecar.process.pid });
    expect(sidecar.initialize.engine).toMatch(/^llama\.cpp v\d.* \(node-llama-cpp \d+\.\d+\.\d+\)$/);
    const models = await sidecar.connection.sendRequest(ModelsRequest, null);
    expect(models.length).toBeGreaterThan(5);

    const fractions: number[] = [];
    sidecar.connection.onNotification(LoadProgressNotification, ({ fraction }) => fractions.push(fraction));
    const spec = specOf(tinyModel());
    expect(await sidecar.connection.sendRequest(LoadRequest, spec)).toMatchObject({
      name: 'Tokoscope tiny',
      architecture: 'qwen2',
      backend: 'CPU',
      contextSize: 2048,
      trainedContextSize: 8192,
      threads: 1,
      totalLayers: 3,
      gpuLayers: 0,
      fim: { family: 'qwen' },
      notes: [],
    });
    expect(fractions.at(-1)).toBe(1);
    const { ids } = await sidecar.connection.sendRequest(TokenizeRequest, { spec, text: 'return value' });
    expect(ids.length).toBeGreaterThan(1);

    const result = await complete(sidecar);
    expect(result).toMatchObject({ stop: 'length', stats: { generated: 12, drafted: 0, accepted: 0 } });
    expect(result.raw).not.toBe('');
    expect(result.stats.evaluated + result.stats.reused).toBe(result.stats.promptTokens);
    expect(result.stats.decodes).toBeGreaterThanOrEqual(12);
    expect(result.stats.totalMs).toBeGreaterThanOrEqual(result.stats.firstTokenMs);
    expect(await sidecar.connection.sendRequest(UnloadRequest, null)).toBeNull();
    expect((await complete(sidecar)).raw).toBe(result.raw);
  });

  it('evaluates only what a typed character changes', async () => {
    const sidecar = await start();
    const prefix = `${LONG.slice(0, 3000)}    total = numb`;
    const first = await complete(sidecar, { prefix });
    expect(first.stats).toMatchObject({ reused: 0 });
    expect(first.stats.promptTokens).toBeGreaterThan(500);
    const second = await complete(sidecar, { prefix: `${prefix}e` });
    expect(second.stats.evaluated).toBeLessThanOrEqual(6);
    expect(second.stats.reused).toBe(second.stats.promptTokens - second.stats.evaluated);
    const fresh = await start();
    expect((await complete(fresh, { prefix: `${prefix}e` })).raw).toBe(second.raw);
  });

  it('streams the raw text, and repeats itself for the same seed', async () => {
    const sidecar = await start();
    const texts: string[] = [];
    sidecar.connection.onNotification(CompletionTextNotification, ({ streamToken, text }) => {
      expect(streamToken).toBe('s');
      texts.push(text);
    });
    const warm = { temperature: 0.8, seed: 3 };
    const result = await complete(sidecar, { ...warm, streamToken: 's' });
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.every((text) => result.raw.startsWith(text.slice(0, result.raw.length)))).toBe(true);
    expect((await complete(sidecar, warm)).raw).toBe(result.raw);
    expect((await complete(sidecar, { ...warm, seed: 4 })).raw).not.toBe(result.raw);
  });

  it('runs SentencePiece models and models without markers', async () => {
    const sidecar = await start();
    const pieces = await complete(sidecar, { spec: specOf(tinyModel({ tokenizer: 'llama' })) });
    expect(pieces.model.fim).toEqual({ family: 'codellama' });
    expect(pieces.stats.generated).toBe(12);
    expect(pieces.raw).toMatch(/^[ -~]+$/);
    const plain = await complete(sidecar, { spec: specOf(tinyModel({ fim: false })) });
    expect(plain.model.fim).toMatchObject({ family: 'none', note: expect.any(String) as string });
    expect(plain.stats.generated).toBe(12);
  });

  it('cancels in the middle of a prompt and keeps what it evaluated', async () => {
    const sidecar = await start();
    await sidecar.connection.sendRequest(LoadRequest, mid());
    const params = paramsOf({ spec: mid(), prefix: LONG });
    const source = new CancellationTokenSource();
    const running = sidecar.connection.sendRequest(CompleteRequest, params, source.token);
    await soon(100);
    source.cancel();
    await expect(running).rejects.toEqual(cancelledError);
    const { stats } = await complete(sidecar, { ...params, prefix: LONG.slice(0, 390) });
    expect(stats.reused).toBeGreaterThan(0);
  });

  it('lets a newer request for a document cancel the older, and other documents wait', async () => {
    const sidecar = await start();
    await sidecar.connection.sendRequest(LoadRequest, mid());
    const order: string[] = [];
    const ask = async (name: string, documentId: string, prefix: string) => {
      try {
        await complete(sidecar, { spec: mid(), documentId, prefix, maxTokens: 4 });
        order.push(`${name} done`);
      } catch (error) {
        expect(error).toEqual(cancelledError);
        order.push(`${name} cancelled`);
      }
    };
    const old = ask('old', 'a', LONG);
    const other = ask('other', 'b', 'x = ');
    await soon(100);
    const newer = ask('newer', 'a', 'y = ');
    await Promise.all([old, other, newer]);
    expect(order).toEqual(['old cancelled', 'other done', 'newer done']);
  });

  it('goes on loading when the request that asked for the model is replaced', async () => {
    const sidecar = await start();
    const requests = Array.from({ length: 4 }, (_, i) => complete(sidecar, { prefix: `x${i} = ` }));
    const results = await Promise.allSettled(requests);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled']);
    expect(results.slice(0, 3).map((result) => (result as PromiseRejectedResult).reason as Error)).toEqual(
      Array(3).fill(cancelledError),
    );
  });

  it('may be killed in mid completion: the request fails and a new process works', async () => {
    const sidecar = await start();
    await sidecar.connection.sendRequest(LoadRequest, mid());
    const running = complete(sidecar, { spec: mid(), prefix: LONG });
    const outcome = expect(running).rejects.toThrow();
    await soon(150);
    process.kill(sidecar.process.pid!, 'SIGKILL');
    expect(await sidecar.onExit).toEqual({ code: null, signal: 'SIGKILL' });
    await outcome;
    expect((await complete(await start())).stats.generated).toBe(12);
  });
});

describe('the life of the process', () => {
  it.each(['idle', 'busy'])('ends with its input, %s', async (state) => {
    const sidecar = await start();
    if (state === 'busy') {
      await sidecar.connection.sendRequest(LoadRequest, mid());
      void complete(sidecar, { spec: mid(), prefix: LONG }).catch(() => undefined);
      await soon(100);
    }
    sidecar.process.stdin!.end();
    const exit = await Promise.race([sidecar.onExit, soon(60_000).then(() => 'still running')]);
    expect(exit).not.toBe('still running');
  });

  it('writes nothing but the protocol to standard output, at the highest log level', async () => {
    const child = spawn(process.execPath, [await bundleSidecar()], { stdio: 'pipe' });
    let log = '';
    const chunks: Buffer[] = [];
    child.stdout.on('data', (bytes: Buffer) => chunks.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => (log += bytes.toString()));
    const send = (id: number, method: string, params: unknown) => {
      const body = JSON.stringify({ jsonrpc: '2.0', id, method, params });
      child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    send(1, 'initialize', { protocolVersion: PROTOCOL_VERSION, logLevel: 'debug' });
    send(2, 'complete', paramsOf());
    send(3, 'complete', 'nonsense');
    send(4, 'no/such/method', {});
    const answers = () => Buffer.concat(chunks).toString();
    while (![1, 2, 3, 4].every((id) => answers().includes(`"id":${id},`))) await soon(20);
    send(5, 'shutdown', null);
    await once(child, 'close');

    let rest = answers();
    const answered: number[] = [];
    while (rest !== '') {
      const head = /^Content-Length: (\d+)\r\n\r\n/.exec(rest);
      expect(head, `not the protocol: ${rest.slice(0, 80)}`).not.toBeNull();
      const body = rest.slice(head![0].length, head![0].length + Number(head![1]));
      rest = rest.slice(head![0].length + body.length);
      const { id } = JSON.parse(body) as { id?: number };
      if (id !== undefined) answered.push(id);
    }
    expect(answered.sort()).toEqual([1, 2, 3, 4, 5]);
    expect(log).toContain('llama.cpp:');
  });

  it('ends when disposed of, even when the connection is closed', async () => {
    const sidecar = await start();
    sidecar.connection.dispose();
    await sidecar.dispose();
    expect(await sidecar.onExit).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('says why it could not start', async () => {
    const scriptPath = await bundleSidecar();
    expect(existsSync(`${scriptPath}.none`)).toBe(false);
    await expect(startSidecar({ scriptPath: `${scriptPath}.none` })).rejects.toThrow(/did not start/);
    await expect(startSidecar({ scriptPath, execPath: '/no/such/program' })).rejects.toThrow(/ENOENT/);
  });
});
