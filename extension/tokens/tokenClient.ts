import type { WorkerPort } from '../platform';
import type { FromWorker, NotificationName, Notifications, RequestName, Requests } from './service/messages';

interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The editor's end of the token worker: typed requests and notifications over its port. Starts the worker
 * with the first request and again after it died; `onStart` then opens the documents as they are by now.
 */
export class TokenClient {
  private port: WorkerPort | undefined;
  private nextId = 1;
  private readonly pending = new Map<number, Pending>();
  private disposed = false;

  constructor(
    private readonly start: () => WorkerPort,
    private readonly events: {
      onStart(): void;
      onExit(reason: string): void;
      onLog(line: string): void;
      /** The tokenizer that was asked for can't be used, and why; undefined: it can. */
      onTokenizer?(problem: string | undefined): void;
    },
  ) {}

  /** Tells a running worker; one that is not running hears all it needs when a request starts it. */
  notify<N extends NotificationName>(type: N, params: Notifications[N]): void {
    this.port?.post({ type, params });
  }

  request<N extends RequestName>(type: N, params: Requests[N]['params']): Promise<Requests[N]['result']> {
    const port = this.connected();
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      port.post({ type, id, params });
    });
  }

  dispose(): void {
    this.disposed = true;
    this.port?.dispose();
    this.drop('The token worker was closed.');
  }

  private connected(): WorkerPort {
    if (this.disposed) throw new Error('The token worker was closed.');
    if (this.port !== undefined) return this.port;
    const port = this.start();
    this.port = port;
    port.onMessage((message) => this.receive(message as FromWorker));
    port.onExit((reason) => {
      if (this.port !== port || this.disposed) return;
      this.port = undefined;
      this.drop(`The token worker ended: ${reason}`);
      this.events.onExit(reason);
    });
    this.events.onStart();
    return port;
  }

  private receive(message: FromWorker): void {
    if ('log' in message) return this.events.onLog(message.log);
    if ('tokenizerProblem' in message) return this.events.onTokenizer?.(message.tokenizerProblem);
    const waiting = this.pending.get(message.id);
    if (waiting === undefined) return;
    this.pending.delete(message.id);
    if ('error' in message) waiting.reject(new Error(message.error));
    else waiting.resolve(message.result as never);
  }

  private drop(reason: string): void {
    const waiting = [...this.pending.values()];
    this.pending.clear();
    for (const { reject } of waiting) reject(new Error(reason));
  }
}
