import type { Measured, MetricExamples, MetricValue } from '../../language-tokenizers/metrics/metric';
import { table, visible } from '../output/table';

/** Results of one tokenizer, or of several that were measured alike. */
export interface Column {
  readonly name: string;
  readonly measured: readonly Measured[];
}

/** Rows of examples that are shown; JSON has more. */
const SHOWN = 5;
const REFUSED = '–';

/** All values, a row each, with a column for every tokenizer; after them what was refused, and examples. */
export function metricsTables(columns: readonly Column[]): string {
  const rows = columns[0]!.measured.flatMap((_, i) => metricRows(columns, i));
  const head = ['', ...columns.map(({ name }) => name), ''];
  const numbers = columns.map((_, i) => i + 1);
  const parts = [`${table([head, ...rows], numbers)}* our definition, see docs/metrics.md\n`];
  const refused = columns.flatMap(refusalLines);
  if (refused.length > 0) parts.push(refused.join(''));
  for (const { name, measured } of columns) {
    for (const { metric, result } of measured) {
      for (const one of result.examples ?? []) {
        if (one.rows.length === 0) continue;
        const title = columns.length > 1 ? `${name}: ${metric.name}` : metric.name;
        parts.push(`${title}, ${one.label}\n${examplesTable(one)}`);
      }
    }
  }
  return parts.join('\n');
}

/** One metric: its name, and its values below it; rows of nothing but zeros are left out. */
function metricRows(columns: readonly Column[], i: number): string[][] {
  const { metric, result } = columns[0]!.measured[i]!;
  const name = `${metric.name}${metric.ours ? ' *' : ''}`;
  const valuesAt = (k: number): MetricValue[] =>
    columns.map(({ measured }) => measured[i]!.result.values[k]!);
  const row = (label: string, values: readonly MetricValue[]): string[] => [
    label,
    ...values.map(valueText),
    values[0]!.unit === 'share' ? '' : values[0]!.unit,
  ];
  if (result.values.length === 1 && result.values[0]!.label === '') return [row(name, valuesAt(0))];
  const rows = result.values.flatMap(({ label }, k) => {
    const values = valuesAt(k);
    return values.some(({ value }) => value !== 0) ? [row(`  ${label}`, values)] : [];
  });
  return [[name], ...rows];
}

function refusalLines({ name, measured }: Column, _: number, columns: readonly Column[]): string[] {
  const whose = columns.length > 1 ? `${name}: ` : '';
  const lines = measured.flatMap(({ metric, result }) =>
    result.values
      .filter(({ refused }) => refused !== undefined)
      .map(({ refused }) => `${REFUSED} ${whose}${metric.name}: ${refused!}\n`),
  );
  return [...new Set(lines)];
}

function examplesTable({ rows }: MetricExamples): string {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: string | number | undefined): string =>
    typeof value === 'string' ? visible(value) : value === undefined ? '' : numberText(value);
  const right = keys.flatMap((key, i) => (rows.every((row) => typeof row[key] !== 'string') ? [i] : []));
  const shown = rows.slice(0, SHOWN).map((row) => keys.map((key) => cell(row[key])));
  const more = rows.length > SHOWN ? `… ${rows.length - SHOWN} more with --json\n` : '';
  return table([keys, ...shown], right) + more;
}

function valueText({ value, unit }: MetricValue): string {
  if (value === undefined) return REFUSED;
  return unit === 'share' ? `${(100 * value).toFixed(1)} %` : numberText(value);
}

function numberText(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(3);
}
