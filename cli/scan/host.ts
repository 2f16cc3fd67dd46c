/** What a scan takes from the process it runs in. */
export interface ScanHost {
  /** The bundled worker, and the folder of its assets. */
  readonly workerScript: string;
  readonly assets: string;
  /** Not the same for two builds of the code that counts. */
  readonly build: string;
  /** Where counts are kept unless the user names another folder. */
  readonly cacheFolder: string;
  /** Shows a line in place of the one before it, '' none; absent where nobody would see it. */
  readonly status?: (line: string) => void;
  /** Calls back when the user interrupts; returns what undoes that. */
  onInterrupt(listener: () => void): () => void;
}
