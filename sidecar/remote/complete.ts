import type { CompletionRun } from '../completion/complete';
import { SidecarError } from '../errors';
import { postprocess, type SyntaxOpener } from '../postprocess/index';
import {
  SidecarErrorCode,
  type CompleteParams,
  type CompleteResult,
  type CompletionStats,
  type EndpointSpec,
  type LoadedModel,
  type StopReason,
} from '../protocol';
import { createStops, resolveMode } from '../stops/index';
import { hostOf, shownAddress } from './address';
import { ask, modelsOf, type Exchange } from './exchange';
import { CutOff, refused, Unavailable } from './fault';
import type { RemoteCounts } from './kind';
import type { RemoteRequest } from './request';
import { Servers, type ServersOptions, type ServerTurn } from './servers';
import { requestOf } from './window';

/** Milliseconds that somebody who chooses a model waits for a server's list. */
const PATIENCE = 5_000;

/** A completion by a server of the user's own. */
export class RemoteCompleter {
  readonly #servers: Servers;

  /** @param openSyntax for filters that ask the language's grammar; they judge by the text without */
  constructor(
    private readonly openSyntax: SyntaxOpener | undefined,
    options?: ServersOptions,
  ) {
    this.#servers = new Servers(options);
  }

  /**
   * The text that the server's model writes, under the same stops and filters as the embedded engine's. What the server
   * does not tell is 0 in the statistics: decode calls, and most often what was in its cache.
   *
   * @throws SidecarError in a sentence; `serverUnavailable` without asking while the server is left alone
   */
  async complete(
    endpoint: EndpointSpec,
    params: CompleteParams,
    run: CompletionRun,
  ): Promise<CompleteResult> {
    refuseForced(params);
    // Read while the server writes.
    const syntax = this.openSyntax?.(params);
    try {
      return await this.#complete(endpoint, params, syntax, run);
    } finally {
      (await syntax)?.dispose();
    }
  }

  async #complete(
    endpoint: EndpointSpec,
    params: CompleteParams,
    opening: ReturnType<SyntaxOpener> | undefined,
    { signal, arrivedAt, onText }: CompletionRun,
  ): Promise<CompleteResult> {
    const lineOnly = params.constraints?.includes('line') ?? false;
    const context = {
      prefix: params.prefix,
      suffix: params.suffix,
      languageId: params.languageId,
      mode: lineOnly ? ('line' as const) : resolveMode(params.mode, params.suffix),
    };
    const written = await this.#servers.run(endpoint, signal, (turn) =>
      write({ turn, request: requestOf(params), findStop: createStops(context), signal, onText }),
    );
    const { text: raw, stop, counts, firstTokenAt, model } = written;
    const syntax = await opening;
    const { text, filters } = postprocess(raw, { ...context, ...(syntax && { syntax }) });
    const { promptTokens = 0, cachedTokens = 0, generatedTokens = 0, drafted = 0, accepted = 0 } = counts;
    const reused = Math.min(cachedTokens, promptTokens);
    const stats: CompletionStats = {
      promptTokens,
      evaluated: promptTokens - reused,
      reused,
      generated: generatedTokens,
      decodes: 0,
      drafted,
      accepted,
      boundary: { method: 'off', paths: 0, branchTokens: 0, reason: 'A server takes the text as it is.' },
      ...notDone(params),
      firstTokenMs: (firstTokenAt ?? performance.now()) - arrivedAt,
      totalMs: performance.now() - arrivedAt,
    };
    return { text, raw, stop, filters, stats, model: modelInfo(endpoint, model, 0) };
  }

  /** Asks the server for its models; says so when the one that is named is not among them. */
  async open(endpoint: EndpointSpec, signal: AbortSignal): Promise<LoadedModel> {
    const start = performance.now();
    const { model: name } = await this.#servers.run(endpoint, signal, async ({ exchange, model }) => {
      const names = await modelsOf(exchange);
      const known = names.some((one) => one === model || one === `${model}:latest`);
      if (model !== '' && exchange.kind.needsModel && !known) {
        throw refused(
          `The model's server has no model "${model}" but ${names.length === 0 ? 'none' : names.slice(0, 8).join(', ')}: see serverModel.`,
        );
      }
      return { model: model === '' ? (names[0] ?? '') : model };
    });
    return modelInfo(endpoint, name, performance.now() - start);
  }

  /**
   * The names of a server's models, for somebody who chooses one and does not wait long.
   *
   * @throws SidecarError in one sentence
   */
  async models(endpoint: EndpointSpec, signal: AbortSignal): Promise<readonly string[]> {
    const late = AbortSignal.timeout(PATIENCE);
    try {
      return await this.#servers.now(endpoint, AbortSignal.any([signal, late]), modelsOf);
    } catch (error) {
      signal.throwIfAborted();
      if (!late.aborted) throw error;
      throw new Unavailable(
        `The model's server ${hostOf(endpoint)} did not answer within ${PATIENCE / 1000} seconds.`,
      );
    }
  }
}

interface Writing {
  readonly turn: ServerTurn;
  readonly request: RemoteRequest;
  readonly findStop: ReturnType<typeof createStops>;
  readonly signal: AbortSignal;
  readonly onText: (text: string) => void;
}

interface Written {
  readonly text: string;
  readonly stop: StopReason;
  /** As far as the server told them until then. */
  readonly counts: Partial<RemoteCounts>;
  readonly fault?: CutOff;
  readonly firstTokenAt: number | undefined;
  readonly model: string;
}

/** Reads an answer until it ends, a rule stops it, or its time is up; whichever it is, the server hears of it. */
async function write({ turn, request, findStop, signal, onText }: Writing): Promise<Written> {
  const { exchange, model } = turn;
  const own = new AbortController();
  const late = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let text = '';
  let firstTokenAt: number | undefined;
  let counts: Partial<RemoteCounts> = {};
  let name = model;
  const done = (stop: StopReason, fault?: CutOff): Written => {
    return { text, stop, counts, firstTokenAt, model: name, ...(fault && { fault }) };
  };
  const asked: Exchange = { ...exchange, signal: AbortSignal.any([signal, own.signal, late.signal]) };
  const parts = ask(asked, model, request);
  try {
    for (;;) {
      const part = await parts.next();
      if (part.done) return done(part.value);
      counts = part.value.counts;
      name = part.value.model ?? name;
      if (part.value.text === '') continue;
      firstTokenAt ??= performance.now();
      if (request.timeBudgetMs > 0) timer ??= setTimeout(() => late.abort(), request.timeBudgetMs);
      // Bytes that are no text, as with the embedded engine.
      text += part.value.text.replaceAll('\uFFFD', '');
      const found = findStop.check(text);
      if (found) {
        text = text.slice(0, found.keep);
        return done(found.stop);
      }
      onText(text);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (late.signal.aborted) return done('time');
    // What stands is whole as far as it goes.
    if (error instanceof CutOff && text.endsWith('\n')) return done('cut', error);
    throw error;
  } finally {
    clearTimeout(timer);
    own.abort();
    // Where it still stands, it lets go of the answer.
    void parts.return('end').catch(() => undefined);
  }
}

/** What an answer must not do can't be asked of a server. */
function refuseForced({ begin = '', forbidden = [] }: CompleteParams): void {
  if (begin === '' && forbidden.length === 0) return;
  throw new SidecarError(
    SidecarErrorCode.needsEngine,
    "A server can't be told what an answer must begin with or must not hold: leave that out, or use a model of this machine.",
  );
}

/** What was asked for and is not to be had. */
function notDone({
  constraints = [],
  alternatives = 1,
  cautious = false,
}: CompleteParams): Partial<CompletionStats> {
  const off = constraints
    .filter((name) => name !== 'line')
    .map((name) => ({ name, reason: 'A server chooses its tokens itself.' }));
  const reason = 'A server gives one answer.';
  return {
    ...(constraints.length > 0 && { constraints: { checks: 0, rejected: 0, off } }),
    ...((alternatives > 1 || cautious) && { choice: { decodes: 0, evaluated: 0, reason } }),
  };
}

function modelInfo(endpoint: EndpointSpec, name: string, loadMs: number): LoadedModel {
  const { kind, fim } = endpoint;
  const isOwn = kind === 'llama-server' || fim === '' || fim === 'suffix';
  const family =
    kind !== 'llama-server' && fim === 'none'
      ? { family: 'none', note: 'The setting serverFim says so.' }
      : { family: isOwn ? 'server' : fim };
  return {
    // A path, as llama-server has it without --alias, says more than fits.
    name: shortName(name, kind),
    path: shownAddress(endpoint),
    endpoint: kind,
    architecture: '',
    fileBytes: 0,
    contextSize: 0,
    trainedContextSize: 0,
    vocabularySize: 0,
    backend: 'Server',
    gpuLayers: 0,
    totalLayers: 0,
    threads: 0,
    fim: family,
    loadMs,
    notes: [],
  };
}

function shortName(name: string, instead: string): string {
  const file = name.split(/[\\/]/).at(-1) ?? '';
  const short = name.endsWith('.gguf') ? file.slice(0, -'.gguf'.length) : name;
  return short === '' ? instead : short;
}
