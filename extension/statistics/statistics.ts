import type { CompleteResult, CompletionStats } from '../../sidecar/protocol';
import type { Fate } from '../completion/shownCompletions';
import {
  NO_COUNTS,
  NO_GROUP_COUNTS,
  NO_STANDINGS,
  NOTHING,
  type Counts,
  type GroupCounts,
  type Probe,
  type Standing,
  type StatisticsData,
  type Trigger,
} from './data';

/** What was asked for. */
export interface Asked {
  readonly trigger: Trigger;
  readonly languageId: string;
}

/** Names that the sidecar gives among those of the filters, and that are counted on their own. */
const UNSURE = 'unsure';

/** Counts what becomes of requests, answers and completions. */
export class Statistics {
  readonly #asked = new WeakMap<CompleteResult, Asked>();

  /** The last answer of the model that was not asked ahead. */
  last: CompleteResult | undefined;

  /** @param count gets what is to be added to the counts */
  constructor(private readonly count: (more: StatisticsData) => void) {}

  /** What was typed through answered a request. */
  typedThrough(): void {
    this.#count({ counts: { ...NO_COUNTS, typedThrough: 1 } });
  }

  /** A request ended without an answer because nobody wanted it any more. */
  cancelled(): void {
    this.#count({ counts: { ...NO_COUNTS, cancelled: 1 } });
  }

  /** The model answered. */
  completed(answer: CompleteResult, asked: Asked): void {
    const { stats, filters, model, text } = answer;
    const { trigger } = asked;
    this.#asked.set(answer, asked);
    if (trigger !== 'ahead') this.last = answer;
    const unsure = filters.includes(UNSURE);
    this.#count({
      counts: {
        ...NO_COUNTS,
        ...tokensOf(stats),
        [trigger]: 1,
        unsure: unsure ? 1 : 0,
        blank: !unsure && text === '' ? 1 : 0,
        estimated: stats.exact === false ? 1 : 0,
      },
      drafts: Object.fromEntries(
        Object.entries(stats.drafts ?? {}).map(([source, { drafts, drafted, accepted, steps }]) => [
          source,
          { drafts, drafted, accepted, steps },
        ]),
      ),
      filters: Object.fromEntries(filters.filter((name) => name !== UNSURE).map((name) => [name, 1])),
      ...this.#groups(answer, { ...NO_GROUP_COUNTS, answers: 1 }),
      samples: [{ trigger, model: model.name, firstTokenMs: stats.firstTokenMs, totalMs: stats.totalMs }],
    });
  }

  /** What became of a completion. */
  became(fate: Fate, answer: CompleteResult): void {
    const isAhead = this.#asked.get(answer)?.trigger === 'ahead';
    this.#count({
      counts: { ...NO_COUNTS, [fate]: 1, shownAhead: fate === 'shown' && isAhead ? 1 : 0 },
      ...this.#groups(answer, { ...NO_GROUP_COUNTS, [fate]: 1 }),
    });
  }

  /** An accepted completion put in so many characters, in UTF-16 units. */
  inserted(answer: CompleteResult, acceptedCharacters: number): void {
    this.#count({
      counts: { ...NO_COUNTS, acceptedCharacters },
      ...this.#groups(answer, { ...NO_GROUP_COUNTS, acceptedCharacters }),
    });
  }

  /** What stands of an accepted text. */
  stands(probe: Probe, standing: Standing): void {
    this.#count({ kept: { ...NOTHING.kept, [probe]: { ...NO_STANDINGS, [standing]: 1 } } });
  }

  #groups(answer: CompleteResult, counts: GroupCounts): Pick<StatisticsData, 'languages' | 'models'> {
    const languageId = this.#asked.get(answer)?.languageId;
    return {
      languages: languageId === undefined ? {} : { [languageId]: counts },
      models: { [answer.model.name]: counts },
    };
  }

  #count(more: Partial<StatisticsData>): void {
    this.count({ ...NOTHING, since: Date.now(), ...more });
  }
}

/** The counts of tokens and of work. */
function tokensOf(stats: CompletionStats): Partial<Counts> {
  const { promptTokens, evaluated, reused, generated, decodes, drafted, accepted } = stats;
  return { promptTokens, evaluated, reused, generated, decodes, drafted, draftsAccepted: accepted };
}
