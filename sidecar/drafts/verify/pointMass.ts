import { draw } from './distribution';
import type { Judge } from './judge';

/**
 * Draws from the model and accepts a draft that is equal: full rejection sampling for a draft that was chosen and
 * not drawn (spec 6). What is written does not depend on the draft, even for one seed.
 */
export const pointMass: Judge = (model, _, random) => draw(model, random());
