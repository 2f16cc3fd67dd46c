import type { TokenId } from '../../../../sidecar/engine/engine';
import { draw, type Probabilities } from '../../../../sidecar/drafts/verify/distribution';
import type { Drafted, Judge } from '../../../../sidecar/drafts/verify/judge';
import { uniforms } from '../../../../sidecar/drafts/verify/random';

/** A language of a few tokens: the distribution after each of them. */
export type Toy = readonly Probabilities[];

export const toy = (...rows: readonly number[][]): Toy => rows.map((row) => Float32Array.from(row));

/** Draws the drafts of a text: from another toy, or always the likeliest token of it. */
export interface Drafting {
  readonly model: Toy;
  readonly length: number;
  readonly drawn: boolean;
}

export interface Written {
  readonly tokens: TokenId[];
  readonly drafted: number;
  readonly accepted: number;
}

/** Writes `length` tokens after `start`, step by step with drafts as decoding does. */
export function write(
  model: Toy,
  judge: Judge,
  drafting: Drafting,
  start: TokenId,
  length: number,
  seed: number,
): Written {
  const tokens: TokenId[] = [];
  const random = uniforms(seed, 0);
  let drafted = 0;
  let accepted = 0;
  while (tokens.length < length) {
    const draft = draftAfter(drafting, tokens.at(-1) ?? start, random);
    drafted += draft.length;
    for (let at = 0; at <= draft.length; at++) {
      const proposal = draft[at];
      const token = judge(model[tokens.at(-1) ?? start]!, proposal, random);
      tokens.push(token);
      if (token !== proposal?.token) break;
      accepted++;
    }
  }
  return { tokens: tokens.slice(0, length), drafted, accepted };
}

function draftAfter({ model, length, drawn }: Drafting, start: TokenId, random: () => number): Drafted[] {
  const draft: Drafted[] = [];
  for (let last = start; draft.length < length;) {
    const from = model[last]!;
    const token = drawn ? draw(from, random()) : from.indexOf(Math.max(...from));
    draft.push(drawn ? { token, from } : { token });
    last = token;
  }
  return draft;
}

/** How probable each text of `length` tokens is; texts are numbered by their tokens as digits. */
export function textProbabilities(model: Toy, start: TokenId, length: number): number[] {
  let all = [{ last: start, probability: 1 }];
  for (let i = 0; i < length; i++) {
    all = all.flatMap(({ last, probability }) =>
      [...model[last]!].map((p, token) => ({ last: token, probability: probability * p })),
    );
  }
  return all.map(({ probability }) => probability);
}

export const numberOf = (tokens: readonly TokenId[], size: number): number =>
  tokens.reduce((number, token) => number * size + token, 0);
