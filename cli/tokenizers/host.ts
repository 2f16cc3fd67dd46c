import path from 'node:path';
import type { TokenizerHost } from '../../language-tokenizers/registry/host';
import { cacheFolder } from '../files/cacheFolder';
import type { Host } from '../host';
import { folderCache } from './cache';
import { nodeFiles } from './files';

/** Where tokenizers are opened from: the bundle, files, and what was fetched before. */
export function tokenizerHost({ loadAsset }: Pick<Host, 'loadAsset'>): Required<TokenizerHost> {
  return { loadAsset, files: nodeFiles(), cache: folderCache(path.join(cacheFolder(), 'tokenizers')) };
}
