/** Entry point of a worker that reads texts for `merge`. */
import { parentPort, workerData } from 'node:worker_threads';
import { strategyById } from '../../language-tokenizers/merging/strategies';
import { assetsFrom } from '../assets';
import { openTokenizer } from '../tokenizer';
import { Analysis, type FileRow } from './analysis';
import type { FromWorker, ToWorker, WorkerData } from './messages';

const { tokenizer, assets, strategies, options } = workerData as WorkerData;
const port = parentPort;
if (port === null) throw new Error('The worker of merge is started by it, not by hand.');

const loadAsset = assetsFrom(assets);
// What goes wrong here ends the worker, and the pool says why.
const opened = await openTokenizer(tokenizer, { loadAsset });
const analysis = new Analysis(
  opened,
  loadAsset,
  strategies.map((id) => strategyById(id)!),
  options,
);

async function answer(message: ToWorker): Promise<FromWorker> {
  const rows: FileRow[] = [];
  if ('learn' in message) await analysis.learn(message.learn);
  else if ('count' in message) for (const text of message.count) rows.push((await analysis.add(text)).row);
  else return { rows, data: analysis.data() };
  return { rows };
}

let answered = Promise.resolve();
// One after another; an error is nobody's to catch, and so ends the worker.
port.on('message', (message: ToWorker) => {
  answered = answered.then(async () => port.postMessage(await answer(message)));
});
