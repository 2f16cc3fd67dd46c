import { Worker } from 'node:worker_threads';
import type { NamedText } from '../../language-tokenizers/merging/tokenize';
import type { AnalysisData, FileRow } from './analysis';
import type { FromWorker, ToWorker, WorkerData } from './messages';

/** UTF-16 units of texts that go to a worker together. */
const BATCH = 1_000_000;
/** Batches that a worker has at hand: one that it reads, one so that it need not wait. */
const BATCHES_EACH = 2;

/** Reads texts in worker threads; all of them learn from the same. */
export class MergePool {
  private readonly members: Member[];
  private batch: NamedText[] = [];
  private batchLength = 0;

  /** `script` is the bundled worker. */
  constructor(
    script: string,
    data: WorkerData,
    size: number,
    private readonly onRows: (rows: readonly FileRow[]) => void,
  ) {
    this.members = Array.from({ length: size }, () => new Member(script, data));
  }

  async learn(texts: readonly NamedText[]): Promise<void> {
    await Promise.all(this.members.map((member) => member.ask({ learn: texts })));
  }

  /** Takes a text; waits where all workers have enough to do. */
  async add(text: NamedText): Promise<void> {
    this.batch.push(text);
    this.batchLength += text.text.length;
    if (this.batchLength >= BATCH) await this.send();
  }

  /** Waits for all, and returns what each worker has. */
  async finish(): Promise<AnalysisData[]> {
    await this.send();
    const answers = await Promise.all(this.members.map((member) => member.ask({ finish: true })));
    return answers.map(({ data }) => data!);
  }

  async close(): Promise<void> {
    await Promise.all(this.members.map(({ worker }) => worker.terminate()));
  }

  private async send(): Promise<void> {
    const batch = this.batch;
    if (batch.length === 0) return;
    this.batch = [];
    this.batchLength = 0;
    while (this.members.every(({ load }) => load === BATCHES_EACH))
      await Promise.race(this.members.map((one) => one.free()));
    const member = this.members.reduce((least, one) => (one.load < least.load ? one : least));
    member.work(batch, this.onRows);
  }
}

/** One worker. */
class Member {
  readonly worker: Worker;
  private readonly waiting: { resolve: (answer: FromWorker) => void; reject: (error: Error) => void }[] = [];
  private readonly batches: Promise<void>[] = [];
  private failure: Error | undefined;

  constructor(script: string, workerData: WorkerData) {
    this.worker = new Worker(script, { workerData });
    this.worker.on('message', (answer: FromWorker) => this.waiting.shift()?.resolve(answer));
    this.worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
    this.worker.on('exit', () => this.fail(new Error('a worker has ended')));
  }

  /** Batches that it has not read yet. */
  get load(): number {
    return this.batches.length;
  }

  /** Resolves when a batch is done, rejects when one could not be. */
  free(): Promise<void> {
    return this.batches[0] ?? Promise.resolve();
  }

  work(texts: readonly NamedText[], onRows: (rows: readonly FileRow[]) => void): void {
    const done = this.ask({ count: texts }).then(({ rows }) => {
      void this.batches.shift();
      onRows(rows);
    });
    // Whoever waits next hears of it.
    done.catch(() => undefined);
    this.batches.push(done);
  }

  ask(message: ToWorker): Promise<FromWorker> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(message);
    });
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.waiting.splice(0)) reject(this.failure);
  }
}
