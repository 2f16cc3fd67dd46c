import { splitPrefix } from '../../fim/cursorLine';
import { looksSpecial } from '../defuse';
import { countsIn, isObject, namesIn, objectIn } from '../json';
import type { RemoteKind } from '../kind';
import type { RemoteRequest } from '../request';

/**
 * llama.cpp's own server, by `POST /infill` (tools/server/README.md there). It finds the model's markers itself, and
 * reads prefix, suffix and other files as plain text: markers in the user's files do no harm.
 */
export const llamaServer: RemoteKind = {
  name: 'llama-server',
  framing: 'events',
  apiPath: '',
  needsModel: false,
  more: 'healing',
  modelsPath: '/v1/models',

  call(_, model, request) {
    return {
      path: '/infill',
      body: {
        ...(model !== '' && { model }),
        ...around(request),
        input_extra: request.context.map(({ path, text }) => ({ filename: path, text })),
        ...spelledAgain(request),
        // Looked at after a line break only, so that our own clock decides, too.
        t_max_predict_ms: request.timeBudgetMs,
        temperature: request.temperature,
        seed: request.seed,
        cache_prompt: true,
        stream: true,
        // Most answers are ended by us, before the part that has them.
        timings_per_token: true,
      },
    };
  },

  read({
    content,
    stop,
    stop_type: stopType,
    model,
    timings,
    tokens_evaluated: evaluated,
    tokens_predicted,
  }) {
    if (typeof content !== 'string') return undefined;
    const { cache_n, draft_n, draft_n_accepted } = objectIn(timings);
    const counts = countsIn({
      promptTokens: evaluated,
      cachedTokens: cache_n,
      generatedTokens: tokens_predicted,
      drafted: draft_n,
      accepted: draft_n_accepted,
    });
    return {
      text: content,
      ...(stop === true && { stop: stopType === 'limit' ? 'length' : 'end' }),
      counts,
      ...(typeof model === 'string' && { model }),
    };
  },

  models: (answer) => (isObject(answer) ? namesIn(answer['data'], 'id') : []),

  refusal(status, said) {
    if (/infill is not supported/i.test(said)) {
      return 'its model has no tokens for filling in the middle: serve one that has, or ask it as an OpenAI-compatible server with serverFim none';
    }
    return status === 404 && !/model/i.test(said)
      ? 'it has no /infill, so it is no llama-server: choose another kind of server'
      : undefined;
  },
};

/**
 * The cursor's line goes behind the markers, where it changes the prompt's end only as it grows. That part alone is
 * read with control tokens, so a line that may hold one stays in front.
 */
function around({ prefix: whole, suffix, takenBack }: RemoteRequest): Readonly<Record<string, string>> {
  const prefix = whole.slice(0, whole.length - takenBack.length);
  const { head, tail } = splitPrefix(prefix);
  return looksSpecial(tail)
    ? { input_prefix: prefix, prompt: '', input_suffix: suffix }
    : { input_prefix: head, prompt: tail, input_suffix: suffix };
}

/** Its grammar has the answer begin with the text that was taken back, by whichever tokens the model finds likeliest. */
function spelledAgain({ takenBack, maxTokens }: RemoteRequest): Readonly<Record<string, unknown>> {
  if (takenBack === '') return { n_predict: maxTokens };
  const literal = takenBack.replace(
    /["\\\p{Cc}]/gu,
    (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  // Its tokens are no part of the answer, and there can't be more of them than characters.
  return {
    n_predict: maxTokens + takenBack.length,
    grammar: `root ::= "${literal}" rest\nrest ::= [^\\x00]*`,
  };
}
