import { expect, it } from 'vitest';
import { CompleteRequest, type CompleteParams, type ContextItem } from '../../../sidecar/protocol';
import { paramsOf } from '../sidecar/lib/sidecar';
import { serve } from '../sidecar/lib/serve';

const piece = (name: string, lines: number, score: number): ContextItem => ({
  origin: 'similar',
  path: `${name}.py`,
  languageId: 'python',
  text: Array.from({ length: lines }, (_, i) => `${name}_${i} = measure(${i})\n`).join(''),
  line: 0,
  score,
});

it('an answer says which pieces of its context the model saw whole', async () => {
  const { client } = serve();
  const seen = async (changes: Partial<CompleteParams>): Promise<readonly number[] | undefined> =>
    (await client.sendRequest(CompleteRequest, paramsOf({ maxTokens: 2, ...changes }))).seen;
  expect(await seen({})).toBeUndefined();
  const short = piece('short', 2, 0.5);
  const long = piece('long', 60, 1);
  expect(await seen({ context: [long, short] })).toEqual([0, 1]);
  // The long one is cut, or left out.
  expect(await seen({ context: [long, short], maxPromptTokens: 300 })).toEqual([1]);
});
