/** What differs between VS Code on Node and VS Code in a browser. Each entry point brings its own. */
import type * as vscode from 'vscode';
import type { TokenizerEntry } from '../language-tokenizers/registry/entry';
import type { DisposableLike } from './common/disposables';

/** One end of a message channel to the token worker. */
export interface WorkerPort extends DisposableLike {
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once when the worker ended by itself, with the reason. */
  onExit(listener: (reason: string) => void): void;
}

export interface Platform {
  /** Starts the token worker of this installation. */
  startTokenWorker(extensionUri: vscode.Uri): WorkerPort;
  /** Tokenizers that were fetched before; absent where the worker can read no files. */
  readonly fetchedTokenizers?: () => Promise<readonly TokenizerEntry[]>;
}
