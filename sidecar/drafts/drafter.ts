import type { Logits, Probes, StepResult, TokenId } from '../engine/engine';
import type { DraftStats } from '../protocol';
import { bestLength } from './bestLength';
import { better, type Choice } from './choice';
import { DecodeCosts } from './costs';
import { Ledger } from './ledger';
import { Probing } from './probing';
import { SourceRecord } from './sourceRecord';
import type { Draft, DraftRequest, DraftSource, LearnedText } from './source';
import { withChance } from './withChance';

/** Tokens of a draft, at most. */
const MOST = 16;
/** A source that takes longer to find a draft than this share of a decode is asked when the quick ones have none. */
const QUICK = 0.05;
/** Shares of the time of plain decoding that may be lost to wrong drafts, and to looking for drafts in vain. */
const LOST_TO_DRAFTS = 0.02;
const LOST_TO_FINDING = 0.005;

/** auto: where it is worth its time; always: whatever it costs, to put drafting to the test; off: never. */
export type Drafting = 'auto' | 'always' | 'off';

interface Asked {
  readonly source: DraftSource;
  readonly record: SourceRecord;
  /** What it proposed for the step at hand. */
  draft: Draft | undefined;
}

/** What a step verifies: tokens, and what they were drawn from if they were; and what it evaluates behind them. */
export interface Proposal extends Pick<Draft, 'tokens' | 'distributions'> {
  readonly probes?: Probes;
}

const NOTHING: Proposal = { tokens: [] };

/**
 * Asks the sources of a model for drafts before each step, and takes the one that promises the most tokens for its
 * time, or none. It holds what was learned of them from request to request, for one request at a time.
 */
export class Drafter {
  readonly costs = new DecodeCosts();
  /** What drafts that were wrong have cost and right ones have won, and what finding them has. */
  readonly #drafts = new Ledger(LOST_TO_DRAFTS);
  readonly #finding = new Ledger(LOST_TO_FINDING);
  readonly #probing = new Probing();
  readonly #asked: readonly Asked[];
  /** The one whose probes stand behind the drafts of all. */
  readonly #prober: Asked | undefined;
  #drafting: Drafting = 'off';
  #request: Pick<DraftRequest, 'isControl' | 'signal'> | undefined;
  #choice: Choice | undefined;
  /** Milliseconds that the sources looked for a draft before this step. */
  #findMs = 0;
  #beforeDispose: () => Promise<void> = () => Promise.resolve();

  /** @param now the clock in milliseconds */
  constructor(
    readonly sources: readonly DraftSource[],
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#asked = sources.map((source) => ({ source, record: new SourceRecord(), draft: undefined }));
    this.#prober = this.#asked.find(({ source }) => source.probes !== undefined);
  }

  begin(request: DraftRequest, drafting: Drafting): void {
    this.#drafting = drafting;
    this.#request = request;
    this.#choice = undefined;
    this.#probing.begin();
    for (const one of this.#asked) {
      one.draft = undefined;
      one.record.begin();
      if (drafting !== 'off') one.source.begin(request);
    }
  }

  /** The draft for the next step, at most `most` tokens; empty where none is worth its time. */
  async propose(most: number): Promise<Proposal> {
    this.#choice = undefined;
    this.#findMs = 0;
    const room = Math.min(most, MOST);
    if (this.#drafting === 'off' || room < 1) return NOTHING;
    if (this.#drafting === 'auto' && !this.#maySearch()) return NOTHING;
    const slow: Asked[] = [];
    for (const one of this.#asked) {
      if (one.source.draws) continue;
      if (one.record.findMs > QUICK * this.costs.single) slow.push(one);
      else await this.#ask(one, room);
    }
    for (const one of slow) {
      if (this.#drafting === 'auto' && (this.#hasChosen || !this.#affordsToAsk(one))) continue;
      await this.#ask(one, room);
    }
    // What is drawn comes last, and only where nothing is chosen: whether it is taken must not depend on what it says.
    for (const one of this.#asked) if (one.source.draws && !this.#hasChosen) await this.#askToDraw(one, room);
    return this.#proposal(most);
  }

  get #hasChosen(): boolean {
    return this.#choice !== undefined;
  }

  #proposal(most: number): Proposal {
    const { tokens, distributions } = this.#choice ?? NOTHING;
    const probes = this.#probesBehind(most);
    return { tokens, ...(distributions && { distributions }), ...(probes && { probes }) };
  }

  /** The probes for this step, where the next one still has room for a draft that comes of them. */
  #probesBehind(most: number): Probes | undefined {
    const { source: { probes } = {}, record } = this.#prober ?? {};
    const { tokens, distributions, chance } = this.#choice ?? { ...NOTHING, chance: 1 };
    // Whether a drawn draft is right is not known beforehand.
    if (!probes || !record || distributions) return undefined;
    const room = Math.min(probes.tokens.length, most - tokens.length - 1);
    let count = Math.max(0, room);
    if (this.#drafting === 'auto') {
      if (record.isPaused || !this.costs.knowsPlain) return undefined;
      const before = { drafted: tokens.length, chance };
      count = this.#probing.decide(count, before, this.costs, (cost) => this.#drafts.affords(cost));
    }
    if (count === 0) return undefined;
    return { tokens: probes.tokens.slice(0, count), read: (at, logits) => probes.read(at, logits) };
  }

  #affordsToAsk({ record }: Asked): boolean {
    return this.#finding.affords(1 + record.findMs / this.costs.single);
  }

  /** Has a draft drawn that can be paid for; how long it is within that is for the source to say, token by token. */
  async #askToDraw(one: Asked, room: number): Promise<void> {
    let most = room;
    if (this.#drafting === 'auto') {
      if (!this.#affordsToAsk(one)) return;
      while (most > 0 && !this.#drafts.affords(this.costs.ratio(1 + most))) most--;
    }
    if (most > 0) await this.#ask(one, most);
  }

  /** False before the first decode, which says what one costs, and while finding drafts has cost more than it won. */
  #maySearch(): boolean {
    return this.costs.single > 0 && this.#finding.affords(1);
  }

  /** Takes down a step, which took `ms` and had the draft proposed before it. */
  step(result: StepResult, ms: number): void {
    if (this.#drafting === 'off') return;
    // A step of two decodes had more to do than to verify.
    if (result.decodes === 1) this.costs.record(positionsOf(result), ms);
    if (this.#drafting === 'auto') this.#settle(result);
    // An engine may take less of a draft than was proposed, or none.
    if (result.drafted > 0) this.#choice?.record.verified(result.drafted, result.accepted);
    this.#choice = undefined;
    for (const one of this.#asked) {
      if (one.draft) one.record.compare(one.draft, result.tokens);
      one.draft = undefined;
      one.source.push(result);
    }
  }

  #settle(result: StepResult): void {
    const { tokens, accepted } = result;
    const cost = this.costs.ratio(positionsOf(result));
    this.#drafts.settle(tokens.length, cost);
    if (this.#prober) {
      const ofProbes = this.#choice?.source === this.#prober.source ? this.#choice.instead : undefined;
      this.#probing.settle(result, ofProbes, this.costs);
    }
    const won = Math.max(0, accepted + 1 - cost);
    const find = this.costs.single > 0 ? this.#findMs / this.costs.single : 0;
    this.#finding.settle(1 + won, 1 + find);
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

  /** Sets what is done, once, while the sources still know what they learned. */
  beforeDispose(task: () => Promise<void>): void {
    this.#beforeDispose = task;
  }

  async dispose(): Promise<void> {
    await this.#beforeDispose();
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
    const choice = one.draft && this.#judge(one, one.draft);
    if (choice && choice.gain > 0) this.#choice = better(this.#choice, choice);
  }

  /** A source's draft, up to the first token that cannot be meant; a source that fails has none. */
  async #propose({ source, record }: Asked, room: number): Promise<Draft | undefined> {
    try {
      const found = source.propose(room);
      const draft = found instanceof Promise ? await found : found;
      if (!draft || draft.distributions) return draft;
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
  #judge({ source, record }: Asked, { tokens, probabilities, distributions }: Draft): Choice | undefined {
    const of = { source, record, instead: 1 };
    if (distributions) return { ...of, tokens, distributions, gain: 1, chance: 0 };
    const promised = probabilities.map((p) => Math.min(1, p * record.trust));
    const cut =
      this.#drafting === 'always'
        ? withChance(promised)
        : bestLength(promised, this.costs, (cost) => this.#drafts.affords(cost));
    if (!cut) return undefined;
    const chance = promised.slice(0, cut.length).reduce((all, p) => all * p, 1);
    return { ...of, tokens: tokens.slice(0, cut.length), gain: cut.gain, chance };
  }
}

/** Positions of a step's batch, of a single token of input. */
const positionsOf = ({ drafted, probed = 0 }: StepResult): number => 1 + drafted + probed;
