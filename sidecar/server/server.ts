import type { MessageConnection } from 'vscode-jsonrpc/node.js';
import { Gates } from '../choice/gates';
import { bias } from '../completion/bias';
import { complete, type CompletionModel } from '../completion/complete';
import { completeCascaded } from '../completion/completeCascaded';
import { inspect } from '../completion/inspect';
import { verifyDrafts } from '../completion/verifyDrafts';
import { warm } from '../completion/warm';
import { engineName } from '../engine/llama/version';
import { cancelled, reasonOf, SidecarError } from '../errors';
import { explain } from '../explain/explain';
import type { SyntaxOpener } from '../postprocess/index';
import { surprisal } from '../reading/surprisal';
import { checkEndpoint } from '../remote/checkEndpoint';
import { RemoteCompleter } from '../remote/complete';
import {
  AheadRequest,
  BiasRequest,
  CompleteRequest,
  CompletionTextNotification,
  ExplainRequest,
  ForgetOutcomesRequest,
  InitializeRequest,
  InspectRequest,
  LearnNotification,
  LoadProgressNotification,
  LoadRequest,
  OutcomeNotification,
  PROTOCOL_VERSION,
  ReadProgressNotification,
  ServerModelsRequest,
  ShutdownRequest,
  SidecarErrorCode,
  SurprisalRequest,
  TokenizeRequest,
  UnloadRequest,
  VerifyDraftsRequest,
  WarmRequest,
  WorkRequest,
  type CompleteParams,
  type CompleteResult,
  type EndpointSpec,
  type ModelSpec,
  type InitializeParams,
  type InitializeResult,
} from '../protocol';
import { Background } from './background';
import { serveModels } from './downloads';
import { LargerModels } from './largerModels';
import { LatestOnly } from './latest';
import { Learner } from './learner';
import type { Log } from './log';
import { ModelHost, type ModelLoader } from './modelHost';
import { orAbort, TaskQueue } from './queue';
import { handle } from './requests';
import { steps } from './steps';
import { UnsureAnswers } from './unsureAnswers';
import {
  checkBiasParams,
  checkCompleteParams,
  checkExplainParams,
  checkLearnParams,
  checkSpec,
  checkSurprisalParams,
  checkTokenizeParams,
  checkVerifyParams,
} from './validate';
import { WorkCounter } from './workCounter';

/** What requests for a reading have in common. */
interface ReadingParams {
  readonly spec: ModelSpec;
  readonly documentId: string;
  readonly progressToken?: string | undefined;
}

export interface ServerOptions {
  readonly connection: MessageConnection;
  readonly log: Log;
  readonly load: ModelLoader;
  /** For completions of servers; loaded models bring their own. */
  readonly openSyntax?: SyntaxOpener;
  /** Ends the process after the answer to the request at hand. */
  readonly exit: () => void;
}

/** Answers the protocol's requests; one of them uses the engine at a time. */
export class Server {
  readonly #queue = new TaskQueue();
  readonly #latest = new LatestOnly();
  readonly #background = new Background();
  readonly #host: ModelHost;
  readonly #larger: LargerModels;
  readonly #gates = new Gates();
  readonly #remote: RemoteCompleter;
  readonly #stopping = new AbortController();
  readonly #learner: Learner;
  readonly #unsure = new UnsureAnswers();
  readonly #work = new WorkCounter();

  constructor(private readonly options: ServerOptions) {
    const { connection, log } = options;
    this.#remote = new RemoteCompleter(options.openSyntax);
    this.#host = new ModelHost(options.load, ({ model }, fraction) => {
      void connection.sendNotification(LoadProgressNotification, { model, fraction });
    });
    this.#larger = new LargerModels(this.#host, (reason) => log.write('warn', reason));
    this.#learner = new Learner({
      loaded: () => this.#host.loaded,
      whenFree: (task) => this.#queue.run(this.#stopping.signal, task),
      stopping: this.#stopping.signal,
      note: (message) => log.write('debug', message),
    });
    connection.onNotification(LearnNotification, (params) =>
      this.#noted(() => {
        checkLearnParams(params);
        this.#learner.add(params);
      }),
    );
    connection.onNotification(OutcomeNotification, (params) =>
      this.#noted(() => this.#unsure.record(params)),
    );
    handle(connection, log, ForgetOutcomesRequest, () => this.#unsure.forget());
    handle(connection, log, InitializeRequest, (params) => this.#initialize(params));
    serveModels({
      connection,
      log,
      stopping: this.#stopping.signal,
      exclusive: (signal, task) => this.#exclusive(signal, task),
      loaded: () => this.#host.all.map(({ info }) => info),
    });
    handle(connection, log, LoadRequest, (spec, signal) => {
      checkSpec(spec);
      if (spec.endpoint) return this.#remote.open(spec.endpoint, signal);
      return this.#withModel(spec, signal, ({ info }) => info);
    });
    handle(connection, log, ServerModelsRequest, async (endpoint, signal) => {
      checkEndpoint(endpoint);
      const own = AbortSignal.any([signal, this.#stopping.signal]);
      return { models: await this.#remote.models(endpoint, own) };
    });
    handle(connection, log, UnloadRequest, (_, signal) =>
      this.#exclusive(signal, async () => {
        await this.#host.release();
        return null;
      }),
    );
    handle(connection, log, TokenizeRequest, (params, signal) => {
      checkTokenizeParams(params);
      return this.#withModel(params.spec, signal, ({ engine }) => ({
        ids: engine.vocabulary.tokenize(params.text),
      }));
    });
    handle(connection, log, CompleteRequest, (params, signal) =>
      this.#work.count('completions', () => this.#complete(params, signal)),
    );
    handle(connection, log, AheadRequest, (params, signal) =>
      this.#work.count('ahead', () => this.#ahead(params, signal)),
    );
    handle(connection, log, WarmRequest, (params, signal) =>
      this.#work.count('warmUps', () =>
        this.#inBackground(params, signal, (model, own) => warm(model, params, own)),
      ),
    );
    handle(connection, log, WorkRequest, () => {
      const tokens = this.#host.all.map(({ engine }) => engine.evaluatedTokens);
      const evaluatedTokens = tokens.reduce((sum, one) => sum + one, 0);
      return Promise.resolve({ ...this.#work.counts, evaluatedTokens });
    });
    handle(connection, log, InspectRequest, (params, signal) => {
      checkCompleteParams(params);
      return this.#withModel(params.spec, signal, (model) => inspect(model, params));
    });
    handle(connection, log, SurprisalRequest, (params, signal) => {
      checkSurprisalParams(params);
      return this.#reading('read', params, signal, (model, run) => surprisal(model, params, run));
    });
    handle(connection, log, ExplainRequest, (params, signal) => {
      checkExplainParams(params);
      return this.#reading('explain', params, signal, (model, run) => explain(model, params, run));
    });
    handle(connection, log, BiasRequest, (params, signal) => {
      checkBiasParams(params);
      return this.#latest.run(`bias ${params.documentId}`, signal, (latest) =>
        this.#withModel(params.spec, latest, (model, own) => bias(model, params, own)),
      );
    });
    handle(connection, log, VerifyDraftsRequest, (params, signal) => {
      checkVerifyParams(params);
      return this.#withModel(params.spec, signal, (model, own) => verifyDrafts(model, params, own));
    });
    handle(connection, log, ShutdownRequest, async () => {
      await this.stop();
      options.exit();
      return null;
    });
  }

  /** Cancels what runs and frees the model. */
  async stop(): Promise<void> {
    this.#stopping.abort(new SidecarError(SidecarErrorCode.cancelled, 'The sidecar is shutting down.'));
    const released = this.#host.release();
    await this.#queue.idle();
    await released;
  }

  #initialize(params: InitializeParams): Promise<InitializeResult> {
    if (params.protocolVersion !== PROTOCOL_VERSION) {
      const message = `The editor speaks protocol ${params.protocolVersion} and the sidecar ${PROTOCOL_VERSION}: reinstall or update Tokoscope.`;
      throw new SidecarError(SidecarErrorCode.protocolMismatch, message);
    }
    this.options.log.level = params.logLevel;
    return engineName().then((engine) => ({
      protocolVersion: PROTOCOL_VERSION,
      pid: process.pid,
      engine,
    }));
  }

  #complete(params: CompleteParams, signal: AbortSignal): Promise<CompleteResult> {
    const arrivedAt = performance.now();
    checkCompleteParams(params);
    const { endpoint } = params.spec;
    if (endpoint) return this.#completeRemotely(endpoint, params, signal, arrivedAt);
    return this.#latest.run(params.documentId, signal, (latest) =>
      this.#exclusive(latest, async (own) => {
        const { spec, larger } = params;
        this.#host.only(spec, ...(larger ? [larger] : []));
        return this.#answer(await orAbort(this.#host.get(spec), own), params, own, arrivedAt);
      })
        .then((result) => this.#unsure.hide(result, params))
        .finally(() => void this.#learner.drain()),
    );
  }

  /** The server does the batching: such requests wait for no other document's, nor for the engine. */
  #completeRemotely(
    endpoint: EndpointSpec,
    params: CompleteParams,
    signal: AbortSignal,
    arrivedAt: number,
  ): Promise<CompleteResult> {
    const onText = (text: string): void => this.#stream(params.streamToken, text);
    return this.#latest.run(params.documentId, signal, (latest) => {
      const own = AbortSignal.any([latest, this.#stopping.signal]);
      return this.#remote.complete(endpoint, params, { signal: own, arrivedAt, onText });
    });
  }

  #ahead(params: CompleteParams, signal: AbortSignal): Promise<CompleteResult> {
    const arrivedAt = performance.now();
    return this.#inBackground(params, signal, (small, own) =>
      this.#answer(small, params, own, arrivedAt),
    ).then((result) => this.#unsure.hide(result, params));
  }

  async #answer(
    small: CompletionModel,
    params: CompleteParams,
    signal: AbortSignal,
    arrivedAt: number,
  ): Promise<CompleteResult> {
    await this.#learner.prepare(small, params);
    const { spec, larger, streamToken } = params;
    const run = { signal, arrivedAt, onText: (text: string) => this.#stream(streamToken, text) };
    if (!larger || larger.model === spec.model) return complete(small, params, run);
    return completeCascaded({ small, larger: this.#larger.of(larger), gates: this.#gates }, params, run);
  }

  /** A reading that says how far it is; of one kind, the latest of a document counts. */
  #reading<T>(
    kind: string,
    { spec, documentId, progressToken }: ReadingParams,
    signal: AbortSignal,
    read: (
      model: CompletionModel,
      run: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void },
    ) => Promise<T>,
  ): Promise<T> {
    const onProgress = this.#progress(progressToken);
    return this.#latest.run(`${kind} ${documentId}`, signal, (latest) =>
      this.#withModel(spec, latest, (model, own) => read(model, { signal: own, onProgress })),
    );
  }

  /** Says how far a reading is, to whoever named a token for that. */
  #progress(progressToken: string | undefined): (fraction: number) => void {
    return steps((fraction) => {
      if (progressToken === undefined) return;
      void this.options.connection.sendNotification(ReadProgressNotification, { progressToken, fraction });
    });
  }

  /** A notification has no answer: one that makes no sense is only noted. */
  #noted(task: () => void): void {
    try {
      task();
    } catch (error) {
      this.options.log.write('warn', reasonOf(error));
    }
  }

  #stream(streamToken: string | undefined, text: string): void {
    if (streamToken === undefined) return;
    void this.options.connection.sendNotification(CompletionTextNotification, { streamToken, text });
  }

  /** Runs a task that nobody waits for, with the model of a request if that is loaded: see {@link AheadRequest}. */
  #inBackground<T>(
    params: CompleteParams,
    signal: AbortSignal,
    task: (model: CompletionModel, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    checkCompleteParams(params);
    return this.#background.run(signal, (interrupted) =>
      this.#whenFree(interrupted, (own) => {
        const model = this.#host.peek(params.spec);
        if (model === undefined || model === 'loading') throw cancelled('The model is not loaded.');
        return task(model, own);
      }),
    );
  }

  /** Runs a task that somebody waits for with a model, which is loaded if it is not. */
  #withModel<T>(
    spec: ModelSpec,
    signal: AbortSignal,
    task: (model: CompletionModel, signal: AbortSignal) => T | Promise<T>,
  ): Promise<T> {
    return this.#exclusive(signal, async (own) => task(await orAbort(this.#host.get(spec), own), own));
  }

  /** Runs a task that somebody waits for, when the engine is free. */
  #exclusive<T>(signal: AbortSignal, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#background.interrupt();
    return this.#whenFree(signal, task);
  }

  /** Runs a task when the engine is free. After a failure of the engine the model is loaded anew. */
  #whenFree<T>(signal: AbortSignal, task: (signal: AbortSignal) => T | Promise<T>): Promise<T> {
    const own = AbortSignal.any([signal, this.#stopping.signal]);
    this.#learner.pause();
    const answer = this.#queue.run(own, async () => {
      try {
        return await task(own);
      } catch (error) {
        if (!(error instanceof SidecarError)) await this.#host.release();
        throw error;
      }
    });
    return answer.finally(() => this.#learner.pause());
  }
}
