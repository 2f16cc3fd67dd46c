/** The texts that a completion is compared with. */
import * as vscode from 'vscode';
import type { OriginalText } from '../../language-tokenizers/copies/copyFinder';
import { languageOfFile } from '../../language-tokenizers/syntax/languages';
import { modelPath } from '../common/modelPath';
import type { CompletionRequest } from '../completion/request';
import type { KnownCompletion } from './lastCompletion';
import { uriOfModelPath } from './modelPaths';

/** prompt: the model saw it; offered: context that was cut or had no room; file: the rest of its file. */
export type OriginalKind = 'prompt' | 'offered' | 'file' | 'open' | 'workspace';

export interface OriginalPlace {
  readonly kind: OriginalKind;
  readonly uri: vscode.Uri;
}

/** Files of the workspace that are read, and bytes of one: what is larger is data. */
export const MOST_FILES = 3000;
const LARGEST = 1_000_000;
const READS_AT_ONCE = 8;
const LEFT_OUT =
  '**/{node_modules,bower_components,.git,.hg,.svn,dist,out,build,target,.venv,venv,__pycache__}/**';

/** What is at hand: pieces of context, the file itself, open documents. Those that the model saw come first. */
export async function openOriginals(
  { answer, document, range }: KnownCompletion,
  request: CompletionRequest | undefined,
): Promise<OriginalText<OriginalPlace>[]> {
  const originals: OriginalText<OriginalPlace>[] = [];
  for (const [index, { origin, path, text, line }] of (request?.context ?? []).entries()) {
    const uri = origin === 'problem' ? undefined : await uriOfModelPath(path);
    const kind = answer.seen?.includes(index) ? 'prompt' : 'offered';
    if (uri) originals.push({ place: { kind, uri }, path: uri.toString(), text, line });
  }
  originals.sort((a, b) => Number(a.place.kind === 'offered') - Number(b.place.kind === 'offered'));
  const text = document.getText();
  const own = { place: { kind: 'file', uri: document.uri }, path: document.uri.toString() } as const;
  originals.push({ ...own, text: text.slice(0, range.start), line: 0 });
  originals.push({ ...own, text: text.slice(range.end), line: document.positionAt(range.end).line });
  for (const other of vscode.workspace.textDocuments) {
    if (other === document || !isCode(other.uri)) continue;
    const { uri } = other;
    originals.push({ place: { kind: 'open', uri }, path: uri.toString(), text: other.getText(), line: 0 });
  }
  return originals;
}

/** What came of reading the workspace. */
export interface Search {
  readonly files: number;
  /** There were more files than are read. */
  readonly cut: boolean;
}

/** Reads the code of the workspace that is not open, and gives each text to `look`. */
export async function readWorkspace(
  look: (original: OriginalText<OriginalPlace>) => void,
  cancelled: vscode.CancellationToken,
): Promise<Search> {
  const found = await vscode.workspace.findFiles('**/*', LEFT_OUT, MOST_FILES + 1, cancelled);
  const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
  const waiting = found
    .slice(0, MOST_FILES)
    .filter((uri) => !open.has(uri.toString()) && languageOfFile(uri.path, '') !== undefined);
  let files = 0;
  const reader = async (): Promise<void> => {
    for (let uri = waiting.pop(); uri && !cancelled.isCancellationRequested; uri = waiting.pop()) {
      const text = await textOf(uri);
      if (text === undefined) continue;
      files++;
      look({ place: { kind: 'workspace', uri }, path: uri.toString(), text, line: 0 });
    }
  };
  await Promise.all(Array.from({ length: READS_AT_ONCE }, reader));
  return { files, cut: found.length > MOST_FILES };
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > LARGEST) return undefined;
    const text = new TextDecoder('utf-8').decode(await vscode.workspace.fs.readFile(uri));
    return text.includes('\0') ? undefined : text;
  } catch {
    // Gone in the meantime, or not to be read: others may have it.
    return undefined;
  }
}

/** Not output, settings and other texts of the editor's own. */
function isCode({ scheme }: vscode.Uri): boolean {
  return ['file', 'untitled', 'vscode-vfs', 'vscode-remote', 'vscode-notebook-cell'].includes(scheme);
}

/** How a place is called in lists. */
export function placeName({ uri }: OriginalPlace): string {
  return modelPath(uri);
}
