import { beforeAll, describe, expect, it } from 'vitest';
import { promptFor } from '../../../sidecar/completion/promptFor';
import type { CompletionModel } from '../../../sidecar/completion/complete';
import { explain } from '../../../sidecar/explain/explain';
import { partsOf, type PartLine } from '../../../sidecar/explain/parts';
import { createLoader } from '../../../sidecar/server/loadModel';
import {
  CompleteRequest,
  ExplainRequest,
  ReadProgressNotification,
  SidecarErrorCode,
  type ContextItem,
  type ExplainParams,
  type ExplainResult,
} from '../../../sidecar/protocol';
import { CancellationTokenSource } from 'vscode-jsonrpc/node.js';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { hasRealModel, needsRealModel, never, realModel } from '../sidecar/lib/openEngine';
import { paramsOf, specOf } from '../sidecar/lib/sidecar';
import { serve } from '../sidecar/lib/serve';

const CONTEXT: ContextItem = {
  origin: 'similar',
  path: 'lib/units.py',
  languageId: 'python',
  text: 'import os\n\ndef to_metres(feet):\n    return feet * 0.3048\n',
  line: 40,
  score: 1,
};
const PREFIX = 'rate = 2\nlimit = 30\n\ndef use(feet):\n    total = rate\n    return ';
const SUFFIX = '  # done\n\nprint(use(3))\n';

function asked(changes: Partial<ExplainParams> = {}): ExplainParams {
  return {
    ...paramsOf({ prefix: PREFIX, suffix: SUFFIX, context: [CONTEXT], path: 'here.py' }),
    answer: 'to_metres(feet) * total',
    tokenBudget: 1_000_000,
    ...changes,
  };
}

async function load(model: string): Promise<CompletionModel> {
  const loaded = await createLoader({ log: () => undefined })(specOf(model), never, () => undefined);
  return loaded;
}

/** Numbers are compared to a twentieth of a nat: the sum of another batch is rounded otherwise. */
const run = { signal: never, onProgress: () => undefined };
const places = ({ lines }: ExplainResult): string[] =>
  lines.map(({ path = 'here', line = '?', text }) => `${path}:${line} ${text}`).sort();

/** A model whose prompts have markers, and one whose prompt is the text before the cursor as it is. */
describe.each([
  ['with markers', { fim: true }],
  ['without markers', { fim: false }],
  ['with a SentencePiece vocabulary', { tokenizer: 'llama' as const }],
])('an explanation by a model %s', (_, options) => {
  let model: CompletionModel;
  beforeAll(async () => {
    model = await load(tinyModel(options));
    return () => model.engine.dispose();
  });

  it('weighs each line as taking it out alone does', async () => {
    const result = await explain(model, asked({ leastWeight: 0 }), run);
    const { prefix, suffix } = asked();
    expect(result.complete).toBe(true);
    expect(result.otherLines).toBe(0);
    const above = prefix.split('\n').slice(0, -1);
    const below = model.format.parts.includes('suffix') ? suffix.split('\n').slice(1, -1) : [];
    expect(places(result)).toEqual(
      [
        ...above.map((text, line) => `here:${line} ${text}`),
        ...below.map((text, i) => `here:${above.length + 1 + i} ${text}`),
        ...CONTEXT.text
          .split('\n')
          .slice(0, -1)
          .map((text, i) => `lib/units.py:${40 + i} ${text}`),
      ].sort(),
    );
    // The same by a request of its own for each line above the cursor.
    for (const [line, text] of above.entries()) {
      const without = above.toSpliced(line, 1).map((one) => `${one}\n`);
      const other = await explain(
        model,
        asked({ prefix: without.join('') + prefix.split('\n').at(-1)!, tokenBudget: 1 }),
        run,
      );
      const weight = result.lines.find((one) => one.path === undefined && one.line === line)!;
      expect(weight.text).toBe(text);
      expect(weight.nats).toBeCloseTo(result.logprob - other.logprob, 1);
    }
    expect(result.lines).toEqual(result.lines.toSorted((a, b) => b.nats - a.nats));
  });

  it('looks closer only where something weighs enough, and says what it left together', async () => {
    const all = await explain(model, asked({ leastWeight: 0 }), run);
    const some = await explain(model, asked({ leastWeight: 0.2 }), run);
    expect(some.pieces).toEqual(
      all.pieces.map((one) => ({ ...one, nats: expect.closeTo(one.nats, 1) as number })),
    );
    expect(some.lines.length + some.otherLines).toBe(all.lines.length);
    for (const line of some.lines) {
      const same = all.lines.find((one) => one.path === line.path && one.line === line.line)!;
      expect(line.nats).toBeCloseTo(same.nats, 1);
    }
    const none = await explain(model, asked({ leastWeight: 1e9 }), run);
    expect(none).toMatchObject({ lines: [], complete: true, otherLines: all.lines.length });
  });

  it('keeps to its budget and says so', async () => {
    const all = await explain(model, asked({ leastWeight: 0 }), run);
    const tokenBudget = all.stats.evaluated >> 1;
    const some = await explain(model, asked({ leastWeight: 0, tokenBudget }), run);
    expect(some.complete).toBe(false);
    expect(some.stats.evaluated).toBeLessThanOrEqual(tokenBudget);
    expect(some.logprob).toBeCloseTo(all.logprob, 1);
  });

  it('reuses what stands before the lines that it takes out', async () => {
    const { stats } = await explain(model, asked({ leastWeight: 0 }), run);
    expect(stats.reused).toBeGreaterThan(stats.evaluated / 2);
  });

  it('leaves the packing of the next prompt alone', async () => {
    const { tokens } = await promptFor(model, asked(), 500);
    await explain(model, asked({ context: [{ ...CONTEXT, path: 'other.py' }] }), run);
    expect((await promptFor(model, asked(), 500)).tokens).toEqual(tokens);
  });
});

it('knows the parts of a prompt that was cut', async () => {
  const model = await load(tinyModel());
  const prefix = Array.from({ length: 400 }, (_, i) => `value_${i} = ${i}\n`).join('') + 'x = ';
  const suffix = Array.from({ length: 100 }, (_, i) => `\nafter_${i} = ${i}`).join('');
  const params = asked({ prefix, suffix, context: [] });
  const prompt = await promptFor(model, params, 600);
  const { parts, tail } = partsOf(prompt, params, model.engine.vocabulary);
  const lines = (prefix + suffix).split('\n');
  const told = [...parts.flatMap((part): readonly PartLine[] => part.lines), ...tail];
  const known = told.flatMap(({ about }) => about ?? []);
  expect(known.length).toBeGreaterThan(20);
  for (const { line, text } of known) expect(lines[line!]).toBe(text);
  expect(tail.at(-1)).toEqual({ text: 'x = ' });
  await model.engine.dispose();
});

it.skipIf(!hasRealModel)(
  needsRealModel('names the line that an answer was copied from first'),
  async () => {
    const model = await load(realModel);
    const secret = '    return lookup_table[key ^ 0x5bd1e995] >> 13\n';
    const add = 'def add(a, b):\n    return a + b\n\n';
    const prefix = `${add}def hash_of(key):\n${secret}\ndef hash_again(key):\n    return `;
    const params = { prefix, suffix: '', context: [], path: 'hash.py', maxTokens: 40 };
    const answer = 'lookup_table[key ^ 0x5bd1e995] >> 13';
    const { lines, totalNats } = await explain(model, asked({ ...params, answer, tokenBudget: 1500 }), run);
    expect(lines[0]!.text).toBe(secret.trimEnd());
    expect(lines[0]!.nats).toBeGreaterThan(totalNats / 2);
    await model.engine.dispose();
  },
  120_000,
);

describe('the request', () => {
  it('says how far it is, can be cancelled, and leaves the process fine', async () => {
    const { client } = serve();
    const spec = specOf(tinyModel({ size: 'mid' }));
    const params = asked({ spec, leastWeight: 0, progressToken: 'p', tokenBudget: 100_000 });
    const before = await client.sendRequest(CompleteRequest, params);
    const cancel = new CancellationTokenSource();
    const fractions: number[] = [];
    client.onNotification(ReadProgressNotification, ({ progressToken, fraction }) => {
      expect(progressToken).toBe('p');
      fractions.push(fraction);
      cancel.cancel();
    });
    await expect(
      client.sendRequest(ExplainRequest, { ...params, tokenBudget: 2000 }, cancel.token),
    ).rejects.toMatchObject({ code: SidecarErrorCode.cancelled });
    expect(fractions.length).toBeGreaterThan(0);
    expect((await client.sendRequest(CompleteRequest, params)).text).toBe(before.text);
    const { lines } = await client.sendRequest(ExplainRequest, { ...params, leastWeight: 0.5 });
    expect(lines).toEqual(lines.toSorted((a, b) => b.nats - a.nats));
  });

  it.each([
    [{ answer: '' }, '"answer" must not be empty.'],
    [{ tokenBudget: 0 }, '"tokenBudget" must be a whole number of at least 1.'],
    [{ leastWeight: -1 }, '"leastWeight" must be a number of at least 0.'],
    [{ answer: 'x '.repeat(5000) }, 'leave no room'],
  ])('refuses %j', async (changes, message) => {
    const { client } = serve();
    await expect(client.sendRequest(ExplainRequest, asked(changes))).rejects.toThrow(message);
  });
});
