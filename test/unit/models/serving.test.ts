import { existsSync } from 'node:fs';
import path from 'node:path';
import { CancellationTokenSource } from 'vscode-jsonrpc/node.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  DEFAULT_MODEL,
  DownloadProgressNotification,
  DownloadRequest,
  ModelsRequest,
  RecommendRequest,
  SidecarErrorCode,
  type DownloadParams,
  type DownloadProgress,
} from '../../../sidecar/protocol';
import { startHub } from '../registry/hubServer';
import { serve } from '../sidecar/lib/serve';
import { content, failureOf, namesIn, temporaryFolder } from './support';

const hub = await startHub();
const id = 'qwen2.5-coder-0.5b-q8_0';
const file = `${id}.gguf`;

let folder: string;
beforeEach(() => {
  hub.files.set(`ggml-org/Qwen2.5-Coder-0.5B-Q8_0-GGUF/${file}`, content);
  hub.fault = undefined;
  hub.requests.length = 0;
  const cache = temporaryFolder();
  folder = path.join(cache, 'models');
  vi.stubEnv('TOKOSCOPE_CACHE', cache);
  vi.stubEnv('HF_ENDPOINT', hub.endpoint);
  vi.stubEnv('NO_PROXY', '*');
  return () => vi.unstubAllEnvs();
});

function params(changes: Partial<DownloadParams> = {}): DownloadParams {
  return { model: id, network: {}, progressToken: 'a', ...changes };
}

describe('a download by request', () => {
  it('reports how far it is, and is listed as installed', async () => {
    const { client } = serve();
    const progress: DownloadProgress[] = [];
    client.onNotification(DownloadProgressNotification, (one) => progress.push(one));
    const result = await client.sendRequest(DownloadRequest, params());
    expect(result).toMatchObject({ fetchedBytes: content.length, model: { id, installed: true } });
    expect(progress.at(-1)).toEqual({
      progressToken: 'a',
      phase: 'checking',
      bytes: content.length,
      totalBytes: content.length,
    });
    const models = await client.sendRequest(ModelsRequest, null);
    expect(models.find((model) => model.id === id)).toMatchObject({
      installed: true,
      fileBytes: content.length,
      estimated: false,
    });
  });

  it('is shared by two who ask for the same, and goes on when one of them cancels', async () => {
    const { client } = serve();
    hub.fault = 'slow';
    const tokens = new Set<string>();
    const cancel = new CancellationTokenSource();
    client.onNotification(DownloadProgressNotification, ({ progressToken, bytes }) => {
      tokens.add(progressToken);
      if (tokens.size === 2 && bytes > content.length / 2) cancel.cancel();
    });
    const first = client.sendRequest(DownloadRequest, params(), cancel.token);
    const second = client.sendRequest(DownloadRequest, params({ progressToken: 'b' }));
    expect((await failureOf(first)).code).toBe(SidecarErrorCode.cancelled);
    expect((await second).fetchedBytes).toBe(content.length);
    expect(hub.requests.filter((line) => line.startsWith('store'))).toHaveLength(1);
    expect(namesIn(folder)).toEqual([file]);
  });

  it('ends when all have cancelled, and goes on when asked again at once', async () => {
    const { client } = serve();
    hub.fault = 'slow';
    const cancel = new CancellationTokenSource();
    let again: Promise<{ fetchedBytes: number }> | undefined;
    client.onNotification(DownloadProgressNotification, ({ bytes }) => {
      if (bytes < content.length / 2 || again) return;
      cancel.cancel();
      again = client.sendRequest(DownloadRequest, params());
    });
    const failure = await failureOf(client.sendRequest(DownloadRequest, params(), cancel.token));
    expect(failure.code).toBe(SidecarErrorCode.cancelled);
    expect(existsSync(path.join(folder, file))).toBe(false);
    expect((await again!).fetchedBytes).toBeLessThan(content.length);
    expect(namesIn(folder)).toEqual([file]);
  });

  it('fetches nothing offline', async () => {
    const { client } = serve();
    const failure = await failureOf(
      client.sendRequest(DownloadRequest, params({ network: { offline: true } })),
    );
    expect(failure.code).toBe(SidecarErrorCode.offline);
    expect(hub.requests).toEqual([]);
  });

  it('says which models there are, and what is wrong with a request', async () => {
    const { client } = serve();
    const unknown = await failureOf(client.sendRequest(DownloadRequest, params({ model: 'gpt-5' })));
    expect(unknown.code).toBe(SidecarErrorCode.modelMissing);
    expect(unknown.message).toContain(`take one of smollm2-135m-instruct-q4_1, ${id}`);
    const network = { proxy: 5 } as unknown as DownloadParams['network'];
    const bad = await failureOf(client.sendRequest(DownloadRequest, params({ network })));
    expect(bad).toEqual({ code: SidecarErrorCode.badRequest, message: '"network.proxy" must be text.' });
  });
});

it('has nothing to fetch of the model that ships with Tokoscope', async () => {
  const { client } = serve();
  const result = await client.sendRequest(DownloadRequest, params({ model: DEFAULT_MODEL }));
  expect(result).toMatchObject({ fetchedBytes: 0, model: { installed: true, downloadable: false } });
  expect(existsSync(result.model.path)).toBe(true);
});

it('recommends from what is measured', async () => {
  const { client } = serve();
  const { machine, models } = await client.sendRequest(RecommendRequest, { gpu: 'cpu', contextSize: 0 });
  expect(machine.vram).toBe(0);
  expect(machine.ram).toBeGreaterThan(1e8);
  expect(machine.cores).toBeGreaterThan(0);
  const ids = (await client.sendRequest(ModelsRequest, null)).map((model) => model.id);
  expect(models.map((model) => model.id).sort()).toEqual(ids.sort());
});
