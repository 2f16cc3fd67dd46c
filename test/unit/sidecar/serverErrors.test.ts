import { describe, expect, it } from 'vitest';
import { CompleteRequest, SidecarErrorCode } from '../../../sidecar/protocol';
import { serve } from './lib/serve';
import { paramsOf } from './lib/sidecar';

describe('an engine that fails', () => {
  it('fails the request with a word, and is loaded anew for the next', async () => {
    let failing = false;
    const { client, loads } = serve(() => failing);
    const first = await client.sendRequest(CompleteRequest, paramsOf());
    failing = true;
    await expect(client.sendRequest(CompleteRequest, paramsOf())).rejects.toMatchObject({
      code: SidecarErrorCode.engineFailed,
      message: 'The inference engine failed: decode failed',
    });
    failing = false;
    const second = await client.sendRequest(CompleteRequest, paramsOf());
    expect(second.raw).toBe(first.raw);
    expect(loads).toHaveLength(2);
    expect((await client.sendRequest(CompleteRequest, paramsOf())).stats.reused).toBeGreaterThan(0);
    expect(loads).toHaveLength(2);
  });

  it('does not lose the model over a request that was cancelled or made no sense', async () => {
    const { client, loads } = serve();
    await client.sendRequest(CompleteRequest, paramsOf());
    await expect(client.sendRequest(CompleteRequest, paramsOf({ maxTokens: 9999 }))).rejects.toThrow(
      /no room/,
    );
    const both = [1, 2].map(() => client.sendRequest(CompleteRequest, paramsOf()));
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(loads).toHaveLength(1);
  });
});
