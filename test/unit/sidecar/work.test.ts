import { expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc/node.js';
import {
  AheadRequest,
  CompleteRequest,
  LoadRequest,
  SidecarErrorCode,
  WarmRequest,
  WorkRequest,
} from '../../../sidecar/protocol';
import { serve } from './lib/serve';
import { paramsOf } from './lib/sidecar';

it('counts requests and all tokens that went through the model, those of cancelled requests too', async () => {
  const { client } = serve();
  const work = () => client.sendRequest(WorkRequest, null);
  expect(await work()).toEqual({ evaluatedTokens: 0, completions: 0, ahead: 0, warmUps: 0, cancelled: 0 });

  // Loading tries the model out.
  await client.sendRequest(LoadRequest, paramsOf().spec);
  const { evaluatedTokens } = await work();

  const { stats } = await client.sendRequest(CompleteRequest, paramsOf({ drafts: 'off', boundary: 'off' }));
  const first = await work();
  expect(first).toMatchObject({ completions: 1, cancelled: 0 });
  // The last token that was written need not be evaluated.
  const expected = evaluatedTokens + stats.evaluated + stats.generated;
  expect(expected - first.evaluatedTokens).toBeGreaterThanOrEqual(0);
  expect(expected - first.evaluatedTokens).toBeLessThanOrEqual(1);

  const source = new CancellationTokenSource();
  const cancelled = client.sendRequest(
    CompleteRequest,
    paramsOf({ prefix: 'other = '.repeat(400) }),
    source.token,
  );
  source.cancel();
  await expect(cancelled).rejects.toMatchObject({ code: SidecarErrorCode.cancelled });
  await client.sendRequest(AheadRequest, paramsOf({ prefix: 'another' }));
  await client.sendRequest(WarmRequest, paramsOf({ prefix: 'elsewhere' }));
  const last = await work();
  expect(last).toMatchObject({ completions: 2, ahead: 1, warmUps: 1, cancelled: 1 });
  expect(last.evaluatedTokens).toBeGreaterThan(first.evaluatedTokens);
});
