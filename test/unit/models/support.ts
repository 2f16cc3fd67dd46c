import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { hubOptions } from '../../../language-tokenizers/registry/hub/address';
import { nodeFetch } from '../../../node/http/nodeFetch';
import type { ProxySettings } from '../../../node/http/proxy';
import {
  downloadModel,
  type DownloadOptions,
  type Progress,
} from '../../../sidecar/models/download/downloadModel';
import { APACHE, member, type HubEntry } from '../../../sidecar/models/registry/entry';
import type { DownloadResult } from '../../../sidecar/protocol';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';

/** What the hub has: a real, small model. */
export const content = readFileSync(tinyModel());
export const REPOSITORY = 'owner/tiny';
export const FILE = 'tiny-q8_0.gguf';

/** A model of a registry, with a file of this name on the hub. */
export function entryOf(changes: Partial<HubEntry> = {}): HubEntry {
  const shape = { weights: 1e5, layers: 2, embeddingLength: 64, kvHeads: 2 };
  const made = member(
    { name: 'Tiny', licence: APACHE, fim: { family: 'qwen' }, contextLength: 8192, headLength: 16 },
    {
      ...shape,
      parameters: '0.1M',
      quantisation: 'Q8_0',
      hub: { repository: REPOSITORY, revision: 'main', file: FILE },
    },
  );
  return { ...made, ...changes };
}

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tokoscope-models-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Download {
  readonly endpoint: string;
  readonly folder: string;
  readonly entry?: HubEntry;
  readonly signal?: AbortSignal;
  readonly env?: Readonly<Record<string, string>>;
  readonly network?: ProxySettings;
  readonly patience?: number;
  readonly freeBytes?: DownloadOptions['freeBytes'];
  readonly openToAppend?: DownloadOptions['openToAppend'];
  readonly onProgress?: (progress: Progress) => void;
  /** Milliseconds after which a silent connection counts as broken. */
  readonly silence?: number;
}

/** Downloads as the sidecar does it; a broken connection ends it unless `patience` says otherwise. */
export function get(download: Download): Promise<DownloadResult> {
  const {
    endpoint,
    folder,
    entry = entryOf(),
    signal,
    env,
    network,
    silence,
    freeBytes,
    openToAppend,
  } = download;
  const fetchOf = nodeFetch(network, {}, silence);
  return downloadModel(entry, {
    hub: hubOptions({ HF_ENDPOINT: endpoint, ...env }, fetchOf),
    folder,
    signal: signal ?? new AbortController().signal,
    onProgress: download.onProgress ?? (() => undefined),
    patience: download.patience ?? 0,
    ...(freeBytes && { freeBytes }),
    ...(openToAppend && { openToAppend }),
  });
}

export interface Failure {
  readonly code: number;
  readonly message: string;
}

/** The error of work that must fail, which is one sentence for people. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('It did not fail.');
  const { code } = error as Error & { code?: unknown };
  return { code: Number(code), message: error.message };
}

/** Names in a folder, none where there is no folder. */
export function namesIn(folder: string): string[] {
  return readdirSync(folder).sort();
}
