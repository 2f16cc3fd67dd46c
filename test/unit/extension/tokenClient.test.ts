import { expect, test } from 'vitest';
import type { WorkerPort } from '../../../extension/platform';
import { TokenClient } from '../../../extension/tokens/tokenClient';

/** A worker that answers nothing by itself and can be made to end. */
class SilentWorker implements WorkerPort {
  readonly posted: unknown[] = [];
  answer: (message: unknown) => void = () => undefined;
  end: (reason: string) => void = () => undefined;
  post(message: unknown): void {
    this.posted.push(message);
  }
  onMessage(listener: (message: unknown) => void): void {
    this.answer = listener;
  }
  onExit(listener: (reason: string) => void): void {
    this.end = listener;
  }
  dispose(): void {
    this.end('disposed');
  }
}

function setUp() {
  const workers: SilentWorker[] = [];
  const exits: string[] = [];
  const client: TokenClient = new TokenClient(
    () => {
      const worker = new SilentWorker();
      workers.push(worker);
      return worker;
    },
    {
      onStart: () => client.notify('useTokenizer', { name: 'o200k_base' }),
      onExit: (reason) => exits.push(reason),
      onLog: () => undefined,
    },
  );
  const ask = (): Promise<unknown> => client.request('counts', { uri: 'file:///a', selections: [] });
  return { client, workers, exits, ask };
}

test('a request starts the worker, which first hears what it needs', async () => {
  const { workers, ask } = setUp();
  const answer = ask();
  expect(workers[0]!.posted.map((message) => (message as { type: string }).type)).toEqual([
    'useTokenizer',
    'counts',
  ]);
  workers[0]!.answer({ id: 1, result: { tokens: 3 } });
  expect(await answer).toEqual({ tokens: 3 });
});

test('an edit after the worker died starts none: the next start brings the text as it is by then', async () => {
  const { client, workers, exits, ask } = setUp();
  const lost = ask();
  workers[0]!.end('exit code 1');
  await expect(lost).rejects.toThrow('exit code 1');
  expect(exits).toEqual(['exit code 1']);
  client.notify('change', { uri: 'file:///a', version: 2, edits: [] });
  expect(workers).toHaveLength(1);
  void ask();
  expect(workers).toHaveLength(2);
  expect(workers[1]!.posted).toHaveLength(2);
});

test('an error in the answer rejects the request, and only that', async () => {
  const { workers, ask } = setUp();
  const first = ask();
  const second = ask();
  workers[0]!.answer({ id: 1, error: 'not open' });
  workers[0]!.answer({ id: 2, result: 'fine' });
  await expect(first).rejects.toThrow('not open');
  expect(await second).toBe('fine');
});
