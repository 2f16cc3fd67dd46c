import type { StepResult, TokenId, Want } from '../engine';
import { chooseAllowed, chooseToken } from './chooseToken';
import type { NativeContext } from './nativeContext';

/**
 * What the model says to a step whose last input token stood at `position`, with the draft after it in the same call:
 * its own choice at each position, as long as the draft agrees.
 *
 * @param probed tokens behind the draft in the same call
 */
export function readStep(
  context: NativeContext,
  position: number,
  draft: readonly TokenId[],
  probed: number,
  want: Want,
): Pick<StepResult, 'tokens' | 'accepted'> {
  const tokens: TokenId[] = [];
  let accepted = 0;
  let choosing = true;
  for (let at = 0; at <= draft.length && (choosing || want.observe); at++) {
    const logits = context.logits(at);
    want.observe?.(at, logits);
    if (!choosing) continue;
    const token =
      want.allow === undefined
        ? chooseToken(logits, want, position + at)
        : chooseAllowed(logits, want.allow, want, position + at);
    if (token !== undefined) tokens.push(token);
    choosing = token === draft[at] && at < draft.length;
    if (choosing) accepted++;
  }
  if (want.probes && accepted === draft.length) {
    for (let at = 0; at < probed; at++) want.probes.read(at, context.logits(draft.length + 1 + at));
  }
  return { tokens, accepted };
}
