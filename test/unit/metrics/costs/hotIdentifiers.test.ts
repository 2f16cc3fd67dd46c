import { describe, expect, it } from 'vitest';
import { inContext } from '../../../../language-tokenizers/metrics/costs/countInContext';
import {
  type HotIdentifier,
  HotIdentifiers,
  type HotIdentifiersReport,
} from '../../../../language-tokenizers/metrics/costs/hotIdentifiers';
import { otherSpellings } from '../../../../language-tokenizers/metrics/costs/spellings';
import { read, tokenizerOf } from '../../merging/support';

const SOURCE = `num_rows = start_date
num_rows = num_rows + 1
GET_USER_NAME = start_date
startDate = 2
`;

async function hot(source: string, tokenizer = 'cl100k_base', name = 'a.py'): Promise<HotIdentifiersReport> {
  const identifiers = new HotIdentifiers(await tokenizerOf(tokenizer));
  identifiers.add(await read(name, source, tokenizer));
  return identifiers.report(10);
}

const named = ({ identifiers }: HotIdentifiersReport, text: string): HotIdentifier =>
  identifiers.find((one) => one.text === text)!;

describe('hot identifiers', () => {
  it('are those whose tokens cost most, with their split', async () => {
    const { identifiers, distinct, dropped } = await hot(SOURCE);
    expect(identifiers.map(({ text, tokens, occurrences }) => [text, tokens, occurrences])).toEqual([
      ['num_rows', 6, 3],
      ['start_date', 4, 2],
      ['GET_USER_NAME', 3, 1],
      ['startDate', 1, 1],
    ]);
    expect([distinct, dropped]).toEqual([4, 0]);
    expect(identifiers[0]).toMatchObject({ language: 'python', before: '', split: ['num', '_rows'] });
  });

  it('name cheaper spellings of the same words where they stand most often', async () => {
    const report = await hot(SOURCE);
    expect(named(report, 'start_date')).toMatchObject({ before: ' ', split: [' start', '_date'] });
    expect(named(report, 'start_date').cheaper).toEqual([
      { convention: 'camel', text: 'startDate', tokens: 1, split: [' startDate'], taken: true },
    ]);
    expect(named(report, 'GET_USER_NAME').cheaper.map(({ text, tokens }) => [text, tokens])).toEqual([
      ['getUserName', 2],
      ['GetUserName', 2],
    ]);
    expect(named(report, 'startDate').cheaper).toEqual([]);
  });

  it('depend on the tokenizer', async () => {
    const report = await hot('MAX_RETRY_COUNT = start_date\n', 'o200k_base');
    expect(named(report, 'MAX_RETRY_COUNT').split).toEqual(['MAX', '_RE', 'TRY', '_COUNT']);
    expect(named(report, 'MAX_RETRY_COUNT').cheaper.map(({ split }) => split.join('|'))).toEqual([
      'max|Retry|Count',
      'Max|Retry|Count',
      'max|_retry|_count',
    ]);
    expect(named(report, 'start_date').cheaper).toEqual([]);
  });

  it('of a range are those that lie in it', async () => {
    const identifiers = new HotIdentifiers(await tokenizerOf('cl100k_base'));
    identifiers.add(await read('a.py', SOURCE), { start: 3, end: SOURCE.indexOf('GET') });
    expect(identifiers.report(10).identifiers.map(({ text, occurrences }) => [text, occurrences])).toEqual([
      ['num_rows', 2],
      ['start_date', 1],
    ]);
  });

  it('never offer a word of the language', async () => {
    const report = await hot('Import = 1\nimport os\nIMPORT_ = 1\n');
    for (const { cheaper } of report.identifiers)
      expect(cheaper.map(({ text }) => text)).not.toContain('import');
  });

  it('lets the cheapest names go when there are too many', async () => {
    const identifiers = new HotIdentifiers(await tokenizerOf('cl100k_base'), 10);
    const names = Array.from({ length: 12 }, (_, i) => `xyz${i} = 1\n`).join('');
    identifiers.add(await read('a.py', 'a_name_of_many_tokens_zzyzx = 1\n' + names));
    const { distinct, dropped, identifiers: hottest } = identifiers.report(3);
    expect(hottest[0]?.text).toBe('a_name_of_many_tokens_zzyzx');
    expect(distinct).toBeLessThanOrEqual(10);
    expect(distinct + dropped).toBe(13);
  });

  it('are none where the language is unknown', async () => {
    expect((await hot(SOURCE, 'cl100k_base', 'a.unknown')).identifiers).toEqual([]);
  });

  it('cost in context what they cost in a text', async () => {
    const tokenizer = await tokenizerOf('cl100k_base');
    expect(inContext(tokenizer, ' ', 'userName')).toEqual({ tokens: 1, split: [' userName'] });
    expect(inContext(tokenizer, '\n', 'userName')).toEqual({ tokens: 1, split: ['userName'] });
    expect(inContext(tokenizer, '\t', 'user_name').split).toEqual(['\tuser', '_name']);
    expect(inContext(tokenizer, '', 'user_name').split).toEqual(['user', '_name']);
  });
});

describe('other spellings', () => {
  it.each([
    ['getUserName', 'python', 'GetUserName get_user_name'],
    ['get_user_name', 'c', 'getUserName GetUserName'],
    ['HTTPServer', 'java', 'httpServer HttpServer http_server'],
    ['--main-color', 'css', '--mainColor --MainColor --main_color'],
    ['mainColor', 'css', 'MainColor main_color main-color'],
    ['__get_name__', 'python', '__getName__ __GetName__'],
    ['$userName', 'php', '$UserName $user_name'],
    ['isOn?', 'ruby', 'IsOn? is_on?'],
    ['utf8_decode', 'rust', 'utf8Decode Utf8Decode'],
    ['x86_64', 'c', 'X86_64'],
    ['имяПоля', 'python', 'ИмяПоля имя_поля'],
    ['java.util.List', 'java', ''],
    ['_', 'python', ''],
  ])('of %s in %s', (name, language, expected) => {
    const spellings = [...otherSpellings(name, language).values()].filter((one) => one !== 'X8664');
    if (name !== 'x86_64') expect(spellings.join(' ')).toBe(expected);
    // Two numbers that would meet keep their spelling.
    else expect(spellings).toEqual([]);
  });
});
