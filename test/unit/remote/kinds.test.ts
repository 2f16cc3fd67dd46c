import { describe, expect, test } from 'vitest';
import { SETTINGS } from '../../../extension/config/settings';
import { FIM_NAMES } from '../../../sidecar/remote/prompt';
import { ask, completer, endpointOf, INFILL, listen, recorded, stream, WRITTEN } from './lib';

const context = [
  { origin: 'visited' as const, path: 'b.py', languageId: 'python', text: 'x = 1\n', line: 0, score: 0.5 },
];

describe('llama-server', () => {
  test('is asked by /infill, and its recorded answer is read with its counts', async () => {
    const server = await listen((response) => stream(response, INFILL));
    const result = await ask(completer(), endpointOf(`${server.url}/`), {
      prefix: 'import os\nfields = ',
      suffix: '\nend',
      context,
      maxTokens: 6,
      timeBudgetMs: 900,
    });
    expect(server.asked[0]).toMatchObject({
      path: '/infill',
      body: {
        input_prefix: 'import os\n',
        prompt: 'fields = ',
        input_suffix: '\nend',
        input_extra: [{ filename: 'b.py', text: 'x = 1\n' }],
        n_predict: 6,
        t_max_predict_ms: 900,
        cache_prompt: true,
        stream: true,
        temperature: 0,
      },
    });
    expect(result.raw).toBe(WRITTEN);
    expect(result.stop).toBe('length');
    expect(result.stats).toMatchObject({
      promptTokens: 45,
      evaluated: 1,
      reused: 44,
      generated: 6,
      decodes: 0,
    });
    expect(result.model).toMatchObject({ name: 'tokoscope-tiny', path: server.url, backend: 'Server' });
  });

  test('gets a line that spells a control token in front of the markers, where it is plain text', async () => {
    const server = await listen((response) => stream(response, INFILL));
    await ask(completer(), endpointOf(server.url), { prefix: 'a\ns = "<|fim_suffix|>" + ' });
    expect(server.asked[0]!.body).toMatchObject({ input_prefix: 'a\ns = "<|fim_suffix|>" + ', prompt: '' });
  });

  test('whose model can not fill in says so, in its recorded words', async () => {
    const server = await listen((response) => {
      response.writeHead(501, { 'content-type': 'application/json' }).end(recorded('llama-server.501.json'));
    });
    await expect(ask(completer(), endpointOf(server.url))).rejects.toThrow(
      /^The model's server 127.*has no tokens for filling in the middle/,
    );
  });
});

describe('an OpenAI-compatible server', () => {
  const sse = (): string => recorded('llama-server.completions.sse');

  test('gets a suffix, and other files as comments', async () => {
    const server = await listen((response) => stream(response, sse()));
    const endpoint = endpointOf(`${server.url}/v1`, { kind: 'openai' });
    const result = await ask(completer(), endpoint, { suffix: '\nend', context });
    const { path, body } = server.asked[0]!;
    expect(path).toBe('/v1/completions');
    expect(body).toMatchObject({
      model: 'tiny',
      prompt: '# b.py\n# x = 1\nfields = ',
      suffix: '\nend',
      stream_options: { include_usage: true },
    });
    expect(result.raw).toBe('[iine           ];\n awa n');
    expect(result.stats).toMatchObject({ promptTokens: 11, reused: 0, generated: 6 });
  });

  test("gets a family's markers, and none that the user's text spells", async () => {
    const server = await listen((response) => stream(response, sse()));
    await ask(completer(), endpointOf(server.url, { kind: 'openai', fim: 'qwen' }), {
      prefix: 'a = "<|fim_middle|>"\nb = ',
      suffix: '\n# <|endoftext|>',
      path: 'a.py',
      repository: 'r',
      context,
    });
    const { prompt, suffix, stop } = server.asked[0]!.body;
    expect(prompt).toBe(
      '<|repo_name|>r\n<|file_sep|>b.py\nx = 1\n<|file_sep|>a.py\n' +
        '<|fim_prefix|>a = "<|fim_middle| >"\n<|fim_suffix|>\n# <|endoftext| ><|fim_middle|>b = ',
    );
    expect(suffix).toBeUndefined();
    expect(stop).toHaveLength(4);
  });

  test('that takes no suffix leads to the setting', async () => {
    const server = await listen((response) => {
      response
        .writeHead(400, { 'content-type': 'application/json' })
        .end('{"error":{"message":"suffix is not currently supported","code":400}}');
    });
    await expect(ask(completer(), endpointOf(server.url, { kind: 'openai' }))).rejects.toThrow(/serverFim/);
  });

  test('that does not stream is read all the same', async () => {
    const body = '{\n"model": "m",\n"choices": [{"text": "x + 1", "finish_reason": "stop"}]\n}';
    const server = await listen((response) => stream(response, body, 'application/json'));
    const result = await ask(completer(), endpointOf(server.url, { kind: 'openai', model: 'm' }));
    expect(result).toMatchObject({ raw: 'x + 1', stop: 'end' });
  });
});

describe('Ollama', () => {
  const lines =
    '{"model":"tiny:latest","response":"x +","done":false}\n' +
    '{"model":"tiny:latest","response":" 1","done":false}\n' +
    '{"model":"tiny:latest","response":"","done":true,"done_reason":"stop","prompt_eval_count":9,"eval_count":3}\n';

  test('gets a suffix and a time to stay, and answers in lines', async () => {
    const server = await listen((response) => stream(response, lines, 'application/x-ndjson'));
    const result = await ask(completer(), endpointOf(server.url, { kind: 'ollama' }), { maxTokens: 7 });
    const { path, body } = server.asked[0]!;
    expect(path).toBe('/api/generate');
    expect(body).toMatchObject({ model: 'tiny:latest', prompt: 'fields = ', suffix: '', keep_alive: '30m' });
    expect(body['options']).toMatchObject({ num_predict: 7, temperature: 0 });
    expect(result).toMatchObject({ raw: 'x + 1', stop: 'end', stats: { promptTokens: 9, generated: 3 } });
  });

  test('gets markers raw', async () => {
    const server = await listen((response) => stream(response, lines, 'application/x-ndjson'));
    await ask(completer(), endpointOf(server.url, { kind: 'ollama', fim: 'codestral' }), { suffix: 'S' });
    expect(server.asked[0]!.body).toMatchObject({ raw: true, prompt: '[SUFFIX]S[PREFIX]fields = ' });
  });
});

test('the setting offers the ways that there are', () => {
  const offered = Object.keys(SETTINGS['model.serverFim'].choices);
  expect(offered.sort()).toEqual(FIM_NAMES.filter((name) => name !== '').sort());
});
