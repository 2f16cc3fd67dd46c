import * as vscode from 'vscode';
import { getSetting } from '../config/configuration';

/** Keys of servers in VS Code's secret storage, each for one origin (scheme, host and port) and sent to no other. */
export class ServerKeys {
  private readonly known = new Map<string, Promise<string>>();
  private readonly listener: vscode.Disposable;

  constructor(private readonly secrets: vscode.SecretStorage) {
    // Another window may have set one.
    this.listener = secrets.onDidChange(({ key }) => this.known.delete(key));
  }

  /** The key for an address, "" for none. */
  async get(url: string): Promise<string> {
    const name = nameFor(url);
    if (name === undefined) return '';
    let key = this.known.get(name);
    if (key === undefined) {
      key = Promise.resolve(this.secrets.get(name)).then((value) => value ?? '');
      this.known.set(name, key);
    }
    return key;
  }

  /** Stores a key for an address, or forgets it where it is "". */
  async set(url: string, key: string): Promise<void> {
    const name = nameFor(url);
    if (name === undefined) return;
    if (key === '') await this.secrets.delete(name);
    else await this.secrets.store(name, key);
    this.known.delete(name);
  }

  dispose(): void {
    this.listener.dispose();
  }
}

function nameFor(url: string): string | undefined {
  return URL.canParse(url) ? `serverKey ${new URL(url).origin}` : undefined;
}

/** Asks for the key of the server that the settings name; true when one was set or forgotten. */
export async function setServerKey(keys: ServerKeys): Promise<boolean> {
  const url = getSetting('model.serverUrl').trim();
  if (nameFor(url) === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Set tokoscope.model.serverUrl to the address of your server first.'),
    );
    return false;
  }
  const { origin } = new URL(url);
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('Key for {0}', origin),
    prompt: vscode.l10n.t(
      'It is kept in the secret storage and sent to {0} alone. Empty forgets it.',
      origin,
    ),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return false;
  await keys.set(url, key.trim());
  return true;
}
