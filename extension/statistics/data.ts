/** What is counted: numbers, names of languages and models, never text or names of files. */
import { addNumbers, addTables } from './numbers';

/** How an answer came to be asked for: by typing, by the user's command, or for a place that may come next. */
export type Trigger = 'automatic' | 'invoked' | 'ahead';
/** When it is looked at what stands of an accepted text. */
export type Probe = 'after30s' | 'after5min';
/**
 * What stands of it: all, unchanged; at least half of its characters; less. Unknown where it could not be followed or its
 * document was closed.
 */
export type Standing = 'unchanged' | 'mostly' | 'gone' | 'unknown';

/** Answers whose times are kept for the percentiles. */
export const MAX_SAMPLES = 1000;

export const NO_COUNTS = {
  /** Answers of the model by trigger. */
  automatic: 0,
  invoked: 0,
  ahead: 0,
  cancelled: 0,
  /** Requests that what was typed through answered, without the model. */
  typedThrough: 0,
  /** Answers left out as too unsure, and others that had no text in the end. */
  unsure: 0,
  blank: 0,
  /** Answers whose tokens a server did not count: what is added for them below is estimated. */
  estimated: 0,
  shown: 0,
  /** Of these, how many had been asked ahead. */
  shownAhead: 0,
  accepted: 0,
  partlyAccepted: 0,
  /** Of those that came by themselves. */
  rejected: 0,
  /** Characters (UTF-16 units) that acceptances of whole completions put in. */
  acceptedCharacters: 0,
  promptTokens: 0,
  evaluated: 0,
  reused: 0,
  generated: 0,
  decodes: 0,
  drafted: 0,
  draftsAccepted: 0,
};
export const NO_GROUP_COUNTS = {
  answers: 0,
  shown: 0,
  accepted: 0,
  partlyAccepted: 0,
  rejected: 0,
  acceptedCharacters: 0,
};
export const NO_DRAFTS = { drafts: 0, drafted: 0, accepted: 0, steps: 0 };
export const NO_STANDINGS: Readonly<Record<Standing, number>> = {
  unchanged: 0,
  mostly: 0,
  gone: 0,
  unknown: 0,
};

export type Counts = Readonly<typeof NO_COUNTS>;
/** Counts of one language or model. */
export type GroupCounts = Readonly<typeof NO_GROUP_COUNTS>;
export type DraftCounts = Readonly<typeof NO_DRAFTS>;
export type StandingCounts = Readonly<Record<Standing, number>>;

/** Times of one answer, in milliseconds from the request's arrival at the model process. */
export interface Sample {
  readonly trigger: Trigger;
  /** Name of the model. */
  readonly model: string;
  readonly firstTokenMs: number;
  readonly totalMs: number;
}

export interface StatisticsData {
  /** When counting began, in milliseconds since 1970; undefined as long as nothing was counted. */
  readonly since: number | undefined;
  readonly counts: Counts;
  readonly kept: Readonly<Record<Probe, StandingCounts>>;
  /** By source. */
  readonly drafts: Readonly<Record<string, DraftCounts>>;
  /** How many answers each post-processing filter changed or dropped. */
  readonly filters: Readonly<Record<string, number>>;
  /** By language id, and by name of the model. */
  readonly languages: Readonly<Record<string, GroupCounts>>;
  readonly models: Readonly<Record<string, GroupCounts>>;
  /** Of the last answers, newest last. */
  readonly samples: readonly Sample[];
}

export const NOTHING: StatisticsData = {
  since: undefined,
  counts: NO_COUNTS,
  kept: { after30s: NO_STANDINGS, after5min: NO_STANDINGS },
  drafts: {},
  filters: {},
  languages: {},
  models: {},
  samples: [],
};

/** Both together; `b` is the later of the two. */
export function addData(a: StatisticsData, b: StatisticsData): StatisticsData {
  return {
    since: a.since === undefined || b.since === undefined ? (a.since ?? b.since) : Math.min(a.since, b.since),
    counts: addNumbers(a.counts, b.counts),
    kept: {
      after30s: addNumbers(a.kept.after30s, b.kept.after30s),
      after5min: addNumbers(a.kept.after5min, b.kept.after5min),
    },
    drafts: addTables(a.drafts, b.drafts, addNumbers),
    filters: addTables(a.filters, b.filters, (x, y) => x + y),
    languages: addTables(a.languages, b.languages, addNumbers),
    models: addTables(a.models, b.models, addNumbers),
    samples: [...a.samples, ...b.samples].slice(-MAX_SAMPLES),
  };
}
