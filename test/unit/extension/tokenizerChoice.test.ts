import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildAssets } from '../../../scripts/assets.mjs';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { keptAssets } from '../../lib/keptAssets';
import { SETTINGS } from '../../../extension/config/settings';
import { serveTokens } from '../../../extension/tokens/service/serve';
import type { FromWorker, ToWorker } from '../../../extension/tokens/service/messages';
import { openRegistered } from '../../../language-tokenizers/registry/registry';
import { tokenizerHost } from '../../../node/tokenizerHost';

const assets = path.join(import.meta.dirname, '../../../dist/assets');
const host = tokenizerHost(keptAssets((name) => readFile(path.join(assets, name))));
const URI = 'file:///a.txt';

beforeAll(() => buildAssets());

/** A worker, and its answers so far. */
function worker(): { send: (message: ToWorker) => void; answers: FromWorker[] } {
  const answers: FromWorker[] = [];
  const send = serveTokens({ ...host, post: (message) => answers.push(message) });
  return { send, answers };
}

describe('the tokenizer of the editor', () => {
  test.each(Object.keys(SETTINGS['tokens.tokenizer'].choices).filter((name) => name !== 'file'))(
    'opens by the name in the settings: %s',
    async (name) => {
      const { entry } = await openRegistered(name, host);
      expect(entry.exact).toBe(!SETTINGS['tokens.tokenizer'].choices[name as 'o200k_base'].startsWith('≈'));
    },
  );

  test("may be a model's file; one that can't be used is said, and takes no other's place", async () => {
    const { answers, send } = worker();
    send({ type: 'useTokenizer', params: { name: tinyModel() } });
    send({
      type: 'open',
      params: { uri: URI, version: 1, languageId: 'plaintext', fileName: 'a.txt', text: 'a b' },
    });
    send({ type: 'counts', id: 1, params: { uri: URI, selections: [] } });
    send({ type: 'useTokenizer', params: { name: '/no/such/tokenizer.json' } });
    send({ type: 'counts', id: 2, params: { uri: URI, selections: [] } });
    send({ type: 'change', params: { uri: URI, version: 2, edits: [{ start: 3, end: 3, text: ' c' }] } });
    send({ type: 'useTokenizer', params: { name: 'model:claude' } });
    send({ type: 'counts', id: 3, params: { uri: URI, selections: [] } });
    await expect.poll(() => answers.length, { timeout: 20_000 }).toBe(5);
    const problem = 'There is no tokenizer "/no/such/tokenizer.json": no file has that path.';
    expect(answers).toEqual([
      { id: 1, result: expect.objectContaining({ tokenizer: tinyModel(), exact: true }) as unknown },
      { tokenizerProblem: problem },
      { id: 2, error: problem },
      { tokenizerProblem: undefined },
      { id: 3, result: expect.objectContaining({ version: 2, exact: false, tokens: 3 }) as unknown },
    ]);
  });
});
