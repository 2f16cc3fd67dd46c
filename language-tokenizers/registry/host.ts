import type { AssetLoader } from '../assets';
import type { RandomAccess } from '../gguf/byteReader';

/** What the registry takes from the program it runs in: the core itself touches no file and no network. */
export interface TokenizerHost {
  readonly loadAsset: AssetLoader;
  /** Absent where there is no file system. */
  readonly files?: TokenizerFiles;
  /** Absent where nothing can be kept. */
  readonly cache?: TokenizerCache;
}

/** Files of the user's; paths are the host's own. Methods reject with the host's errors. */
export interface TokenizerFiles {
  /** Undefined when nothing is there. */
  stat(path: string): Promise<FileStat | undefined>;
  read(path: string): Promise<Uint8Array>;
  /** For a file whose end is not needed. */
  open(path: string): Promise<OpenFile>;
  /** Path of `name` in a folder. */
  join(folder: string, name: string): string;
  /** Folder of an installed npm package, found from where the user works; undefined when it is not installed. */
  packageFolder(name: string): Promise<string | undefined>;
}
export interface FileStat {
  readonly isFolder: boolean;
  /** In bytes. */
  readonly size: number;
}
export interface OpenFile extends RandomAccess {
  close(): void;
}

/** A folder of our own. Paths in it are relative and have "/" between their parts. */
export interface TokenizerCache {
  /** Where a file of it is, for people and for `TokenizerFiles`. */
  path(name: string): string;
  /** Undefined when it is not there. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Writes a whole file: under its name there is the old one or the new one, never a part. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  append(name: string, bytes: Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Does nothing when it is not there. */
  remove(name: string): Promise<void>;
  /** Names in a folder, none when it is not there. */
  list(folder: string): Promise<readonly string[]>;
}
