import { bestToken } from '../../engine/logits';
import type { Judge } from './judge';

/** The likeliest token, whatever was drafted. */
export const greedy: Judge = (model) => bestToken(model);
