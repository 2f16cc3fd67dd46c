import type { DraftRequest, DraftSource } from '../../../../sidecar/drafts/source';
import { stepWithDistributions } from '../../../../sidecar/drafts/verify/step';
import type { Engine, StepResult, TokenId } from '../../../../sidecar/engine/engine';
import { never } from '../../sidecar/lib/openEngine';
import { requestOf } from './requests';

export interface Decoded {
  readonly tokens: TokenId[];
  readonly decodes: number;
  readonly drafted: number;
  readonly accepted: number;
}

export interface DecodeOptions {
  readonly most?: number;
  /** Whether the source sees the logits of each step, as on engines where they are cheap. */
  readonly observed?: boolean;
  readonly request?: Partial<DraftRequest>;
}

/** Greedy decoding after `prompt` with one source of drafts, or none. */
export async function decode(
  engine: Engine,
  source: DraftSource | undefined,
  prompt: readonly TokenId[],
  length: number,
  { most = 16, observed = false, request = {} }: DecodeOptions = {},
): Promise<Decoded> {
  await engine.sync(prompt, never);
  source?.begin(requestOf(prompt, request));
  const all = [...prompt];
  const counts = { decodes: 0, drafted: 0, accepted: 0 };
  while (all.length - prompt.length < length) {
    const draft = (await source?.propose(most))?.tokens ?? [];
    const result = await (observed ? shown(engine, source, all, draft) : plain(engine, all, draft));
    source?.push(result);
    all.push(...result.tokens);
    counts.decodes += result.decodes;
    counts.drafted += result.drafted;
    counts.accepted += result.accepted;
  }
  return { ...counts, tokens: all.slice(prompt.length, prompt.length + length) };
}

const plain = (engine: Engine, all: readonly TokenId[], draft: readonly TokenId[]): Promise<StepResult> =>
  engine.step(all.slice(-1), draft, { temperature: 0, seed: 0 });

function shown(
  engine: Engine,
  source: DraftSource | undefined,
  all: readonly TokenId[],
  draft: readonly TokenId[],
): Promise<StepResult> {
  const read = [...all.slice(-2), ...draft];
  return stepWithDistributions(engine, all.slice(-1), draft, [], {
    sampling: { temperature: 0 },
    seed: 0,
    signal: never,
    observe: (at, logits) => {
      const index = at + Math.min(2, all.length) - 1;
      source?.observe?.(read[index - 1], read[index]!, logits);
    },
  });
}
