import type { BoundaryMethod, BoundaryStart } from './boundary';

/** The prompt as its builder made it. */
export const off = (async ({ engine, tokens, signal }): Promise<BoundaryStart> => {
  const { reused } = await engine.sync(tokens, signal);
  const written = new Uint8Array(0);
  return { tokens, chosen: 0, written, decodes: 0, reused, paths: 0, branchTokens: 0, method: 'off' };
}) satisfies BoundaryMethod;
