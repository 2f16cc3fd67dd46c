import { nameHash } from './report/sample';
import { WhatIf, whatIfRows, type Steps, type WhatIfRow } from './report/whatIf';
import type { Published, Strategy } from './strategy';
import type { TokenizedText } from './tokenizedText';

export type Saving = Steps & { readonly reduction: number };

/** What a strategy saves on a corpus, where it knows the texts and where it does not. */
export interface Comparison {
  readonly id: string;
  readonly name: string;
  readonly published: Published;
  readonly drops?: string;
  /** Learned from all texts, or from each text itself, and counted on them; absent where nothing is learned. */
  readonly inSample?: Saving;
  /**
   * Learned from one half of the texts and counted on the other, both ways, added up; where nothing is learned, simply
   * counted. Absent where each text is learned from itself.
   */
  readonly heldOut?: Saving;
  /** Why there are no figures for some texts, or for any. */
  readonly unavailable?: { readonly reason: string; readonly files: number };
}

/**
 * Compares strategies on texts, which are gone through several times. One strategy is there at a time, so that memory
 * is that of the texts and of what one strategy learns. Halves are chosen by a hash of the texts' names.
 */
export function* compareStrategies(
  strategies: Iterable<Strategy>,
  texts: Iterable<TokenizedText>,
): Generator<Comparison> {
  for (const strategy of strategies) yield compareOne(strategy, texts);
}

function compareOne(strategy: Strategy, texts: Iterable<TokenizedText>): Comparison {
  const { id, name, published, drops, learns } = strategy;
  const all = count(strategy, [[texts, texts]]);
  const [one, other] = [half(texts, 0), half(texts, 1)];
  const heldOut =
    learns === 'corpus'
      ? count(strategy, [
          [one, other],
          [other, one],
        ])
      : all;
  return {
    ...{ id, name, published },
    ...(drops !== undefined && { drops }),
    ...(learns !== 'nothing' && all.files > 0 && { inSample: savingOf(all) }),
    ...(learns !== 'text' && heldOut.files > 0 && { heldOut: savingOf(heldOut) }),
    ...(all.unavailable && { unavailable: all.unavailable }),
  };
}

/** Sums over rounds, in each of which some texts are learned from and some counted. */
function count(
  strategy: Strategy,
  rounds: readonly (readonly [learned: Iterable<TokenizedText>, counted: Iterable<TokenizedText>])[],
): WhatIfRow {
  const data = rounds.map(([learned, counted]) => {
    const whatIf = new WhatIf([strategy], learned, () => true);
    for (const text of counted) whatIf.add(text);
    return whatIf.data();
  });
  return whatIfRows([strategy], data)[0]!;
}

function savingOf({ files, before, after, reduction }: WhatIfRow): Saving {
  return { files, before, after, reduction };
}

/** The texts of one half, whatever the order they come in. */
function half(texts: Iterable<TokenizedText>, which: 0 | 1): Iterable<TokenizedText> {
  return {
    *[Symbol.iterator]() {
      for (const text of texts) if (nameHash(text.name) % 2 === which) yield text;
    },
  };
}
