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
} from '../protocol';
import { createStops, resolveMode } from '../stops/index';
import { hostOf, shownAddress } from './address';
import { modelsOf } from './exchange';
import { Refused, Unavailable } from './fault';
import { healingStats, takenBack } from './healing';
import type { RemoteRequest } from './request';
import { Servers, type ServersOptions } from './servers';
import { estimatedTokens, requestOf } from './window';
import { write, type Written } from './write';

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
   * does not tell of its work is 0 in the statistics: decode calls, and most often what was in its cache. Where it does
   * not tell how many tokens there were, they are estimated, and marked so.
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
    const request = requestOf(params);
    const written = await this.#servers.run(endpoint, signal, (turn) => {
      const heals = turn.exchange.kind.more === 'healing' && params.boundary !== 'off';
      return write({
        turn,
        request: heals ? { ...request, takenBack: takenBack(request.prefix) } : request,
        findStop: createStops(context),
        signal,
        onText,
      });
    });
    const { text: raw, stop, firstTokenAt, model } = written;
    const syntax = await opening;
    const { text, filters } = postprocess(raw, { ...context, ...(syntax && { syntax }) });
    const stats: CompletionStats = {
      ...tokenStats(written, request),
      boundary: healingStats(params.boundary, written.takenBack),
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
        throw new Refused(
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

/** The counts of tokens as the server told them, or estimates. */
function tokenStats(
  { counts, parts }: Written,
  request: RemoteRequest,
): Omit<CompletionStats, 'boundary' | 'firstTokenMs' | 'totalMs'> {
  const { promptTokens, generatedTokens, cachedTokens = 0, drafted = 0, accepted = 0 } = counts;
  const exact = promptTokens !== undefined && generatedTokens !== undefined;
  const prompt = promptTokens ?? estimatedTokens(request);
  const reused = Math.min(cachedTokens, prompt);
  return {
    ...(!exact && { exact }),
    promptTokens: prompt,
    evaluated: prompt - reused,
    reused,
    // Most servers send each token by itself.
    generated: generatedTokens ?? parts,
    decodes: 0,
    drafted,
    accepted,
  };
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
