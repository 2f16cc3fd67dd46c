import { COST_CATEGORIES } from '../../language-tokenizers/metrics/costs/categories';
import type { WorkspaceCosts } from '../../language-tokenizers/metrics/costs/costs';
import { table, visible } from '../output/table';

/** Rows of a list that are shown; JSON has more. */
const SHOWN = 10;

/** What the tokens are spent on, and what other spellings of the same would cost. */
export function costsTables(costs: WorkspaceCosts): string[] {
  return [
    categoriesTable(costs),
    identifiersTable(costs),
    indentationTable(costs),
    digitsTable(costs),
    duplicatesText(costs),
  ].filter((text) => text !== '');
}

function categoriesTable({ categories: { total, tokens } }: WorkspaceCosts): string {
  const rows = COST_CATEGORIES.filter((category) => tokens[category] > 0)
    .toSorted((a, b) => tokens[b] - tokens[a])
    .map((category) => [category, String(tokens[category]), share(tokens[category], total)]);
  return table([['', 'tokens', 'share'], ...rows, ['all', String(total), '']], [1, 2]);
}

/** Names by what they cost; a cheaper spelling is no better name. */
function identifiersTable({ identifiers: { identifiers } }: WorkspaceCosts): string {
  if (identifiers.length === 0) return '';
  const rows = identifiers.slice(0, SHOWN).map(({ text, tokens, occurrences, split, cheaper }) => {
    const [best] = cheaper;
    const other = best ? `${best.text} (${best.tokens} for ${split.length})` : '';
    return [String(tokens), String(occurrences), visible(text), split.map(visible).join('|'), other];
  });
  return table([['tokens', 'times', 'identifier', 'split', 'cheaper spelling'], ...rows], [0, 1]);
}

function indentationTable({ indentation }: WorkspaceCosts): string {
  const { lines, asIs, without, alternatives } = indentation;
  if (lines === 0) return '';
  const rows = alternatives.map(({ style, tokens }) => [style, String(tokens), signed(tokens - asIs)]);
  return table(
    [
      ['indentation', 'tokens', ''],
      ['as it is', String(asIs), ''],
      ['none', String(without), signed(without - asIs)],
      ...rows,
    ],
    [1, 2],
  );
}

function digitsTable({ digits }: WorkspaceCosts): string {
  const { literals, groupings, misaligned, separable } = digits;
  if (literals === 0) return '';
  const rows = Object.entries(groupings)
    .filter(([, count]) => count > 0)
    .map(([grouping, count]) => [grouping, String(count), share(count, literals)]);
  const more =
    separable.literals > 0
      ? `${separable.literals} could have separators: ${separable.separated} tokens for ${separable.tokens}\n`
      : '';
  return (
    table([['numbers of more than 3 digits, grouped', 'count', 'share'], ...rows], [1, 2]) +
    `${misaligned} of ${literals} misaligned with groups of three\n${more}`
  );
}

function duplicatesText({ duplicates: { files, blocks } }: WorkspaceCosts): string {
  if (files.count + blocks.count === 0) return '';
  return `${files.count} files repeat others (${files.tokens} tokens), ${blocks.count} blocks repeat others (${blocks.tokens} tokens)\n`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)} %`;
}

function signed(difference: number): string {
  return difference > 0 ? `+${difference}` : String(difference);
}
