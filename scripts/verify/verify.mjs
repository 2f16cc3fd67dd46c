import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { HOSTILE_BATCHES } from './hostileSet.mjs';

/**
 * Compares one tokenizer with its reference on the batches of files, and on the hostile set if `hostile`, in
 * worker threads.
 *
 * @returns {Promise<{ name: string, texts: number, bytes: number, tokens: number, differences: string[],
 *   unread: string[], seconds: number }>}
 */
export async function verify({ name, reference, batches, hostile, threads }) {
  const start = performance.now();
  const waiting = [
    ...batches.map((files) => ({ files })),
    ...(hostile ? HOSTILE_BATCHES.map((part) => ({ hostile: part })) : []),
  ];
  const total = { name, texts: 0, bytes: 0, tokens: 0, differences: [], unread: [] };
  const take = (result) => {
    total.texts += result.texts;
    total.bytes += result.bytes;
    total.tokens += result.tokens;
    total.differences.push(...result.differences);
    total.unread.push(...result.unread);
  };
  const count = Math.max(1, Math.min(threads, waiting.length));
  await Promise.all(Array.from({ length: count }, () => runWorker({ name, reference }, waiting, take)));
  return { ...total, seconds: (performance.now() - start) / 1000 };
}

/** One thread works until nothing waits; it asks for work each time it has none. */
function runWorker(workerData, waiting, take) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(path.join(import.meta.dirname, 'worker.mjs'), { workerData });
    worker.on('error', reject);
    worker.on('message', (result) => {
      if (result) take(result);
      const batch = waiting.shift();
      if (batch) worker.postMessage(batch);
      else resolve(worker.terminate());
    });
  });
}
