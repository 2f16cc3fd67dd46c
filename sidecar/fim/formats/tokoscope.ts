import type { FimFamily } from '../format';
import { qwen } from './qwen';

/**
 * Models that `training/` makes: Qwen's markers, with some of the lines above behind the last one, so that the answer
 * is read on from them as in any text. A small model finds its way back to the text before the suffix badly (the scores
 * of both orders are in media/models/README.md); what stands further up stays in the cache when the suffix changes, as
 * in Qwen's order.
 */
export const tokoscope: FimFamily = {
  ...qwen,
  name: 'tokoscope',
  leadsIn: true,
  recognises: (signs) => /^tokoscope code\b/i.test(signs.name) && qwen.recognises(signs),
};
