import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { bundleSidecar } from '../../lib/bundleSidecar.mjs';
import { cli, temporaryFolder } from '../cli/support';
import { INFILL, listen, stream } from './lib';

let script: string;
let file: string;

beforeAll(async () => {
  script = await bundleSidecar();
  file = path.join(await temporaryFolder(), 'a.txt');
  await writeFile(file, 'fields = \n');
});

afterEach(() => vi.unstubAllEnvs());

const complete = (...more: string[]) =>
  cli(['complete', file, '--line', '1', '--column', '10', ...more], '', script);

test('complete --server asks the server, with the key of the environment', async () => {
  vi.stubEnv('TOKOSCOPE_SERVER_KEY', 'right');
  const server = await listen((response) => stream(response, INFILL));
  const answer = await complete('--server', `llama-server=${server.url}`, '--json');
  expect(answer).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(answer.out)).toMatchObject({
    engine: { name: 'llama-server', model: 'tokoscope-tiny', path: server.url, backend: 'Server' },
  });
  expect(server.asked[0]!.headers.authorization).toBe('Bearer right');
});

test('complete --server says in one line what is wrong', async () => {
  const none = await complete('--server', 'llama-server=http://127.0.0.1:1');
  expect(none.code).toBe(2);
  expect(none.err).toMatch(/^[^\n]*nothing answers at this address\.\n$/);
  expect((await complete('--server', 'vllm')).err).toMatch(/llama-server=URL, openai=URL or ollama=URL/);
});
