import { Worker } from 'node:worker_threads';
import type { BatchCounter, CountedFile } from '../../language-tokenizers/scan/counter';
import type { FoundFile } from '../../language-tokenizers/scan/files';
import { reasonOf } from '../errors';
import type { CountRequest, FromWorker, WorkerData } from './messages';

/** Batches that a worker has at hand: one that it counts, one so that it need not wait. */
const BATCHES_EACH = 2;

/** A worker that can't start: no other would. */
class StartError extends Error {
  override readonly name = 'StartError';
}

interface Task {
  readonly files: readonly FoundFile[];
  resolve(counted: readonly CountedFile[]): void;
  reject(error: Error): void;
}

/** Counts in worker threads. */
export class WorkerPool implements BatchCounter {
  readonly capacity: number;
  private readonly members: Member[];
  private isClosed = false;

  /** `script` is the bundled worker. */
  constructor(
    private readonly script: string,
    private readonly data: WorkerData,
    size: number,
  ) {
    this.capacity = size * BATCHES_EACH;
    this.members = Array.from({ length: size }, () => this.start());
  }

  async count(files: readonly FoundFile[]): Promise<readonly CountedFile[]> {
    try {
      return await new Promise((resolve, reject) => this.send({ files, resolve, reject }));
    } catch (error) {
      if (this.isClosed || error instanceof StartError) throw error;
      // One file has brought the worker down (by its memory, most likely): which one shows when each goes alone.
      if (files.length === 1) return [{ problem: `can't be counted: ${reasonOf(error)}` }];
      const results: CountedFile[] = [];
      for (const file of files) results.push(...(await this.count([file])));
      return results;
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all(this.members.map((member) => member.worker.terminate()));
  }

  private send(task: Task): void {
    this.members.reduce((least, one) => (one.tasks.length < least.tasks.length ? one : least)).send(task);
  }

  private start(): Member {
    const member = new Member(this.script, this.data, (unharmed) => {
      if (this.isClosed) {
        for (const task of unharmed) task.reject(new Error('closed'));
        return;
      }
      this.members[this.members.indexOf(member)] = this.start();
      for (const task of unharmed) this.send(task);
    });
    return member;
  }
}

/** One worker and what it has been given. */
class Member {
  readonly worker: Worker;
  readonly tasks: Task[] = [];
  private isReady = false;
  private failure: Error | undefined;

  /** `onLoss` is called when the worker has ended, with the tasks that it had not begun. */
  constructor(script: string, workerData: WorkerData, onLoss: (unharmed: readonly Task[]) => void) {
    this.worker = new Worker(script, { workerData });
    this.worker.on('message', (message: FromWorker) => {
      if (message === 'ready') this.isReady = true;
      else this.tasks.shift()!.resolve(message.counted);
    });
    this.worker.on(
      'error',
      (error) => (this.failure = error instanceof Error ? error : new Error(String(error))),
    );
    this.worker.on('exit', () => {
      const reason = this.failure?.message ?? 'its worker has ended';
      const tasks = this.tasks.splice(0);
      if (this.isReady) {
        tasks.shift()?.reject(new Error(reason));
        onLoss(tasks);
      } else {
        this.failure = new StartError(reason);
        for (const task of tasks) task.reject(this.failure);
      }
    });
  }

  send(task: Task): void {
    if (this.failure instanceof StartError) return task.reject(this.failure);
    this.tasks.push(task);
    const request: CountRequest = { files: task.files };
    this.worker.postMessage(request);
  }
}
