import type { GroupCounts, StandingCounts, StatisticsData } from './data';
import type { Percentiles } from './percentiles';
import { latencySummary, type Latency } from './summary';

type Row = readonly string[];

/** The statistics as a Markdown page. */
export function statisticsPage(data: StatisticsData): string {
  const since = data.since === undefined ? '' : `since ${new Date(data.since).toISOString().slice(0, 10)}, `;
  return [
    '# Completion statistics',
    `Counted ${since}on this machine: numbers, languages and models, never text or names of files. They are sent nowhere. *Tokoscope: Export Completion Statistics* writes them to a file, *Tokoscope: Reset Completion Statistics* forgets them.`,
    ...(data.since === undefined ? [EMPTY] : sections(data)),
    '',
  ].join('\n\n');
}

const EMPTY =
  'Nothing was counted yet. Once completions have come, this page says how long they took, how many were shown, accepted and still there after 30 seconds and 5 minutes, and what work the model had with them.';

function sections(data: StatisticsData): readonly string[] {
  const { counts } = data;
  const answers = counts.automatic + counts.invoked + counts.ahead;
  const tokens = (number: number): string => `${counts.estimated > 0 ? '≈ ' : ''}${count(number)}`;
  return [
    '## What became of them',
    table(
      ['', 'count', 'of those shown'],
      [
        ['Shown', count(counts.shown), ''],
        ['… of these asked ahead', count(counts.shownAhead), share(counts.shownAhead, counts.shown)],
        ['Accepted', count(counts.accepted), share(counts.accepted, counts.shown)],
        ['Accepted in part', count(counts.partlyAccepted), share(counts.partlyAccepted, counts.shown)],
        ['Turned down (automatic ones)', count(counts.rejected), share(counts.rejected, counts.shown)],
        ['Characters accepted', count(counts.acceptedCharacters), ''],
      ],
    ),
    '## What stands of what was accepted',
    table(
      ['accepted texts', 'unchanged', 'at least half', 'less', 'unknown'],
      [
        standingRow('after 30 seconds', data.kept.after30s),
        standingRow('after 5 minutes', data.kept.after5min),
      ],
    ),
    'Whole completions that were accepted. Unknown: the document was closed before, or the text could not be followed.',
    '## Latency',
    latencyTable(data),
    'Of the last 1,000 answers, in milliseconds from the request’s arrival at the model process. What was typed through takes no request.',
    '## Requests',
    table(
      ['', 'count', 'of the answers'],
      [
        ['Answers of the model', count(answers), ''],
        ['… while typing', count(counts.automatic), share(counts.automatic, answers)],
        ['… on request', count(counts.invoked), share(counts.invoked, answers)],
        ['… asked ahead', count(counts.ahead), share(counts.ahead, answers)],
        ['Left out as too unsure', count(counts.unsure), share(counts.unsure, answers)],
        ['Nothing worth showing', count(counts.blank), share(counts.blank, answers)],
        ['Cancelled before the answer', count(counts.cancelled), ''],
        ['Answered from what was typed through', count(counts.typedThrough), ''],
      ],
    ),
    '## Tokens',
    table(
      ['', 'tokens', ''],
      [
        ['Prompts', tokens(counts.promptTokens), ''],
        ['… evaluated', tokens(counts.evaluated), share(counts.evaluated, counts.promptTokens)],
        ['… reused from the cache', count(counts.reused), share(counts.reused, counts.promptTokens)],
        ['Generated', tokens(counts.generated), `${ratio(counts.generated, counts.decodes)} per decode`],
        ['Drafted', count(counts.drafted), ''],
        ['… of these right', count(counts.draftsAccepted), share(counts.draftsAccepted, counts.drafted)],
      ],
    ),
    ...(counts.estimated === 0
      ? []
      : [
          `Of the answers, ${count(counts.estimated)} came from a server that did not count their tokens: what is marked ≈ holds estimates for these.`,
        ]),
    ...optional(
      '## Drafts by source',
      ['source', 'drafts', 'tokens drafted', 'right', 'share'],
      sorted(data.drafts, ({ drafted }) => drafted).map(([name, { drafts, drafted, accepted }]) => [
        name,
        count(drafts),
        count(drafted),
        count(accepted),
        share(accepted, drafted),
      ]),
    ),
    ...optional(
      '## Filters that changed an answer',
      ['filter', 'answers', 'share'],
      sorted(data.filters, (times) => times).map(([name, times]) => [
        name,
        count(times),
        share(times, answers),
      ]),
    ),
    ...optional('## Languages', ['language', ...GROUP_HEAD], groupRows(data.languages)),
    ...optional('## Models', ['model', ...GROUP_HEAD], groupRows(data.models)),
  ];
}

const GROUP_HEAD: Row = [
  'answers',
  'shown',
  'accepted',
  'of those shown',
  'in part',
  'turned down',
  'characters',
];

function groupRows(groups: Readonly<Record<string, GroupCounts>>): readonly Row[] {
  return sorted(groups, ({ answers }) => answers).map(([name, group]) => [
    name,
    count(group.answers),
    count(group.shown),
    count(group.accepted),
    share(group.accepted, group.shown),
    count(group.partlyAccepted),
    count(group.rejected),
    count(group.acceptedCharacters),
  ]);
}

function latencyTable(data: StatisticsData): string {
  const { automatic, invoked, ahead, models } = latencySummary(data);
  const names = Object.entries(models);
  const rows: readonly (readonly [string, Latency])[] = [
    ['while typing', automatic],
    ['on request', invoked],
    ['asked ahead', ahead],
    ...(names.length > 1 ? names : []),
  ];
  return table(
    ['', 'answers', 'first token, p50', 'first token, p95', 'whole, p50', 'whole, p95'],
    rows.map(([name, { answers, firstToken, total }]) => [
      name,
      count(answers),
      ...times(firstToken),
      ...times(total),
    ]),
  );
}

function times(value: Percentiles | undefined): Row {
  return value === undefined ? ['–', '–'] : [`${value.p50.toFixed(0)} ms`, `${value.p95.toFixed(0)} ms`];
}

function standingRow(name: string, { unchanged, mostly, gone, unknown }: StandingCounts): Row {
  const known = unchanged + mostly + gone;
  const cell = (value: number): string => (value === 0 ? '0' : `${count(value)} (${share(value, known)})`);
  return [name, cell(unchanged), cell(mostly), cell(gone), count(unknown)];
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(0)} %`;
}

function ratio(part: number, whole: number): string {
  return whole === 0 ? '–' : (part / whole).toFixed(1);
}

/** The largest first. */
function sorted<V>(table: Readonly<Record<string, V>>, by: (value: V) => number): readonly [string, V][] {
  return Object.entries(table).sort(([, a], [, b]) => by(b) - by(a));
}

function optional(title: string, head: Row, rows: readonly Row[]): readonly string[] {
  return rows.length === 0 ? [] : [title, table(head, rows)];
}

/** The first column holds names, the others numbers. */
function table(head: Row, rows: readonly Row[]): string {
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells, at) => line(at === 1 ? cells : cells.map(escaped))).join('\n');
}

function line(cells: Row): string {
  return `| ${cells.join(' | ')} |`;
}

/** Names come from files and other extensions: nothing in them is Markdown, and none ends a line. */
function escaped(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').replaceAll(/[\\`*_{}[\]<>()#+!|~&]/g, '\\$&');
}
