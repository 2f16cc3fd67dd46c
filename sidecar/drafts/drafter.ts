import type { Logits, StepResult, TokenId } from '../engine/engine';
import type { DraftStats } from '../protocol';
import { bestLength, type Cut } from './bestLength';
import { DecodeCosts } from './costs';
import { Ledger } from './ledger';
import { SourceRecord } from './sourceRecord';
import type { Draft, DraftRequest, DraftSource, LearnedText } from './source';

/** Tokens of a draft, at most. */
const MOST = 16;
/** A source that takes longer to find a draft than this share of a decode is asked when the quick ones have none. */
const QUICK = 0.05;
/** Shares of the time of plain decoding that may be lost to wrong drafts, and to looking for drafts in vain. */
const LOST_TO_DRAFTS = 0.02;
const LOST_TO_FINDING = 0.005;

/** Drafts that are to put drafting to the test go on while they have this chance to be right. */
const LEAST_CHANCE = 0.2;

/** auto: where it is worth its time; always: whatever it costs, to put drafting to the test; off: never. */
export type Drafting = 'auto' | 'always' | 'off';

interface Asked {
  readonly source: DraftSource;
  readonly record: SourceRecord;
  /** What it proposed for the step at hand. */
  draft: Draft | undefined;
}

/** What a step verifies: tokens, and what they were drawn from if they were. */
export type Proposal = Pick<Draft, 'tokens' | 'distributions'>;

const NOTHING: Proposal = { tokens: [] };

interface Choice extends Proposal {
  readonly record: SourceRecord;
  readonly gain: number;
}

/**
 * Asks the sources of a model for drafts before each step, and takes the one that promises the most tokens for its
 * time, or none. It holds what was learned of them from request to request, for one request at a time.
 */
export class Drafter {
  readonly costs = new DecodeCosts();
  /** What drafts that were wrong have cost and right ones have won, and what finding them has. */
  readonly #drafts = new Ledger(LOST_TO_DRAFTS);
  readonly #finding = new Ledger(LOST_TO_FINDING);
  readonly #asked: readonly Asked[];
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
    return this.#proposal;
  }

  get #hasChosen(): boolean {
    return this.#choice !== undefined;
  }

  get #proposal(): Proposal {
    return this.#choice ?? NOTHING;
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
    if (result.decodes === 1) this.costs.record(1 + result.drafted, ms);
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

  #settle({ tokens, drafted, accepted }: StepResult): void {
    const cost = this.costs.ratio(1 + drafted);
    this.#drafts.settle(tokens.length, cost);
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
    const choice = one.draft && this.#judge(one.record, one.draft);
    if (choice && choice.gain > (this.#choice?.gain ?? 0)) this.#choice = choice;
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
  #judge(record: SourceRecord, { tokens, probabilities, distributions }: Draft): Choice | undefined {
    if (distributions) return { record, tokens, distributions, gain: 1 };
    const promised = probabilities.map((p) => Math.min(1, p * record.trust));
    const cut =
      this.#drafting === 'always'
        ? withChance(promised)
        : bestLength(promised, this.costs, (cost) => this.#drafts.affords(cost));
    return cut && { record, tokens: tokens.slice(0, cut.length), gain: cut.gain };
  }
}

/** What of a draft has a chance to be right, one token at least; its gain is the tokens that are expected of it. */
function withChance(probabilities: readonly number[]): Cut {
  let [length, reached, gain] = [0, 1, 0];
  for (const probability of probabilities) {
    reached *= probability;
    if (length > 0 && reached < LEAST_CHANCE) break;
    length++;
    gain += reached;
  }
  return { length, gain };
}
