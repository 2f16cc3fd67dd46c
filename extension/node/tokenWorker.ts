/** Entry point of the token worker on Node. */
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { tokenizerHost } from '../../node/tokenizerHost';
import { serveTokens } from '../tokens/service/serve';
import type { ToWorker } from '../tokens/service/messages';

const { assets } = workerData as { assets: string };
const port = parentPort;
if (port === null) throw new Error('tokenWorker.cjs is started by the extension, not by hand.');

const receive = serveTokens({
  ...tokenizerHost((name) => readFile(path.join(assets, name))),
  post: (message, transfer) => port.postMessage(message, [...transfer]),
});
port.on('message', (message: ToWorker) => receive(message));
