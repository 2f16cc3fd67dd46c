/** Entry point of a worker that counts files. */
import { parentPort, workerData } from 'node:worker_threads';
import { assetsFrom } from '../assets';
import { openTokenizers } from '../tokenizer';
import { FileCounter } from './countFiles';
import type { CountRequest, FromWorker, WorkerData } from './messages';

const { tokenizers, assets, known } = workerData as WorkerData;
const port = parentPort;
if (port === null) throw new Error('The scan worker is started by the scan, not by hand.');

const post = (message: FromWorker): void => port.postMessage(message);
// What goes wrong here ends the worker, and the pool says why.
const opened = await openTokenizers(tokenizers, { loadAsset: assetsFrom(assets) });
const counter = new FileCounter(opened, known);
post('ready');
port.on('message', ({ files }: CountRequest) => post({ counted: files.map((file) => counter.count(file)) }));
