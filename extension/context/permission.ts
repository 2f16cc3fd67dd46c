/** What may be told to a model at all. */
import * as vscode from 'vscode';
import { enabledFor } from '../completion/policy';
import { getSetting } from '../config/configuration';
import { hides } from './globs';
import { isSecretPath } from './secretNames';

/** Where people's texts come from; not output channels, versions of git, commit messages, settings. */
const SCHEMES = new Set(['file', 'untitled', 'vscode-vfs', 'vscode-remote', 'vscode-notebook-cell']);
/** UTF-16 units of a document. */
const LARGEST = 1_048_576;

/** Says what may be told; it remembers its verdicts, and has to be made anew when a setting that they follow from changes. */
export class Permission {
  readonly #verdicts = new Map<string, boolean>();
  readonly #enabled = getSetting('completion.enabled');

  /** Settings that verdicts follow from, by their full names. */
  static readonly settings = ['tokoscope.completion.enabled', 'files.exclude'];

  /** The size of a document changes, and is looked at each time. */
  ofDocument(document: vscode.TextDocument): boolean {
    return (
      enabledFor(document.languageId, this.#enabled) &&
      this.ofAddress(document.uri) &&
      document.offsetAt(document.lineAt(document.lineCount - 1).range.end) <= LARGEST
    );
  }

  ofAddress(uri: vscode.Uri): boolean {
    const key = uri.toString();
    let verdict = this.#verdicts.get(key);
    if (verdict === undefined) {
      verdict = isPermitted(uri);
      this.#verdicts.set(key, verdict);
    }
    return verdict && vscode.workspace.isTrusted;
  }
}

function isPermitted(uri: vscode.Uri): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!SCHEMES.has(uri.scheme) && folder?.uri.scheme !== uri.scheme) return false;
  if (isSecretPath(uri.path)) return false;
  if (!folder) return true;
  const path = uri.path.slice(folder.uri.path.length).replace(/^\/+/, '');
  const excluded = vscode.workspace
    .getConfiguration('files', uri)
    .get<Record<string, unknown>>('exclude', {});
  // A pattern with a condition about files beside it hides what was generated from them: no secret.
  return !Object.entries(excluded).some(([pattern, on]) => on === true && hides(pattern, path));
}
