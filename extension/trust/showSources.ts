import * as vscode from 'vscode';
import { CopyFinder, type CopiedSpan } from '../../language-tokenizers/copies/copyFinder';
import type { CompletionRequests } from '../completion/request';
import type { KnownCompletion, LastCompletion } from './lastCompletion';
import {
  openOriginals,
  placeName,
  readWorkspace,
  type OriginalKind,
  type OriginalPlace,
  type Search,
} from './originals';
import { openLines } from './openLines';
import { sayNothingKnown } from './words';

interface Entry extends vscode.QuickPickItem {
  readonly uri?: vscode.Uri;
  readonly firstLine?: number;
  readonly lastLine?: number;
}

const KINDS: Readonly<Record<OriginalKind, string>> = {
  prompt: 'the model saw it',
  offered: 'offered as context, but cut or left out',
  file: 'this file',
  open: 'open in the editor',
  workspace: 'in the workspace',
};
const WIDEST = 60;

/** The command *Show Where This Completion Comes From*: spans of it that stand elsewhere, each with its lines. */
export async function showSources(
  completions: LastCompletion,
  requests: Pick<CompletionRequests, 'of'>,
): Promise<void> {
  const completion = completions.current;
  if (completion === undefined) {
    sayNothingKnown();
    return;
  }
  const found = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Looking where the completion stands…'),
      cancellable: true,
    },
    (_, cancelled) => findSources(completion, requests, cancelled),
  );
  if (found.spans.length === 0) {
    void vscode.window.showInformationMessage(nothingFound(found.search));
    return;
  }
  const title = vscode.l10n.t('Where this completion comes from');
  const entries = found.spans.flatMap((span) => entriesOf(span, completion.text));
  const picked = await vscode.window.showQuickPick(entries, { title, matchOnDescription: true });
  if (picked?.uri) await openLines(picked.uri, picked.firstLine ?? 0, picked.lastLine ?? 0);
}

interface Found {
  readonly spans: readonly CopiedSpan<OriginalPlace>[];
  readonly search: Search;
}

/** Looks in what the model saw, in this file, in open ones and in the workspace. */
export async function findSources(
  completion: KnownCompletion,
  requests: Pick<CompletionRequests, 'of'>,
  cancelled: vscode.CancellationToken,
): Promise<Found> {
  const finder = new CopyFinder<OriginalPlace>(completion.text);
  const originals = await openOriginals(completion, requests.of(completion.answer));
  for (const original of originals) finder.lookIn(original);
  const search = await readWorkspace((original) => finder.lookIn(original), cancelled);
  const texts = new Set(originals.map(({ path }) => path));
  return { spans: finder.spans(), search: { ...search, files: search.files + texts.size } };
}

function entriesOf(
  { start, end, characters, originals, others }: CopiedSpan<OriginalPlace>,
  text: string,
): Entry[] {
  const said = text.slice(start, end).replace(/\s+/g, ' ');
  const shown = said.length > WIDEST ? `${said.slice(0, WIDEST - 1)}…` : said;
  const more = others > 0 ? vscode.l10n.t(', and {0} more places', others) : '';
  return [
    { label: `${shown} · ${characters} characters${more}`, kind: vscode.QuickPickItemKind.Separator },
    ...originals.map(({ place, firstLine, lastLine }): Entry => {
      const lines = firstLine === lastLine ? `${firstLine + 1}` : `${firstLine + 1}–${lastLine + 1}`;
      const description = KINDS[place.kind];
      return {
        label: `$(file) ${placeName(place)}:${lines}`,
        description,
        detail: shown,
        uri: place.uri,
        firstLine,
        lastLine,
      };
    }),
  ];
}

function nothingFound({ files, cut }: Search): string {
  const limit = cut ? vscode.l10n.t(' The workspace has more files than are read.') : '';
  return (
    vscode.l10n.t('Nothing of this completion stands elsewhere: {0} files were compared.', files) + limit
  );
}
