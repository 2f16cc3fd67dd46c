import type { Logits, StepResult, TokenId } from '../engine/engine';
import type { DraftStats } from '../protocol';
import { bestLength } from './bestLength';
import { DecodeCosts } from './costs';
import { Ledger } from './ledger';
import { SourceRecord } from './sourceRecord';
import type { Draft, DraftRequest, DraftSource, LearnedText } from './source';

/** Tokens of a draft, at most. */
const MOST = 16;
/** A source that takes longer to find a draft than this share of a decode is asked when the quick ones have none. */
const QUICK = 0.05;

/** auto: where it is worth its time; always: whatever it costs, to put drafting to the test; off: never. */
export type Drafting = 'auto' | 'always' | 'off';

interface Asked {
  readonly source: DraftSource;
  readonly record: SourceRecord;
  /** What it proposed for the step at hand. */
  draft: Draft | undefined;
}

interface Choice {
  readonly record: SourceRecord;
  readonly tokens: readonly TokenId[];
  readonly gain: number;
}

/**
 * Asks the sources of a model for drafts before each step, and takes the one that promises the most tokens for its
 * time, or none. It holds what was learned of them from request to request, for one request at a time.
 */
export class Drafter {
  readonly costs = new DecodeCosts();
  readonly ledger = new Ledger();
  readonly #asked: readonly Asked[];
  #drafting: Drafting = 'off';
  #request: Pick<DraftRequest, 'isControl' | 'signal'> | undefined;
  #choice: Choice | undefined;
  /** Milliseconds that finding the draft of this step took. */
  #findMs = 0;

  /** @param now the clock in milliseconds */
  constructor(
    sources: readonly DraftSource[],
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#asked = sources.map((source) => ({ source, record: new SourceRecord(), draft: undefined }));
  }

  begin(request: DraftRequest, drafting: Drafting): void {
    this.#drafting = drafting;
    this.#request = request;
    this.#choice = undefined;
    for (const one of this.#asked) {
      one.draft = undefined;
      one.record.begin();
      if (drafting !== 'off') one.source.begin(request);
    }
  }

  /** The draft for the next step, at most `most` tokens; empty where none is worth its time. */
  async propose(most: number): Promise<readonly TokenId[]> {
    this.#choice = undefined;
    this.#findMs = 0;
    const room = Math.min(most, MOST);
    if (this.#drafting === 'off' || room < 1) return [];
    const slow: Asked[] = [];
    for (const one of this.#asked) {
      if (one.record.findMs > QUICK * this.costs.single) slow.push(one);
      else await this.#ask(one, room);
    }
    for (const one of slow) {
      const affordable = this.ledger.affords(1 + one.record.findMs / this.costs.single);
      if (this.#proposal.length === 0 && affordable) await this.#ask(one, room);
    }
    return this.#proposal;
  }

  get #proposal(): readonly TokenId[] {
    return this.#choice?.tokens ?? [];
  }

  /** Takes down a step, which took `ms` and had the draft proposed before it. */
  step(result: StepResult, ms: number): void {
    if (this.#drafting === 'off') return;
    this.costs.record(1 + result.drafted, ms);
    if (this.#drafting === 'auto') {
      const find = this.costs.single > 0 ? this.#findMs / this.costs.single : 0;
      this.ledger.settle(result.tokens.length, this.costs.ratio(1 + result.drafted) + find);
    }
    // An engine may take less of a draft than was proposed, or none.
    if (result.drafted > 0) this.#choice?.record.verified(result.drafted, result.accepted);
    this.#choice = undefined;
    for (const one of this.#asked) {
      if (one.draft) one.record.compare(one.draft, result.tokens);
      one.draft = undefined;
      one.source.push(result);
    }
  }

  /** True when a source wants to see logits. */
  get observes(): boolean {
    return this.#drafting !== 'off' && this.#asked.some(({ source }) => source.observe !== undefined);
  }

  observe(before: TokenId | undefined, token: TokenId, logits: Logits): void {
    for (const { source } of this.#asked) source.observe?.(before, token, logits);
  }

  learn(text: LearnedText): void {
    for (const { source } of this.#asked) source.learn?.(text);
  }

  /** What the sources did for this request; those that had no draft are left out. */
  get stats(): Readonly<Record<string, DraftStats>> {
    const used = this.#asked.filter(({ record }) => record.stats.drafts > 0);
    return Object.fromEntries(used.map(({ source, record }) => [source.name, record.stats]));
  }

  async dispose(): Promise<void> {
    for (const { source } of this.#asked) await source.dispose?.();
  }

  async #ask(one: Asked, room: number): Promise<void> {
    const asked = one.record.ask();
    if (!asked && this.#drafting !== 'always') return;
    const start = this.now();
    one.draft = await this.#propose(one, room);
    const ms = this.now() - start;
    one.record.found(ms);
    this.#findMs += ms;
    const choice = one.draft && this.#judge(one.record, one.draft);
    if (choice && choice.gain > (this.#choice?.gain ?? 0)) this.#choice = choice;
  }

  /** A source's draft, up to the first token that cannot be meant; a source that fails has none. */
  async #propose({ source, record }: Asked, room: number): Promise<Draft | undefined> {
    try {
      const found = source.propose(room);
      const draft = found instanceof Promise ? await found : found;
      if (!draft) return undefined;
      const control = draft.tokens.findIndex((id) => this.#request?.isControl(id) ?? true);
      const length = Math.min(room, control < 0 ? room : control);
      return {
        source: draft.source,
        tokens: draft.tokens.slice(0, length),
        probabilities: draft.probabilities.slice(0, length),
      };
    } catch (error) {
      if (this.#request?.signal.aborted) throw error;
      record.failed();
      return undefined;
    }
  }

  /** What a draft promises; undefined where it is not worth its time. */
  #judge(record: SourceRecord, { tokens, probabilities }: Draft): Choice | undefined {
    const promised = probabilities.map((p) => Math.min(1, p * record.trust));
    if (this.#drafting === 'always') return { record, tokens, gain: sumOfProducts(promised) };
    const cut = bestLength(promised, this.costs, (cost) => this.ledger.affords(cost));
    return cut && { record, tokens: tokens.slice(0, cut.length), gain: cut.gain };
  }
}

/** Tokens that are expected of all of a draft. */
function sumOfProducts(probabilities: readonly number[]): number {
  let all = 1;
  return probabilities.reduce((sum, p) => sum + (all *= p), 0);
}
