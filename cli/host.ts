import type { AssetLoader } from '../language-tokenizers/assets';
import type { ScanHost } from './scan/host';

/** What a command takes from the process it runs in; tests bring their own. */
export interface Host {
  /** Writes to standard output; resolves when more may be written. */
  out(text: string): Promise<void>;
  /** Writes a line to standard error. */
  message(line: string): void;
  readInput(): Promise<Uint8Array>;
  readonly loadAsset: AssetLoader;
  /**
   * For a command that parses one file: has grammars compiled the quick way. Optimizing the largest of them takes
   * ten seconds of two processors, and the process does not end before.
   */
  compileQuickly?(): void;
  /** The bundled inference process. */
  readonly sidecarScript: string;
  /** Asks the user; absent where nobody could answer. */
  confirm?(question: string): Promise<boolean>;
  /** Absent, files are counted in this thread, from scratch and without a word until the end. */
  readonly scan?: ScanHost;
}
