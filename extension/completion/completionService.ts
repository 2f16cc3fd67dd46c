/** The editor's side of the sidecar: asks it, follows its state, and remembers why it can't answer. */
import * as vscode from 'vscode';
import {
  CompleteRequest,
  LoadProgressNotification,
  LoadRequest,
  ModelsRequest,
  SidecarErrorCode,
  type CompleteParams,
  type CompleteResult,
  type LoadedModel,
  type ModelEntry,
  type ModelSpec,
} from '../../sidecar/protocol';
import { DisposableList } from '../common/disposables';
import { getSetting } from '../config/configuration';
import { Supervisor, type Launch, type SidecarProcess, type SidecarState } from '../sidecar/supervisor';
import { modelSpec } from './modelSpec';

/** A problem with the chosen model; asking again changes nothing until the user does something. */
export interface ModelProblem {
  readonly spec: ModelSpec;
  readonly message: string;
}

export interface ServiceState {
  readonly sidecar: SidecarState;
  readonly model: LoadedModel | undefined;
  /** 0 to 1 while the model loads. */
  readonly loading: number | undefined;
  readonly running: number;
  readonly problem: ModelProblem | undefined;
  readonly lastMs: number | undefined;
}

export class CompletionService {
  private readonly disposables = new DisposableList();
  private readonly changed = this.disposables.add(new vscode.EventEmitter<void>());
  private readonly supervisor: Supervisor;
  private connected: SidecarProcess | undefined;
  private current: ServiceState = {
    sidecar: { kind: 'asleep' },
    model: undefined,
    loading: undefined,
    running: 0,
    problem: undefined,
    lastMs: undefined,
  };

  readonly onDidChange = this.changed.event;

  constructor(
    launch: Launch,
    private readonly log: vscode.LogOutputChannel,
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
  ): Promise<CompleteResult | undefined> {
    const result = await this.ask(async ({ connection }, spec) =>
      connection.sendRequest(CompleteRequest, { ...request, spec }, cancelled),
    );
    if (result !== undefined) this.update({ model: result.model, lastMs: result.stats.totalMs });
    return result;
  }

  /** Loads the chosen model ahead of the first completion. */
  async load(): Promise<void> {
    const model = await this.ask(async ({ connection }, spec) => connection.sendRequest(LoadRequest, spec));
    if (model !== undefined) this.update({ model });
  }

  async models(): Promise<readonly ModelEntry[]> {
    return this.supervisor.use(async ({ connection }) => connection.sendRequest(ModelsRequest, null));
  }

  async restart(): Promise<void> {
    await this.supervisor.restart();
    this.update({ problem: undefined });
  }

  /** Forgets why the model could not be used: its settings changed, or the user asks again. */
  clearProblem(): void {
    this.update({ problem: undefined });
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async ask<T>(
    work: (process: SidecarProcess, spec: ModelSpec) => Promise<T>,
  ): Promise<T | undefined> {
    const wanted = modelSpec();
    const spec: ModelSpec = this.supervisor.prefersCpu ? { ...wanted, gpu: 'cpu' } : wanted;
    this.update({ running: this.current.running + 1 });
    try {
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

  private listen(process: SidecarProcess): void {
    if (this.connected === process) return;
    this.connected = process;
    process.connection.onNotification(LoadProgressNotification, ({ fraction }) =>
      this.update({ loading: fraction }),
    );
  }

  private failed(error: unknown, spec: ModelSpec): void {
    const code = codeOf(error);
    const message = error instanceof Error ? error.message : String(error);
    if (code === SidecarErrorCode.cancelled) return;
    this.log.warn(message);
    if (isModelProblem(code)) this.update({ problem: { spec, message } });
  }

  private sidecarChanged(sidecar: SidecarState): void {
    const gone = sidecar.kind !== 'running';
    this.update(gone ? { sidecar, model: undefined, loading: undefined } : { sidecar });
  }

  private update(change: Partial<ServiceState>): void {
    this.current = { ...this.current, ...change };
    this.changed.fire();
  }
}

function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}

function isModelProblem(code: number | undefined): boolean {
  const { modelMissing, notGguf, ggufDamaged, insufficientMemory, loadFailed, protocolMismatch } =
    SidecarErrorCode;
  const codes: readonly (number | undefined)[] = [
    modelMissing,
    notGguf,
    ggufDamaged,
    insufficientMemory,
    loadFailed,
    protocolMismatch,
  ];
  return codes.includes(code);
}
