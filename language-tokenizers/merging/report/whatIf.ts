import type { Apply, Published, Strategy } from '../strategy';
import type { TokenizedText } from '../tokenizedText';

/** Tokens of some texts, and the steps that a strategy makes of them. */
export interface Steps {
  readonly files: number;
  readonly before: number;
  readonly after: number;
}

/** What a strategy makes of all texts. */
export interface WhatIfRow extends Steps {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly published: Published;
  /** True where it had learned from some of the texts before it counted them. */
  readonly inSample: boolean;
  /** Share of the steps that is saved; below 0 where there are more. */
  readonly reduction: number;
  readonly drops?: string;
  /** Of texts alone that it has not learned from; where it learns from a corpus and there are such. */
  readonly heldOut?: Steps & { readonly reduction: number };
  /** Why it says nothing of some texts, or of all, which are not in its figures. */
  readonly unavailable?: { readonly reason: string; readonly files: number };
}

/** The sums of one strategy, as plain data: what threads send each other. */
export interface WhatIfData {
  readonly all: Steps;
  readonly heldOut: Steps;
  readonly unavailable: number;
  readonly reason?: string;
}

const NONE: Steps = { files: 0, before: 0, after: 0 };
const NO_DATA: WhatIfData = { all: NONE, heldOut: NONE, unavailable: 0 };

interface Entry {
  readonly strategy: Strategy;
  readonly apply: Apply;
  data: WhatIfData;
}

/** Counts texts by several strategies, one text after another. */
export class WhatIf {
  private readonly entries: Entry[];

  /** @param corpus what the strategies learn from that do so; `isLearned` tells its texts by their names */
  constructor(
    strategies: readonly Strategy[],
    corpus: Iterable<TokenizedText>,
    private readonly isLearned: (name: string) => boolean,
  ) {
    this.entries = strategies.map((strategy) => ({
      strategy,
      apply: strategy.prepare(strategy.learns === 'corpus' ? corpus : []),
      data: NO_DATA,
    }));
  }

  add(text: TokenizedText): void {
    const isLearned = this.isLearned(text.name);
    for (const entry of this.entries) {
      const reason = entry.strategy.unavailable?.(text);
      let added: WhatIfData;
      if (reason === undefined) {
        const steps = { files: 1, before: text.tokens.length, after: entry.apply(text).count };
        added = { all: steps, heldOut: isLearned ? NONE : steps, unavailable: 0 };
      } else added = { ...NO_DATA, unavailable: 1, reason };
      entry.data = addData(entry.data, added);
    }
  }

  /** Sums, in the order of the strategies. */
  data(): WhatIfData[] {
    return this.entries.map(({ data }) => data);
  }
}

/** The rows of strategies, from one list of sums or several, each in their order. */
export function whatIfRows(
  strategies: readonly Strategy[],
  lists: readonly (readonly WhatIfData[])[],
): WhatIfRow[] {
  return strategies.map((strategy, i) =>
    rowOf(strategy, lists.map((list) => list[i]!).reduce(addData, NO_DATA)),
  );
}

function rowOf(strategy: Strategy, { all, heldOut, unavailable, reason }: WhatIfData): WhatIfRow {
  const { id, name, about, published, learns, drops } = strategy;
  const isNew = learns === 'corpus' && heldOut.files > 0;
  return {
    id,
    name,
    about,
    inSample: learns === 'text' || (learns === 'corpus' && all.files > heldOut.files),
    ...all,
    reduction: reductionOf(all),
    ...(isNew && { heldOut: { ...heldOut, reduction: reductionOf(heldOut) } }),
    ...(drops !== undefined && { drops }),
    ...(reason !== undefined && { unavailable: { reason, files: unavailable } }),
    published,
  };
}

function reductionOf({ before, after }: Steps): number {
  return before > 0 ? 1 - after / before : 0;
}

function addData(one: WhatIfData, other: WhatIfData): WhatIfData {
  const reason = one.reason ?? other.reason;
  return {
    all: addSteps(one.all, other.all),
    heldOut: addSteps(one.heldOut, other.heldOut),
    unavailable: one.unavailable + other.unavailable,
    ...(reason !== undefined && { reason }),
  };
}

function addSteps(one: Steps, other: Steps): Steps {
  return {
    files: one.files + other.files,
    before: one.before + other.before,
    after: one.after + other.after,
  };
}
