/**
 * The life of the sidecar process: started with the first request, watched, started again after a crash (with
 * a growing pause, on the CPU after the second), stopped after the fifth within three minutes, put to sleep
 * when idle. Knows nothing of VS Code, so that tests can drive it.
 */
import type { MessageConnection } from 'vscode-jsonrpc';
import { SidecarErrorCode } from '../../sidecar/protocol';
import { CrashPolicy } from './crashPolicy';

/** A live process, and how to talk to it. */
export interface SidecarProcess {
  readonly pid: number;
  readonly connection: MessageConnection;
  /** Calls the listener once when the process has ended, with the reason. */
  onExit(listener: (reason: string) => void): void;
  /** Ends the process; resolves when it is gone. */
  dispose(): Promise<void>;
}

export type SidecarState =
  | { readonly kind: 'asleep' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly pid: number }
  | { readonly kind: 'restarting'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

export interface SupervisorEvents {
  onState(state: SidecarState): void;
  log(line: string): void;
}

/** Starts one process; rejects when it can't be started or does not answer. */
export type Launch = (onLog: (line: string) => void) => Promise<SidecarProcess>;

/** Crashes after which a GPU driver is suspected. */
const CRASHES_BEFORE_CPU = 2;

export class Supervisor {
  private current: SidecarState = { kind: 'asleep' };
  private process: SidecarProcess | undefined;
  private starting: Promise<SidecarProcess> | undefined;
  private idleTimer: ReturnType<typeof setTimeout> | undefined;
  private busy = 0;
  private disposed = false;
  private suspectsGpu = false;
  private stopping = Promise.resolve();
  /** Raised by every deliberate stop; a start that sees another number gives up. */
  private generation = 0;

  constructor(
    private readonly launch: Launch,
    private readonly events: SupervisorEvents,
    private readonly idleMs: () => number,
    private readonly policy = new CrashPolicy(),
  ) {}

  get state(): SidecarState {
    return this.current;
  }

  /** True from the second crash on, until a restart: a GPU driver may be the cause. */
  get prefersCpu(): boolean {
    return this.suspectsGpu;
  }

  /**
   * Runs `work` with a live process, starting one if need be. Rejects when the process is stopped for good, or
   * dies under the work.
   */
  async use<T>(work: (process: SidecarProcess) => Promise<T>): Promise<T> {
    clearTimeout(this.idleTimer);
    this.busy++;
    try {
      return await work(await this.running());
    } finally {
      this.busy--;
      this.armIdleTimer();
    }
  }

  /** Ends the process and forgets its crashes; the next request starts a new one. */
  async restart(): Promise<void> {
    this.policy.reset();
    this.suspectsGpu = false;
    const stopped = this.stop();
    this.enter({ kind: 'asleep' });
    await stopped;
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    clearTimeout(this.idleTimer);
    await this.stop();
  }

  private running(): Promise<SidecarProcess> {
    if (this.disposed) return Promise.reject(new Error('The model process was closed.'));
    if (this.current.kind === 'failed') return Promise.reject(new Error(this.current.reason));
    this.starting ??= this.start(this.generation);
    return this.starting;
  }

  /** Starts a process, pausing after each failed try; `generation` ends it when somebody stopped us meanwhile. */
  private async start(generation: number): Promise<SidecarProcess> {
    // The one before still holds the memory that the preflight of the next looks at.
    await this.stopping;
    for (;;) {
      this.assertCurrent(generation);
      this.enter({ kind: 'starting' });
      let process: SidecarProcess;
      try {
        process = await this.launch((line) => this.events.log(line));
      } catch (error) {
        this.assertCurrent(generation);
        // Another try gives the same answer: the two halves of the installation do not belong together.
        if (isProtocolMismatch(error)) return this.fail(error.message);
        await this.pauseAfterCrash(error instanceof Error ? error.message : String(error), generation);
        continue;
      }
      if (generation !== this.generation) {
        await process.dispose();
        this.assertCurrent(generation);
      }
      this.process = process;
      process.onExit((reason) => this.exited(process, reason));
      this.enter({ kind: 'running', pid: process.pid });
      return process;
    }
  }

  private exited(process: SidecarProcess, reason: string): void {
    if (this.process !== process) return; // We ended it ourselves.
    this.process = undefined;
    // The pause is part of the next start, so that requests wait for it.
    const { generation } = this;
    this.starting = this.pauseAfterCrash(reason, generation).then(() => this.start(generation));
    this.starting.catch(() => undefined); // Whoever asks next gets the reason.
  }

  /** Resolves after the pause; throws when the process must stay down. */
  private async pauseAfterCrash(reason: string, generation: number): Promise<void> {
    this.events.log(`The model process ended: ${reason}`);
    const verdict = this.policy.crashed();
    this.suspectsGpu ||= this.policy.recent >= CRASHES_BEFORE_CPU;
    if (verdict === 'stop') {
      return this.fail(`The model process ended five times within three minutes (last: ${reason}).`);
    }
    this.enter({ kind: 'restarting', reason });
    await new Promise((resolve) => setTimeout(resolve, verdict.restartAfterMs));
    this.assertCurrent(generation);
  }

  private fail(reason: string): never {
    this.starting = undefined;
    this.enter({ kind: 'failed', reason });
    throw new Error(reason);
  }

  private assertCurrent(generation: number): void {
    if (generation !== this.generation) throw new Error('The model process was restarted.');
  }

  private stop(): Promise<void> {
    const { process } = this;
    this.generation++;
    this.process = undefined;
    this.starting = undefined;
    if (process !== undefined) this.stopping = process.dispose();
    return this.stopping;
  }

  private armIdleTimer(): void {
    clearTimeout(this.idleTimer);
    const idle = this.idleMs();
    if (idle <= 0 || this.busy > 0 || this.disposed || this.process === undefined) return;
    this.idleTimer = setTimeout(() => {
      this.events.log('Idle: the model is unloaded.');
      void this.stop();
      this.enter({ kind: 'asleep' });
    }, idle);
  }

  private enter(state: SidecarState): void {
    this.current = state;
    this.events.onState(state);
  }
}

function isProtocolMismatch(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === SidecarErrorCode.protocolMismatch;
}
