import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { buildAssets } from '../../../scripts/assets.mjs';
import { keptAssets } from '../../lib/keptAssets';
import { serveTokens } from '../../../extension/tokens/service/serve';
import type { FromWorker, ToWorker } from '../../../extension/tokens/service/messages';
import { unitCost } from '../../../extension/tokens/service/unitCosts';
import { loadTokenizer } from '../../../language-tokenizers/bpe/encodings';
import type { TokenRun } from '../../../language-tokenizers/bpe/tokenizer';
import { SyntaxDocument } from '../../../language-tokenizers/syntax/document';
import { languageById } from '../../../language-tokenizers/syntax/languages';
import { Syntax } from '../../../language-tokenizers/syntax/syntax';
import type { Unit } from '../../../language-tokenizers/syntax/unit';
import { DocumentText } from '../../../language-tokenizers/text/documentText';

const root = path.join(import.meta.dirname, '../../..');
const loadAsset = keptAssets((name) => readFile(path.join(root, 'dist/assets', name)));

beforeAll(() => buildAssets());

/** The cost by its definition: every unit and every token of the text is looked at. */
function costByDefinition(unit: Unit, units: readonly Unit[], text: string, run: TokenRun) {
  const written = text.slice(unit.start, unit.end);
  const same = units.filter((one) => one.kind === unit.kind && text.slice(one.start, one.end) === written);
  const tokensOf = ({ start, end }: Unit) =>
    Array.from(run.starts).filter((from, i) => from < end && run.ends[i]! > start).length;
  return {
    tokens: tokensOf(unit),
    occurrences: same.length,
    fileTokens: same.reduce((sum, one) => sum + tokensOf(one), 0),
  };
}

test("a unit's cost is that of its definition, before and after edits", async () => {
  const tokenizer = await loadTokenizer('o200k_base', loadAsset);
  const grammar = await new Syntax(loadAsset).grammar(languageById('javascript')!);
  const source = await readFile(path.join(root, 'test/fixtures/languages/store.js'), 'utf8');
  const content = new DocumentText(`${source}\n${' '.repeat(700)}${source}`);
  const view = tokenizer.view(content);
  const document = new SyntaxDocument(grammar, content.buffer);
  content.follow(document);
  for (let round = 0; round < 4; round++) {
    const { text } = content;
    const units = document.units();
    const run = tokenizer.encode(text);
    for (let i = round; i < units.length; i += 9) {
      expect(unitCost(units[i]!, document.run(), text, view)).toEqual(
        costByDefinition(units[i]!, units, text, run),
      );
    }
    const start = text.indexOf('this') + 2;
    content.applyEdits([
      { start, end: start + 1, text: '🦀' },
      { start: text.length >> 1, end: (text.length >> 1) + 3, text: 'x = 1;\n' },
    ]);
  }
  document.dispose();
}, 60_000);

test('a parse for an answer that an edit makes out of date is given up', async () => {
  const answers: FromWorker[] = [];
  const send = serveTokens({
    loadAsset,
    post: (message) => answers.push(message),
  });
  const uri = 'file:///a.js';
  const text = 'function add(a, b) { return [a, b]; }\n'.repeat(12_000);
  const answered = async (id: number) => {
    for (;;) {
      const answer = answers.find((one) => 'id' in one && one.id === id);
      if (answer) return answer;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  send({ type: 'useTokenizer', params: { name: 'o200k_base' } });
  send({ type: 'open', params: { uri, version: 1, languageId: 'javascript', fileName: 'a.js', text } });
  send({ type: 'counts', id: 1, params: { uri, selections: [] } });
  await answered(1);
  send({ type: 'functions', id: 2, params: { uri } });
  send({
    type: 'change',
    params: { uri, version: 2, edits: [{ start: 9, end: 9, text: 'x' }] },
  } satisfies ToWorker);
  expect(await answered(2)).toMatchObject({ result: { version: 1, functions: [] } });
  send({ type: 'functions', id: 3, params: { uri } });
  const last = await answered(3);
  expect(last).toMatchObject({ result: { version: 2 } });
  expect('result' in last && last.result && 'functions' in last.result && last.result.functions.length).toBe(
    12_000,
  );
}, 60_000);
