import * as vscode from 'vscode';
import type { MessageConnection } from 'vscode-jsonrpc';
import {
  DownloadProgressNotification,
  DownloadRequest,
  SidecarErrorCode,
  type DownloadProgress,
  type ModelEntry,
} from '../../sidecar/protocol';
import type { SidecarProcess } from '../sidecar/supervisor';
import { downloadSteps } from './downloadProgress';
import { sizeText } from './modelItems';
import { networkSettings } from './network';

/** Runs work with the process that downloads. */
export type UseProcess = <T>(work: (process: SidecarProcess) => Promise<T>) => Promise<T>;

/** What the user wants of a model that is not there. */
export type Wish = 'download' | 'file' | undefined;

/** Asks before anything is fetched; says size, source and licence. */
export async function askToDownload(model: ModelEntry): Promise<Wish> {
  const file = vscode.l10n.t('Choose the File…');
  if (networkSettings().offline || !model.downloadable) {
    const message = vscode.l10n.t(
      '{0} is not on this machine, and nothing is downloaded while tokoscope.model.downloads is "never". Its source is {1}: fetch it yourself, then choose the file.',
      model.name,
      model.source,
    );
    return (await vscode.window.showInformationMessage(message, file)) === file ? 'file' : undefined;
  }
  const download = vscode.l10n.t('Download ({0})', sizeText(model));
  const detail = [
    vscode.l10n.t('From {0}, to {1}.', model.source, model.path),
    vscode.l10n.t('Licence: {0}.', model.licence),
  ].join('\n');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('{0} is not on this machine. Download it?', model.name),
    { modal: true, detail },
    download,
    file,
  );
  return answer === download ? 'download' : answer === file ? 'file' : undefined;
}

/** Fetches a model, with a progress that can be cancelled, and offers to go on when it fails; true when it is there. */
export async function downloadModel(model: ModelEntry, use: UseProcess): Promise<boolean> {
  const again = vscode.l10n.t('Try Again');
  for (;;) {
    try {
      await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t('Downloading {0}', model.name),
          cancellable: true,
        },
        (progress, token) => fetchModel(model, use, progress, token),
      );
      return true;
    } catch (error) {
      if ((error as { code?: unknown }).code === SidecarErrorCode.cancelled) return false;
      const message = error instanceof Error ? error.message : String(error);
      if ((await vscode.window.showErrorMessage(message, again)) !== again) return false;
    }
  }
}

async function fetchModel(
  model: ModelEntry,
  use: UseProcess,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<void> {
  const toStep = downloadSteps();
  await use(async ({ connection }) => {
    const progressToken = listen(connection, (report) => progress.report(toStep(report)));
    const params = { model: model.id, network: networkSettings(), progressToken };
    try {
      await connection.sendRequest(DownloadRequest, params, token);
    } finally {
      listeners.delete(progressToken);
    }
  });
}

/** Who hears of which download: a connection takes one handler for all. */
const listeners = new Map<string, (progress: DownloadProgress) => void>();
const heard = new WeakSet<MessageConnection>();
let count = 0;

function listen(connection: MessageConnection, listener: (progress: DownloadProgress) => void): string {
  if (!heard.has(connection)) {
    heard.add(connection);
    connection.onNotification(DownloadProgressNotification, (progress) => {
      listeners.get(progress.progressToken)?.(progress);
    });
  }
  const token = String((count += 1));
  listeners.set(token, listener);
  return token;
}
