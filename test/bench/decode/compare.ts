import type { TokenId } from '../../../sidecar/engine/engine';
import { median, rounded, target } from '../tokens/measure.mjs';
import type { Leg, Next, Written } from './leg';
import type { TypedPrompt } from './prompts';

/** What one leg did at one prompt. */
export interface Sample extends Written {
  readonly typed: Next;
}

/** Samples of each leg, prompt by prompt. */
export type Samples = ReadonlyMap<Leg, readonly Sample[]>;

/** Our time in parts of llama-server's to the first token of a cold prompt. */
const COLD_TARGET = 1.05;

/**
 * Has every leg write after every prompt, leg by leg, another one first each time: a change of the machine's load meets
 * all of them. The first prompt warms up and does not count.
 */
export async function takeSamples(
  legs: readonly Leg[],
  prompts: readonly TypedPrompt[],
  tokens: number,
  onPrompt: (done: number) => void,
): Promise<Samples> {
  const samples = new Map<Leg, Sample[]>(legs.map((leg) => [leg, []]));
  for (const [at, prompt] of prompts.entries()) {
    for (let turn = 0; turn < legs.length; turn++) {
      const leg = legs[(at + turn) % legs.length]!;
      const written = await leg.write(prompt.before, tokens);
      const typed = await leg.next(prompt.after);
      if (at > 0) samples.get(leg)!.push({ ...written, typed });
    }
    onPrompt(at + 1);
  }
  return samples;
}

export type Row = Readonly<Record<string, string | number>>;

/** One row for each leg: medians over the prompts. */
export function legRows(samples: Samples): Row[] {
  const ours = [...samples.values()][0]!;
  return [...samples].map(([leg, list]) => ({
    name: leg.name,
    'cold prompt, first token ms': rounded(median(list.map(({ firstMs }) => firstMs))),
    'ms per token after it': rounded(median(list.flatMap(({ perTokenMs }) => perTokenMs ?? []))),
    'a typed character, first token ms': rounded(median(list.map(({ typed }) => typed.ms))),
    'tokens evaluated for it': median(list.map(({ typed }) => typed.evaluated)),
    'answers as in the first row': `${list.filter(({ tokens }, at) => same(tokens, ours[at]!.tokens)).length} of ${list.length}`,
  }));
}

/**
 * The times of our legs, the first so many, in parts of those of each other one: medians of the ratios at the same
 * prompt.
 */
export function ratioRows(samples: Samples, ours: number): Row[] {
  const legs = [...samples];
  return legs.slice(0, ours).flatMap(([own, mine]) =>
    legs.slice(ours).map(([leg, theirs]) => {
      const ratio = (of: (sample: Sample) => number | undefined): number =>
        median(mine.flatMap((sample, at) => quotient(of(sample), of(theirs[at]!))));
      const cold = ratio(({ firstMs }) => firstMs);
      return {
        name: `${own.name} / ${leg.name}`,
        'cold prompt': rounded(cold),
        ...(leg.name === 'llama-server' ? target(cold, { atMost: COLD_TARGET }) : {}),
        'each token': rounded(ratio(({ perTokenMs }) => perTokenMs)),
        'a typed character': rounded(ratio(({ typed }) => typed.ms)),
      };
    }),
  );
}

function quotient(a: number | undefined, b: number | undefined): number[] {
  return a === undefined || b === undefined ? [] : [a / b];
}

function same(a: readonly TokenId[], b: readonly TokenId[]): boolean {
  return a.length === b.length && a.every((token, at) => token === b[at]);
}
