import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { TokenId, Want } from '../engine';
import { draw } from './sampling';

/** Candidates looked at before the whole vocabulary is sorted, which costs 10 to 50 ms at real sizes. */
const SHORT_LIST = 128;

export interface Picked {
  readonly token: TokenId | undefined;
  readonly decodes: number;
}

/**
 * Evaluates `input` and chooses the next token among those that `allow` admits: the likeliest one, or one drawn
 * by its probability when the temperature is above 0.
 */
export async function pickAllowed(
  sequence: LlamaContextSequence,
  input: readonly TokenId[],
  allow: (id: TokenId) => boolean,
  want: Want,
): Promise<Picked> {
  const start = sequence.nextTokenIndex;
  const last = input.length - 1;
  const seed = want.seed ^ start;
  // At temperature 1 a top-k cut comes cheap, and scaled weights keep their order.
  const short = await candidates(sequence, input, { temperature: 1, topK: SHORT_LIST, topP: 1 });
  const token = choose(short, allow, want.temperature, seed);
  if (token !== undefined) return { token, decodes: 1 };

  const at = start + last;
  await sequence.eraseContextTokenRanges([{ start: at, end: sequence.nextTokenIndex }]);
  const all = await candidates(sequence, input.slice(last), { temperature: 0 });
  return { token: choose(all, allow, want.temperature, seed), decodes: 2 };
}

interface Options {
  readonly temperature: number;
  readonly topK?: number;
  readonly topP?: number;
}

/** Probabilities of the next token, likeliest first. */
async function candidates(
  sequence: LlamaContextSequence,
  input: readonly TokenId[],
  options: Options,
): Promise<ReadonlyMap<TokenId, number>> {
  const last = input.length - 1;
  const outputs = await sequence.controlledEvaluate([
    ...(input.slice(0, -1) as Token[]),
    [input[last] as Token, { generateNext: { probabilities: true, options } }],
  ]);
  return outputs[last]?.next.probabilities ?? new Map<TokenId, number>();
}

function choose(
  probabilities: ReadonlyMap<TokenId, number>,
  allow: (id: TokenId) => boolean,
  temperature: number,
  seed: number,
): TokenId | undefined {
  const allowed: [TokenId, number][] = [];
  for (const [id, probability] of probabilities) {
    if (!allow(id)) continue;
    if (temperature <= 0) return id;
    allowed.push([id, probability ** (1 / temperature)]);
  }
  return draw(allowed, seed);
}
