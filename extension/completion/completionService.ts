/** The editor's side of the sidecar: asks it, follows its state, and remembers why it can't answer. */
import * as vscode from 'vscode';
import type { RequestType } from 'vscode-jsonrpc';
import {
  AheadRequest,
  BiasRequest,
  CompleteRequest,
  CompletionTextNotification,
  ExplainRequest,
  ForgetOutcomesRequest,
  InspectRequest,
  LearnNotification,
  LoadProgressNotification,
  ModelsRequest,
  OutcomeNotification,
  ReadProgressNotification,
  SidecarErrorCode,
  SurprisalRequest,
  VerifyDraftsRequest,
  WarmRequest,
  WorkRequest,
  type BiasParams,
  type BiasResult,
  type CompleteParams,
  type CompleteResult,
  type ExplainParams,
  type ExplainResult,
  type InspectResult,
  type LearnParams,
  type ModelEntry,
  type ModelSpec,
  type OutcomeParams,
  type SurprisalParams,
  type SurprisalResult,
  type VerifyParams,
  type VerifyResult,
  type WarmResult,
  type WorkResult,
} from '../../sidecar/protocol';
import { DisposableList } from '../common/disposables';
import { messageOf } from '../common/messageOf';
import { getSetting } from '../config/configuration';
import { Supervisor, type Launch, type SidecarProcess, type SidecarState } from '../sidecar/supervisor';
import { afterAnswer, afterProgress } from './largerModel';
import { Followers } from './followers';
import { codeOf, isModelProblem } from './modelProblem';
import { largerModelSpec, modelSpec } from './modelSpec';
import type { ServerKeys } from './serverKeys';
import { ASLEEP, type ServiceState } from './serviceState';

export type { ServiceState } from './serviceState';

export class CompletionService {
  private readonly disposables = new DisposableList();
  private readonly changed = this.disposables.add(new vscode.EventEmitter<void>());
  private readonly supervisor: Supervisor;
  private readonly texts = new Followers<string>();
  private readonly readings = new Followers<number>();
  private connected: SidecarProcess | undefined;
  private current: ServiceState = ASLEEP;

  readonly onDidChange = this.changed.event;

  private readonly started = this.disposables.add(new vscode.EventEmitter<void>());
  /** A process is there that knows nothing yet. */
  readonly onDidStart = this.started.event;

  constructor(
    launch: Launch,
    private readonly log: vscode.LogOutputChannel,
    private readonly keys: Pick<ServerKeys, 'get'>,
  ) {
    this.supervisor = this.disposables.add(
      new Supervisor(
        launch,
        {
          onState: (sidecar) => this.sidecarChanged(sidecar),
          log: (line) => log.info(line),
        },
        () => getSetting('model.idleMinutes') * 60_000,
      ),
    );
  }

  get state(): ServiceState {
    return this.current;
  }

  /**
   * A completion from the model, or undefined when there is none: cancelled, replaced by a newer request, the
   * process died, or the model can't be used (then {@link ServiceState.problem} says why).
   */
  async complete(
    request: Omit<CompleteParams, 'spec'>,
    cancelled: vscode.CancellationToken,
    onText: (text: string) => void = () => undefined,
  ): Promise<CompleteResult | undefined> {
    const asked = this.withoutWhatCrashes(request);
    const result = await this.ask(async ({ connection }, spec) =>
      this.texts.follow(onText, (streamToken) =>
        connection.sendRequest(CompleteRequest, { ...asked, spec, streamToken }, cancelled),
      ),
    );
    if (result !== undefined) this.answered(result);
    return result;
  }

  /** As {@link complete}, for what nobody waits for: no model is loaded for it, and it shows nowhere. */
  async completeAhead(
    request: Omit<CompleteParams, 'spec'>,
    cancelled: vscode.CancellationToken,
    onText: (text: string) => void,
  ): Promise<CompleteResult | undefined> {
    const asked = this.withoutWhatCrashes(request);
    return this.inBackground(async ({ connection }, spec) =>
      this.texts.follow(onText, (streamToken) =>
        connection.sendRequest(AheadRequest, { ...asked, spec, streamToken }, cancelled),
      ),
    );
  }

  /** Has the prompt of a completion evaluated, in the background as {@link completeAhead}. */
  async warm(
    request: Omit<CompleteParams, 'spec'>,
    cancelled: vscode.CancellationToken,
  ): Promise<WarmResult | undefined> {
    return this.inBackground(async ({ connection }, spec) =>
      connection.sendRequest(WarmRequest, { ...request, spec }, cancelled),
    );
  }

  /** The prompt that a completion would send; undefined as for {@link complete}. */
  inspect(
    request: Omit<CompleteParams, 'spec'>,
    cancelled: vscode.CancellationToken,
  ): Promise<InspectResult | undefined> {
    return this.send(InspectRequest, request, cancelled);
  }

  /** Lets the sidecar know a text that answers may repeat; nothing is started for it, and nobody waits. */
  learn(text: LearnParams): void {
    void this.inBackground(async ({ connection }) => connection.sendNotification(LearnNotification, text));
  }

  /** Lets the sidecar know what became of a completion, as {@link learn} does. */
  outcome(outcome: OutcomeParams): void {
    void this.inBackground(async ({ connection }) =>
      connection.sendNotification(OutcomeNotification, outcome),
    );
  }

  /** Forgets what became of completions, in a process that is started if need be; why that failed, if it did. */
  async forgetOutcomes(): Promise<string | undefined> {
    try {
      await this.supervisor.use(async ({ connection }) =>
        connection.sendRequest(ForgetOutcomesRequest, null),
      );
      return undefined;
    } catch (error) {
      return messageOf(error);
    }
  }

  /** Plain against drafted at some places of a text; undefined as for {@link complete}. */
  verifyDrafts(
    request: Omit<VerifyParams, 'spec'>,
    cancelled: vscode.CancellationToken,
  ): Promise<VerifyResult | undefined> {
    return this.send(VerifyDraftsRequest, request, cancelled);
  }

  /** How far the tokens at a cursor mislead; undefined as for {@link complete}. */
  bias(
    request: Omit<BiasParams, 'spec'>,
    cancelled: vscode.CancellationToken,
  ): Promise<BiasResult | undefined> {
    return this.send(BiasRequest, request, cancelled);
  }

  /** Which lines of its prompt carried an answer; undefined as for {@link complete}. */
  explain(
    request: Omit<ExplainParams, 'spec' | 'progressToken'>,
    cancelled: vscode.CancellationToken,
    onProgress: (fraction: number) => void,
  ): Promise<ExplainResult | undefined> {
    return this.read(ExplainRequest, request, cancelled, onProgress);
  }

  /** How the model expected a text; undefined as for {@link complete}. */
  surprisal(
    request: Omit<SurprisalParams, 'spec' | 'progressToken'>,
    cancelled: vscode.CancellationToken,
    onProgress: (fraction: number) => void,
  ): Promise<SurprisalResult | undefined> {
    return this.read(SurprisalRequest, request, cancelled, onProgress);
  }

  /** Asks the process what needs no model; rejects as it does. */
  use<T>(work: (process: SidecarProcess) => Promise<T>): Promise<T> {
    return this.supervisor.use(work);
  }

  /** What the process has done so far; undefined while there is none. It is not started for this. */
  async work(): Promise<WorkResult | undefined> {
    return this.inBackground(async ({ connection }) => connection.sendRequest(WorkRequest, null));
  }

  /** Known models; none when the process can't be asked. */
  async models(): Promise<readonly ModelEntry[]> {
    try {
      return await this.supervisor.use(async ({ connection }) => connection.sendRequest(ModelsRequest, null));
    } catch (error) {
      this.log.warn(messageOf(error));
      return [];
    }
  }

  async restart(): Promise<void> {
    await this.supervisor.restart();
    this.update({ problem: undefined });
  }

  /** Forgets why the model could not be used, because the user asks again. */
  clearProblem(): void {
    this.update({ problem: undefined, unavailable: undefined });
  }

  /** The settings name another model, or another way to run it: what went wrong with the last one is past. */
  async modelChanged(): Promise<void> {
    if (this.current.sidecar.kind === 'failed' || this.supervisor.prefersCpu) await this.restart();
    else {
      this.clearProblem();
      // Whichever answered until now, another one is asked next.
      this.update({ model: undefined, larger: undefined });
    }
  }

  dispose(): void {
    this.disposables.dispose();
  }

  /** A larger model may be what crashed the process. */
  private withoutWhatCrashes(request: Omit<CompleteParams, 'spec'>): Omit<CompleteParams, 'spec'> {
    const { larger, ...rest } = request;
    return larger === undefined || this.supervisor.prefersCpu ? rest : request;
  }

  /** What the model is to run as; on the CPU after crashes. */
  private spec(): ModelSpec {
    return this.supervisor.prefersCpu ? { ...modelSpec(), gpu: 'cpu' } : modelSpec();
  }

  /**
   * Asks the process if it runs, without keeping it from going to sleep; nobody is told what goes wrong. `work` is an
   * async function, so that it rejects where the connection was just closed.
   */
  private async inBackground<T>(
    work: (process: SidecarProcess, spec: ModelSpec) => Promise<T>,
  ): Promise<T | undefined> {
    if (this.current.sidecar.kind !== 'running' || this.connected === undefined) return undefined;
    return work(this.connected, this.spec()).catch(() => undefined);
  }

  /**
   * Asks the model one thing by hand; undefined as for {@link complete}, and where it can't be done as it was asked
   * (then {@link ServiceState.refused} says why).
   */
  private send<Params, Result>(
    type: RequestType<Params & { readonly spec: ModelSpec }, Result, void>,
    request: Params,
    cancelled: vscode.CancellationToken,
  ): Promise<Result | undefined> {
    this.update({ refused: undefined });
    return this.ask(async ({ connection }, spec) => {
      const answer = connection.sendRequest(type, { ...request, spec }, cancelled);
      return answer.catch((error: unknown) => {
        if (codeOf(error) !== SidecarErrorCode.badRequest) throw error;
        this.update({ refused: messageOf(error) });
        return undefined;
      });
    });
  }

  /** {@link send} for what takes long: `onProgress` gets fractions from 0 to 1. */
  private read<Params extends object, Result>(
    type: RequestType<Params & { readonly spec: ModelSpec; readonly progressToken?: string }, Result, void>,
    request: Params,
    cancelled: vscode.CancellationToken,
    onProgress: (fraction: number) => void,
  ): Promise<Result | undefined> {
    return this.readings.follow(onProgress, (progressToken) =>
      this.send<Params & { readonly progressToken?: string }, Result>(
        type,
        { ...request, progressToken },
        cancelled,
      ),
    );
  }

  private async ask<T>(
    work: (process: SidecarProcess, spec: ModelSpec) => Promise<T>,
  ): Promise<T | undefined> {
    const wanted = modelSpec();
    this.update({ running: this.current.running + 1 });
    try {
      const spec = await this.withKey(this.spec());
      return await this.supervisor.use((process) => {
        this.listen(process);
        return work(process, spec);
      });
    } catch (error) {
      this.failed(error, wanted);
      return undefined;
    } finally {
      this.update({ running: this.current.running - 1, loading: undefined });
    }
  }

  private async withKey(spec: ModelSpec): Promise<ModelSpec> {
    const { endpoint } = spec;
    if (endpoint === undefined) return spec;
    return { ...spec, endpoint: { ...endpoint, apiKey: await this.keys.get(endpoint.url) } };
  }

  private answered(result: CompleteResult): void {
    const { model, larger } = this.current;
    // The name in the status bar stays, whichever of two models answers.
    const first = result.stats.cascade?.by === 'large' ? (model ?? result.model) : result.model;
    const lastMs = result.stats.totalMs;
    this.update({ model: first, larger: afterAnswer(larger, result), lastMs, unavailable: undefined });
  }

  private listen(process: SidecarProcess): void {
    if (this.connected === process) return;
    this.connected = process;
    this.started.fire();
    process.connection.onNotification(CompletionTextNotification, ({ streamToken, text }) =>
      this.texts.told(streamToken, text),
    );
    process.connection.onNotification(ReadProgressNotification, ({ progressToken, fraction }) =>
      this.readings.told(progressToken, fraction),
    );
    process.connection.onNotification(LoadProgressNotification, ({ model, fraction }) => {
      if (model !== modelSpec().model && model === largerModelSpec()?.model) {
        this.update({ larger: afterProgress(this.current.larger, fraction) });
        return;
      }
      // A load goes on when the request for it was cancelled; then nobody would end the display.
      if (this.current.running > 0) this.update({ loading: fraction });
    });
  }

  private failed(error: unknown, spec: ModelSpec): void {
    const code = codeOf(error);
    const message = messageOf(error);
    if (code === SidecarErrorCode.cancelled) return;
    // While a server is left alone, each request is answered with the same words.
    if (message !== this.current.unavailable) this.log.warn(message);
    // What went wrong with a model that is no longer wanted is no news.
    const wanted = JSON.stringify(spec) === JSON.stringify(modelSpec());
    if (wanted && code === SidecarErrorCode.serverUnavailable) this.update({ unavailable: message });
    if (wanted && isModelProblem(code)) this.update({ problem: { spec, message } });
  }

  private sidecarChanged(sidecar: SidecarState): void {
    const gone = sidecar.kind !== 'running';
    const afterCrashes = this.supervisor.prefersCpu;
    this.update(
      gone
        ? { sidecar, afterCrashes, model: undefined, larger: undefined, loading: undefined }
        : { sidecar, afterCrashes },
    );
  }

  private update(change: Partial<ServiceState>): void {
    this.current = { ...this.current, ...change };
    this.changed.fire();
  }
}
