import path from 'node:path';
import type { AssetLoader } from '../language-tokenizers/assets';
import type { TokenizerCache, TokenizerHost } from '../language-tokenizers/registry/host';
import { cacheFolder } from './cacheFolder';
import { folderCache } from './folderCache';
import { nodeFiles } from './tokenizerFiles';

/** Where a process on Node opens tokenizers from: its assets, files, and what was fetched before. */
export function tokenizerHost(loadAsset: AssetLoader): Required<TokenizerHost> {
  return { loadAsset, files: nodeFiles(), cache: tokenizerCache() };
}

/** Where fetched tokenizers are kept. */
export function tokenizerCache(): TokenizerCache {
  return folderCache(path.join(cacheFolder(), 'tokenizers'));
}
