import { countsIn, isObject, namesIn } from '../json';
import type { RemoteKind } from '../kind';
import { promptFor } from '../prompt';

/** As long as a pause in typing may well be; Ollama's own default is five minutes. */
const KEEP_ALIVE = '30m';

/** Ollama, by `POST /api/generate` (docs/api.md there): one JSON text a line. */
export const ollama: RemoteKind = {
  name: 'ollama',
  framing: 'lines',
  apiPath: '/api',
  needsModel: true,
  more: undefined,
  modelsPath: '/api/tags',

  call({ fim }, model, request) {
    const { prompt, suffix, stop, marked } = promptFor(fim, request);
    return {
      path: '/api/generate',
      body: {
        model,
        prompt,
        ...(suffix !== undefined && { suffix }),
        // Markers stand in the prompt already: the model's own template would add more.
        ...(marked && { raw: true }),
        options: {
          num_predict: request.maxTokens,
          temperature: request.temperature,
          seed: request.seed,
          ...(stop.length > 0 && { stop }),
        },
        keep_alive: KEEP_ALIVE,
        stream: true,
      },
    };
  },

  read({ response, done, done_reason: reason, model, prompt_eval_count, eval_count }) {
    if (typeof response !== 'string') return undefined;
    const name = typeof model === 'string' && { model };
    if (done !== true) return { text: response, ...name };
    const counts = countsIn({ promptTokens: prompt_eval_count, generatedTokens: eval_count });
    return { text: response, stop: reason === 'length' ? 'length' : 'end', counts, ...name };
  },

  models: (answer) => (isObject(answer) ? namesIn(answer['models'], 'name') : []),

  refusal(_, said) {
    if (/does not support insert/i.test(said)) {
      return "its template for this model takes no suffix: set serverFim to the model's family (qwen, starcoder, …)";
    }
    return undefined;
  },
};
