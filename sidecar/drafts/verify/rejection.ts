import type { TokenId } from '../../engine/engine';
import { draw, type Probabilities } from './distribution';
import type { Judge } from './judge';

/**
 * Speculative sampling (Leviathan et al., arXiv 2211.17192; Chen et al., arXiv 2302.01318): accepts a token drawn from
 * q with probability min(1, p / q), and draws from the normalised max(0, p - q) instead when it is not accepted. The
 * tokens are distributed as if drawn from p. No rule that is as true accepts more.
 */
export const rejection: Judge = (model, drafted, random) => {
  if (!drafted) return draw(model, random());
  const { token, from } = drafted;
  const p = model[token] ?? 0;
  if (random() * (from ? (from[token] ?? 0) : 1) < p) return token;
  return drawRest(model, token, from, random());
};

/** Draws from what the model holds more probable than the draft did. */
function drawRest(
  model: Probabilities,
  token: TokenId,
  from: Probabilities | undefined,
  uniform: number,
): TokenId {
  const rest = from
    ? model.map((p, id) => Math.max(0, p - (from[id] ?? 0)))
    : model.map((p, id) => (id === token ? 0 : p));
  // Nothing is left only where both are the same up to rounding: then the model itself is as right.
  return draw(rest.some((weight) => weight > 0) ? rest : model, uniform);
}
