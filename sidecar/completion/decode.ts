import type { Drafter, Drafting } from '../drafts/drafter';
import { createStops } from '../stops/index';
import { generate, type Generated } from './generate';
import type { Prepared } from './prepare';

/** Decodes a prepared request with drafts of that manner. */
export async function decode(
  { decoding, drafting, context }: Prepared,
  drafter: Drafter,
  manner: Drafting,
  onText: (text: string) => void = () => undefined,
): Promise<Generated> {
  const stops = createStops(context);
  drafter.begin(drafting, manner);
  return generate({
    ...decoding,
    findStop: (text) => stops.check(text),
    propose: (_, most) => drafter.propose(most),
    onStep: (result, ms) => drafter.step(result, ms),
    ...(drafter.observes
      ? { observe: (before, token, logits) => drafter.observe(before, token, logits) }
      : {}),
    onText,
  });
}
