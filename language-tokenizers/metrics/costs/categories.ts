import { alignTokens, STRADDLER } from '../../merging/alignment';
import type { TokenizedText } from '../../merging/tokenizedText';
import { UNIT_KINDS } from '../../syntax/unit';
import { SPACE } from '../../syntax/unitRun';
import { BLANK_KINDS, BlankReader } from './blankTokens';
import { licenceHeader } from './licence';
import { type TextRange, tokensIn } from './tokensIn';

const CODE_KINDS = UNIT_KINDS.filter((kind) => kind !== 'space');

/**
 * What a token is spent on, each on one: the kind of the unit that it is of ('comment' without licence headers),
 * 'several' for a straddler of two units or more, what white space is, and 'text' where the language is unknown.
 */
export const COST_CATEGORIES = [...CODE_KINDS, 'licence', 'several', ...BLANK_KINDS, 'text'] as const;
export type CostCategory = (typeof COST_CATEGORIES)[number];

const CATEGORY_IDS = Object.fromEntries(COST_CATEGORIES.map((name, id) => [name, id])) as Record<
  CostCategory,
  number
>;

/** By place in UNIT_KINDS. */
const KIND_IDS = UNIT_KINDS.map((kind) => CATEGORY_IDS[kind === 'space' ? 'spacing' : kind]);

/** Tokens by category; they add up to `total`. */
export interface CategoryCosts {
  readonly total: number;
  readonly tokens: Readonly<Record<CostCategory, number>>;
}

export const NO_COSTS: CategoryCosts = {
  total: 0,
  tokens: Object.fromEntries(COST_CATEGORIES.map((category) => [category, 0])) as Record<
    CostCategory,
    number
  >,
};

/** What each token of a text is spent on, as places in COST_CATEGORIES. */
export function tokenCategories(text: TokenizedText): Uint8Array {
  const { tokens, units } = text;
  const categories = new Uint8Array(tokens.length);
  const aligned = alignTokens(text);
  const licence = licenceHeader(text);
  const blanks = new BlankReader(text.text);
  let unit = 0;
  for (let i = 0; i < tokens.length; i++) {
    const [start, end] = [tokens.starts[i]!, tokens.ends[i]!];
    while (unit < units.length && units.ends[unit]! <= start) unit++;
    const blank = blanks.read(start, end);
    const inLicence = licence && start >= licence.start && end <= licence.end;
    if (inLicence) categories[i] = CATEGORY_IDS.licence;
    else if (!blank && aligned[i] === STRADDLER) categories[i] = CATEGORY_IDS.several;
    else {
      // White space in a comment or a string is of that.
      const isWithin = unit < units.length && start >= units.starts[unit]! && end <= units.ends[unit]!;
      const own = blank && isWithin ? unit : aligned[i]!;
      const kind = own < 0 ? SPACE : units.kinds[own]!;
      categories[i] = kind === SPACE ? CATEGORY_IDS[blank ?? 'text'] : KIND_IDS[kind]!;
    }
  }
  return categories;
}

/** Where the tokens of a text go, or those that start in a range of it. */
export function categoryCosts(
  text: TokenizedText,
  range?: TextRange,
  categories: Uint8Array = tokenCategories(text),
): CategoryCosts {
  const counts = { ...NO_COSTS.tokens };
  const { first, limit } = tokensIn(text.tokens, range);
  for (let i = first; i < limit; i++) counts[COST_CATEGORIES[categories[i]!]!]++;
  return { total: limit - first, tokens: counts };
}

export function addCosts(a: CategoryCosts, b: CategoryCosts): CategoryCosts {
  const tokens = { ...a.tokens };
  for (const category of COST_CATEGORIES) tokens[category] += b.tokens[category];
  return { total: a.total + b.total, tokens };
}
