import { countIn, countsIn, firstIn, isObject, namesIn, objectIn } from '../json';
import type { RemoteKind } from '../kind';
import { promptFor } from '../prompt';

/** More stop strings than this, OpenAI's own server does not take. */
const MOST_STOPS = 4;

/** Whoever speaks OpenAI's `POST /v1/completions`: vLLM, llama-cpp-python, llama-server and others. */
export const openai: RemoteKind = {
  name: 'openai',
  framing: 'events',
  apiPath: '/v1',
  needsModel: true,
  more: 'counts',
  modelsPath: '/v1/models',

  call({ fim }, model, request) {
    const { prompt, suffix, stop } = promptFor(fim, request);
    return {
      path: '/v1/completions',
      body: {
        model,
        prompt,
        ...(suffix !== undefined && { suffix }),
        ...(stop.length > 0 && { stop: stop.slice(0, MOST_STOPS) }),
        max_tokens: request.maxTokens,
        temperature: request.temperature,
        seed: request.seed,
        stream: true,
        // Most answers are ended by us, before the last part: vLLM and llama-server tell their counts in each part.
        stream_options: { include_usage: true, ...(!request.plain && { continuous_usage_stats: true }) },
        ...(!request.plain && { timings_per_token: true }),
      },
    };
  },

  read({ choices, usage, timings, model }) {
    if (!Array.isArray(choices)) return undefined;
    const { text, finish_reason: reason } = firstIn(choices);
    const { prompt_tokens, completion_tokens, prompt_tokens_details } = objectIn(usage);
    const { prompt_n, cache_n, predicted_n } = objectIn(timings);
    const [read = NaN, cached = NaN] = [countIn(prompt_n), countIn(cache_n)];
    const counts = countsIn({
      promptTokens: prompt_tokens ?? read + cached,
      cachedTokens: objectIn(prompt_tokens_details)['cached_tokens'] ?? cached,
      generatedTokens: completion_tokens ?? predicted_n,
    });
    return {
      text: typeof text === 'string' ? text : '',
      ...(typeof reason === 'string' && { stop: reason === 'length' ? 'length' : 'end' }),
      counts,
      ...(typeof model === 'string' && { model }),
    };
  },

  models: (answer) => (isObject(answer) ? namesIn(answer['data'], 'id') : []),

  refusal(status, said) {
    if (status < 500 && /\bsuffix\b/i.test(said)) {
      return "it takes no suffix: set serverFim to the model's family (qwen, starcoder, …), or to none";
    }
    return undefined;
  },
};
