import type { Tokenizer } from '../../language-tokenizers/bpe/tokenizer';
import type { Canonicality } from '../../language-tokenizers/metrics/canonicality';
import type { WorkspaceCosts } from '../../language-tokenizers/metrics/costs/costs';
import type { Measured } from '../../language-tokenizers/metrics/metric';
import type { MixtureEstimate } from '../../language-tokenizers/metrics/mixture/mixture';
import type { Host } from '../host';
import { printJson } from '../output/json';
import { skippedLines } from '../scan/tables';
import { canonicalityText } from './canonical';
import { costsTables } from './costsTables';
import { definitions, metricsObject, refusals } from './json';
import type { MeasuredPaths } from './measurePaths';
import { mixtureTable } from './mixture';
import { metricsTables } from './tables';

/** All that is said of one tokenizer. */
export interface Report {
  readonly tokenizer: Tokenizer;
  readonly sample: readonly Measured[];
  /** Where the tokens of the files go. */
  readonly costs?: WorkspaceCosts;
  readonly vocabulary: readonly Measured[];
  readonly mixture?: MixtureEstimate | { readonly refused: string };
  readonly ids?: Canonicality;
}

/** With one tokenizer its metrics stand at the top; with several they stand in a list. */
export async function printDocument(
  reports: readonly Report[],
  measured: MeasuredPaths | undefined,
  host: Host,
): Promise<void> {
  const first = reports[0]!;
  await printJson(host, {
    ...(measured && {
      files: measured.files,
      bytes: measured.bytes,
      parsed: measured.parsed,
      skipped: measured.skipped,
    }),
    ...(reports.length === 1 ? reportObject(first) : { tokenizers: reports.map(reportObject) }),
    definitions: {
      ...definitions(first.sample),
      ...(first.vocabulary.length > 0 && { vocabulary: definitions(first.vocabulary) }),
    },
  });
}

export async function printTables(
  reports: readonly Report[],
  measured: MeasuredPaths | undefined,
  host: Host,
): Promise<void> {
  const tables: string[] = [];
  const nameOf = ({ name, exact }: Tokenizer): string => (exact ? name : `≈${name}`);
  if (measured) {
    const { files, bytes, parsed } = measured;
    tables.push(`${files} ${files === 1 ? 'file' : 'files'}, ${bytes} bytes, units in ${parsed}\n`);
    tables.push(metricsTables(reports.map((one) => ({ name: nameOf(one.tokenizer), measured: one.sample }))));
  }
  for (const { tokenizer, costs } of reports) {
    if (costs) tables.push(`Where the tokens go (${nameOf(tokenizer)})\n`, ...costsTables(costs));
  }
  if (reports.some(({ vocabulary }) => vocabulary.length > 0)) {
    tables.push('Vocabulary\n');
    tables.push(
      metricsTables(reports.map((one) => ({ name: nameOf(one.tokenizer), measured: one.vocabulary }))),
    );
  }
  const mixtures = reports.flatMap(({ tokenizer, mixture }) =>
    mixture ? [{ name: nameOf(tokenizer), estimate: mixture }] : [],
  );
  if (mixtures.length > 0) tables.push(mixtureTable(mixtures));
  for (const { tokenizer, ids } of reports) if (ids) tables.push(canonicalityText(tokenizer, ids));
  await host.out(tables.join('\n'));
  if (measured) for (const line of skippedLines({ skipped: measured.skipped })) host.message(line);
}

function reportObject({
  tokenizer,
  sample,
  costs,
  vocabulary,
  mixture,
  ids,
}: Report): Record<string, unknown> {
  return {
    tokenizer: tokenizer.name,
    exact: tokenizer.exact,
    ...metricsObject(sample),
    ...(costs && costsObject(costs)),
    ...(vocabulary.length > 0 && { vocabulary: metricsObject(vocabulary) }),
    ...(mixture && { mixture }),
    ...(ids && { ids }),
    refused: refusals(sample),
  };
}

/** Digits are asked for by themselves. */
function costsObject({ categories, identifiers, indentation, digits, duplicates }: WorkspaceCosts) {
  return { costs: { categories, identifiers, indentation, duplicates }, digits };
}
