import { SidecarError } from '../errors';
import type { EndpointSpec } from '../protocol';
import { addressOf, hostOf } from './address';
import { CutOff, Refused, unreachable, Unavailable, why } from './fault';
import { isObject, objectIn } from './json';
import type { RemoteCounts, RemoteKind, RemotePart } from './kind';
import { chunksOf, linesOf, messageOf } from './lines';
import { refusalOf } from './refusal';
import type { RemoteRequest } from './request';

/** Bytes of a refusal, or of a list of models, that are read. */
const MOST_SAID = 1 << 20;

export interface Exchange {
  readonly kind: RemoteKind;
  readonly endpoint: EndpointSpec;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
}

/** Some more of an answer's text, and what the server has said of it until then. */
export interface RemoteProgress {
  readonly text: string;
  readonly counts: Partial<RemoteCounts>;
  readonly model: string | undefined;
}

/**
 * Asks for a completion, gives it as it comes, and says how it ended. Ending the iteration early closes the
 * connection, which the server takes as the end of its work.
 *
 * @throws SidecarError in one sentence; {@link CutOff} when the connection breaks before the answer is whole
 */
export async function* ask(
  exchange: Exchange,
  model: string,
  request: RemoteRequest,
): AsyncGenerator<RemoteProgress, 'end' | 'length', void> {
  const { kind, endpoint } = exchange;
  const host = hostOf(endpoint);
  const { path, body } = kind.call(endpoint, model, request);
  const answer = await send(exchange, path, JSON.stringify(body));
  let stop: 'end' | 'length' | undefined;
  let known: Omit<RemoteProgress, 'text'> = { counts: {}, model: undefined };
  try {
    for await (const message of messagesOf(answer, kind)) {
      if (message.trim() === '[DONE]') continue;
      const part = parse(message, exchange);
      stop = part.stop ?? stop;
      known = { counts: { ...known.counts, ...part.counts }, model: part.model ?? known.model };
      yield { text: part.text, ...known };
    }
  } catch (error) {
    exchange.signal.throwIfAborted();
    if (error instanceof SidecarError) throw error;
    if (error instanceof RangeError) throw new Unavailable(`${host} is not used: ${error.message}.`);
    // What comes after the end is nobody's business.
    if (!stop) throw new CutOff(brokeOff(host, why(error)), { cause: error });
  }
  if (!stop) throw new CutOff(brokeOff(host, 'the answer has no end'));
  return stop;
}

function brokeOff(host: string, reason: string): string {
  return `The model's server ${host} broke off its answer: ${reason}.`;
}

function parse(message: string, { kind, endpoint }: Exchange): RemotePart {
  const host = hostOf(endpoint);
  let json: unknown;
  try {
    json = JSON.parse(message);
  } catch {
    throw notOurs(host, kind);
  }
  if (!isObject(json)) throw notOurs(host, kind);
  const { error } = json;
  if (error !== undefined && error !== null) throw failure(message, error, kind, endpoint);
  const part = kind.read(json);
  if (!part) throw notOurs(host, kind);
  return part;
}

/** An error that comes in place of text, when the status was sent long ago. */
function failure(body: string, error: unknown, kind: RemoteKind, endpoint: EndpointSpec): SidecarError {
  const code = Number(objectIn(error)['code']);
  const status = code >= 400 && code < 600 ? code : 500;
  const { apiKey } = endpoint;
  return refusalOf({ kind, host: hostOf(endpoint), status, headers: new Headers(), body, apiKey });
}

/** Not for good: whoever stands in the server's place (a page to log in to a network) may go. */
function notOurs(host: string, kind: RemoteKind): Unavailable {
  return new Unavailable(
    `What ${host} answers is not what a ${kind.name} server says: see serverUrl and the kind of server.`,
  );
}

/** The messages of an answer, in their order. */
async function* messagesOf(answer: Response, kind: RemoteKind): AsyncGenerator<string, void, void> {
  if (!answer.body) return;
  // A server that can't stream answers in one piece, which may be printed over several lines.
  const whole = kind.framing === 'events' && isJson(answer);
  let all = '';
  for await (const line of linesOf(answer.body)) {
    if (whole) all += line;
    else {
      const message = messageOf(line, kind.framing);
      if (message !== undefined) yield message;
    }
  }
  if (whole) yield all;
}

/**
 * The names of the models that a server has.
 *
 * @throws SidecarError in one sentence
 */
export async function modelsOf(exchange: Exchange): Promise<readonly string[]> {
  const { kind, endpoint, signal } = exchange;
  const answer = await send(exchange, kind.modelsPath, undefined);
  try {
    return kind.models(JSON.parse(await beginning(answer)));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SyntaxError) throw notOurs(hostOf(endpoint), kind);
    throw unreachable(hostOf(endpoint), error);
  }
}

/** Posts a body, or asks where there is none; gives an answer that is none of a page's. */
async function send(
  { kind, endpoint, fetch, signal }: Exchange,
  path: string,
  body: string | undefined,
): Promise<Response> {
  const host = hostOf(endpoint);
  const { apiKey } = endpoint;
  const once = (): Promise<Response> =>
    fetch(addressOf(endpoint, kind, path), {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      signal,
      headers: {
        accept: 'text/event-stream, application/x-ndjson, application/json',
        'accept-encoding': 'identity',
        ...(body !== undefined && {
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body)),
        }),
        ...(apiKey !== undefined && apiKey !== '' && { authorization: `Bearer ${apiKey}` }),
      },
      ...(body !== undefined && { body }),
    });
  let answer: Response;
  try {
    // A connection that was kept may have been closed on the other side just now: a new one may not.
    answer = await once().catch((error: unknown) => {
      if (signal.aborted || !wasClosed(error)) throw error;
      return once();
    });
  } catch (error) {
    signal.throwIfAborted();
    throw unreachable(host, error);
  }
  if (answer.status !== 200) {
    const said = await beginning(answer).catch(() => '');
    signal.throwIfAborted();
    throw refusalOf({ kind, host, status: answer.status, headers: answer.headers, body: said, apiKey });
  }
  if (/^text\/html\b/i.test(typeOf(answer))) {
    await answer.body?.cancel().catch(() => undefined);
    throw new Unavailable(
      `${host} answers with a web page, not as a ${kind.name} server does: see serverUrl, or log in to the network.`,
    );
  }
  return answer;
}

function wasClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

function typeOf(answer: Response): string {
  return answer.headers.get('content-type') ?? '';
}

function isJson(answer: Response): boolean {
  return /^application\/json\b/i.test(typeOf(answer));
}

/** What a body begins with, as far as anybody reads it. */
async function beginning({ body }: Response): Promise<string> {
  let text = '';
  if (body) {
    const decoder = new TextDecoder();
    for await (const chunk of chunksOf(body)) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > MOST_SAID) break;
    }
  }
  return text;
}

/**
 * The name to ask for: the one that is set, else that of the only model there; "" where a server with several chooses.
 *
 * @throws SidecarError naming what the server has, when a name is needed
 */
export async function modelNameOf(exchange: Exchange): Promise<string> {
  const { endpoint, kind } = exchange;
  if (endpoint.model !== '') return endpoint.model;
  const names = await modelsOf(exchange);
  if (names.length === 1) return names[0]!;
  if (!kind.needsModel) return '';
  const has = names.length === 0 ? 'no model' : `several models (${names.slice(0, 8).join(', ')})`;
  const todo = names.length === 0 ? 'give it one' : 'name one of them in serverModel';
  throw new Refused(`The model's server ${hostOf(endpoint)} has ${has}: ${todo}.`);
}
