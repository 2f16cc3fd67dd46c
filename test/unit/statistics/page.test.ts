import { expect, test } from 'vitest';
import { NOTHING } from '../../../extension/statistics/data';
import { exportText } from '../../../extension/statistics/export';
import { statisticsPage } from '../../../extension/statistics/page';
import { answerOf, counting } from './support';

function example(): ReturnType<typeof counting> {
  const counted = counting();
  const { statistics } = counted;
  for (let ms = 100; ms <= 300; ms += 100) {
    const answer = answerOf({ filters: ['closing_bracket|x'] }, ms);
    statistics.completed(answer, { trigger: 'automatic', languageId: 'typescript' });
    statistics.became('shown', answer);
    if (ms === 200) {
      statistics.became('accepted', answer);
      statistics.inserted(answer, 1234);
    }
  }
  statistics.stands('after30s', 'unchanged');
  statistics.stands('after30s', 'unknown');
  return counted;
}

test('before anything was counted the page says what will be there', () => {
  const page = statisticsPage(NOTHING);
  expect(page).toContain('Nothing was counted yet.');
  expect(page).not.toMatch(/\||NaN|undefined|Infinity|1970/);
});

test('the page has figures with their units', () => {
  const page = statisticsPage(example().data());
  expect(page).toContain('| Shown | 3 |  |');
  expect(page).toContain('| Accepted | 1 | 33 % |');
  expect(page).toContain('| Characters accepted | 1,234 |  |');
  expect(page).toContain('| while typing | 3 | 100 ms | 150 ms | 200 ms | 300 ms |');
  expect(page).toContain('| on request | 0 | – | – | – | – |');
  expect(page).toContain('| after 30 seconds | 1 \\(100 %\\) | 0 | 0 | 1 |');
  expect(page).toContain('| … reused from the cache | 270 | 90 % |');
  expect(page).toContain('| Generated | 15 | 2.5 per decode |');
  expect(page).toContain('| ngram | 3 | 12 | 9 | 75 % |');
  expect(page).toContain('| closing\\_bracket\\|x | 3 | 100 % |');
  expect(page).toContain('| typescript | 3 | 3 | 1 | 33 % | 0 | 0 | 1,234 |');
  expect(page).not.toMatch(/NaN|undefined|Infinity/);
});

test('what a server did not count is marked as estimated', () => {
  const { statistics, data } = example();
  expect(statisticsPage(data())).not.toContain('≈');
  const { stats } = answerOf();
  const estimated = answerOf({ stats: { ...stats, exact: false } });
  statistics.completed(estimated, { trigger: 'automatic', languageId: 'c' });
  const page = statisticsPage(data());
  expect(page).toContain('| Prompts | ≈ 400 |');
  expect(page).toContain('| … evaluated | ≈ 40 |');
  expect(page).toContain('| Generated | ≈ 20 |');
  expect(page).toContain('1 came from a server that did not count their tokens');
});

test('every row of a table has as many cells as its head', () => {
  const tables = statisticsPage(example().data())
    .split('\n\n')
    .filter((part) => part.startsWith('|'));
  expect(tables.length).toBeGreaterThanOrEqual(8);
  for (const table of tables) {
    const cells = table.split('\n').map((row) => row.split(/(?<!\\)\|/).length);
    expect(new Set(cells).size).toBe(1);
  }
});

test('the export is what docs/statistics.md describes', () => {
  const { data } = example();
  const document = JSON.parse(exportText(data(), Date.UTC(2030, 0, 2))) as Record<string, unknown>;
  expect(Object.keys(document)).toEqual([
    'format',
    'version',
    'exportedAt',
    'since',
    'latencyMs',
    'counts',
    'kept',
    'drafts',
    'filters',
    'languages',
    'models',
  ]);
  expect(document).toMatchObject({
    format: 'tokoscope-completion-statistics',
    version: 1,
    exportedAt: '2030-01-02T00:00:00.000Z',
    latencyMs: {
      automatic: { answers: 3, firstToken: { p50: 100, p95: 150 }, total: { p50: 200, p95: 300 } },
      invoked: { answers: 0 },
    },
    counts: { shown: 3, acceptedCharacters: 1234 },
    kept: { after30s: { unchanged: 1, unknown: 1 } },
  });
  expect(JSON.parse(exportText(NOTHING, 0))).toMatchObject({ since: null });
});
