import type { BoundaryMethod } from './boundary';
import { ForcedBytes, retract } from './retract';

/**
 * Token healing: takes back up to three tokens of the text before the cursor, and lets the model choose tokens that
 * spell their bytes again.
 */
export const heal: BoundaryMethod = async ({ engine, tokens, tailTokens, want, signal }) => {
  const { vocabulary } = engine;
  const retracted = retract(tokens, tailTokens, vocabulary);
  if (retracted.forced.length === 0) return { reason: 'no token before the cursor can be taken back' };

  const { reused } = await engine.sync(retracted.tokens, signal);
  const forced = new ForcedBytes(retracted.forced, vocabulary);
  const all = [...retracted.tokens];
  let written: Uint8Array = new Uint8Array(0);
  let decodes = 0;
  while (forced.pending) {
    signal.throwIfAborted();
    const step = await engine.step(all.slice(-1), [], { ...want, allow: forced.allow });
    decodes += step.decodes;
    const token = step.tokens[0];
    if (token === undefined) {
      const reason = 'no token of the vocabulary agrees with the text before the cursor';
      return { reason, cost: { reused, decodes } };
    }
    all.push(token);
    written = forced.take(vocabulary.tokenBytes(token));
  }
  const chosen = all.length - retracted.tokens.length;
  return { tokens: all, chosen, written, decodes, reused, paths: 0, branchTokens: 0, method: 'heal' };
};
