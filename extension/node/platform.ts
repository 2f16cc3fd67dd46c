import * as path from 'node:path';
import { Worker } from 'node:worker_threads';
import { hubEntries } from '../../language-tokenizers/registry/sources/hub';
import { tokenizerCache } from '../../node/tokenizerHost';
import type { Platform } from '../platform';

/** VS Code's extension host on Node: the token worker is a worker thread. */
export const nodePlatform: Platform = {
  fetchedTokenizers: () => hubEntries(tokenizerCache()),
  startTokenWorker(extensionUri) {
    const folder = path.join(extensionUri.fsPath, 'dist');
    const worker = new Worker(path.join(folder, 'tokenWorker.cjs'), {
      workerData: { assets: path.join(folder, 'assets') },
      name: 'tokoscope-tokens',
    });
    return {
      post: (message, transfer) => worker.postMessage(message, transfer ? [...transfer] : []),
      onMessage: (listener) => worker.on('message', listener),
      onExit(listener) {
        let reason = '';
        worker.on('error', (error) => (reason = error.message));
        worker.on('exit', (code) => listener(reason || `exit code ${code}`));
      },
      dispose: () => worker.terminate(),
    };
  },
};
