import { hashText, type Key } from '../../language-tokenizers/scan/cache/hash128';
import { TableCache } from '../../language-tokenizers/scan/cache/tableCache';
import { version } from '../../package.json';
import type { Host } from '../host';
import { CacheFile } from './cacheFile';

export interface OpenCache {
  readonly cache: TableCache;
  save(): void;
}

/**
 * The cache in the folder that the user names, else the host's; undefined where there is none or `folder` is false.
 * `digests` has for each tokenizer what tells it from any other of its name.
 */
export function openCache(
  folder: string | false | undefined,
  digests: readonly string[],
  host: Host,
): OpenCache | undefined {
  const where = folder ?? host.scan?.cacheFolder;
  if (where === undefined || where === false) return undefined;
  const file = new CacheFile(where);
  const keys = digests.map((digest) => tokenizerKey(digest, host.scan?.build ?? ''));
  const cache = new TableCache(file.read(), keys);
  return {
    cache,
    save() {
      const error = file.save(cache);
      // A cache that the user asked for should not fail in silence.
      if (error && folder !== undefined)
        host.message(`tokoscope: the counts can't be kept: ${error.message}`);
    },
  };
}

/** The code that counts is part of it: another version, or build of it, may have mended something. */
function tokenizerKey(digest: string, build: string): Key {
  return hashText(`${version}\0${build}\0${digest}`);
}
