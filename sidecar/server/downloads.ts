import type { MessageConnection } from 'vscode-jsonrpc/node.js';
import { hubOptions } from '../../language-tokenizers/registry/hub/address';
import { nodeFetch } from '../../node/http/nodeFetch';
import { SidecarError } from '../errors';
import { downloadModel, type Progress } from '../models/download/downloadModel';
import { Joined } from '../models/download/joined';
import { listModels, locateModel, toModelEntry } from '../models/locate';
import { measureMachine } from '../models/machine';
import { recommend } from '../models/recommend';
import { isOnHub } from '../models/registry/entry';
import { REGISTRY } from '../models/registry/registry';
import {
  DownloadProgressNotification,
  DownloadRequest,
  ModelsRequest,
  RecommendRequest,
  SidecarErrorCode,
  type DownloadParams,
  type DownloadResult,
  type LoadedModel,
} from '../protocol';
import { integer, list, oneOf, text } from './fields';
import type { Log } from './log';
import { nativeLog } from './nativeLog';
import { handle } from './requests';
import { GPUS } from './validate';

/** Milliseconds between two words on how far a download is. */
const PAUSE = 100;

export interface ModelsHost {
  readonly connection: MessageConnection;
  readonly log: Log;
  /** Aborts when the process ends. */
  readonly stopping: AbortSignal;
  /** Runs a task when the engine is free. */
  readonly exclusive: <T>(signal: AbortSignal, task: () => Promise<T>) => Promise<T>;
  /** The models that are loaded. */
  readonly loaded: () => readonly LoadedModel[];
}

/** Answers what concerns models that are not loaded: the list, which to take, and fetching one. */
export function serveModels({ connection, log, stopping, exclusive, loaded }: ModelsHost): void {
  const downloads = new Downloads(connection);
  handle(connection, log, ModelsRequest, () => Promise.resolve(listModels()));
  handle(connection, log, DownloadRequest, (params, signal) =>
    downloads.run(params, AbortSignal.any([signal, stopping])),
  );
  handle(connection, log, RecommendRequest, async ({ gpu, contextSize }, signal) => {
    oneOf('gpu', gpu, GPUS);
    integer('contextSize', contextSize, 0);
    const machine = await exclusive(signal, () => measureMachine(gpu, loaded(), nativeLog(log)));
    return { machine, models: recommend(REGISTRY, machine, contextSize) };
  });
}

/** No engine is needed to fetch a model, so it runs beside completions. */
class Downloads {
  readonly #joined = new Joined<Progress, DownloadResult>();

  constructor(private readonly connection: MessageConnection) {}

  async run(params: DownloadParams, signal: AbortSignal): Promise<DownloadResult> {
    checkDownloadParams(params);
    const { model, network, progressToken } = params;
    const entry = REGISTRY.find(({ id }) => id === model);
    if (!entry) {
      const known = REGISTRY.filter(isOnHub)
        .map(({ id }) => id)
        .join(', ');
      const message = `There is no model "${model}" to download: take one of ${known}.`;
      throw new SidecarError(SidecarErrorCode.modelMissing, message);
    }
    if (!isOnHub(entry)) {
      locateModel(entry.id);
      return { model: toModelEntry(entry), fetchedBytes: 0, sha256: '', host: '' };
    }
    const report = paced((progress) => {
      void this.connection.sendNotification(DownloadProgressNotification, { ...progress, progressToken });
    });
    return this.#joined.run(entry.id, signal, report, (own, onProgress) => {
      const hub = hubOptions(process.env, nodeFetch(network));
      const offline = hub.offline || network.offline === true;
      return downloadModel(entry, { hub: { ...hub, offline }, signal: own, onProgress });
    });
  }
}

/** Lets the first of each phase through, the last, and some between. */
function paced(report: (progress: Progress) => void): (progress: Progress) => void {
  let last: { readonly phase: string; readonly at: number } | undefined;
  return (progress) => {
    const { phase, bytes, totalBytes } = progress;
    const now = performance.now();
    if (last?.phase === phase && now - last.at < PAUSE && bytes < totalBytes) return;
    last = { phase, at: now };
    report(progress);
  };
}

function checkDownloadParams({ model, network, progressToken }: DownloadParams): void {
  text('model', model);
  text('progressToken', progressToken);
  const settings = network as DownloadParams['network'] | undefined;
  oneOf('network.offline', settings?.offline ?? false, [true, false]);
  oneOf('network.strictSsl', settings?.strictSsl ?? true, [true, false]);
  text('network.proxy', settings?.proxy ?? '');
  list('network.noProxy', settings?.noProxy).forEach((host) => text('network.noProxy', host));
}
