import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { folderCache } from '../../../node/folderCache';
import { nodeFiles } from '../../../node/tokenizerFiles';
import type { TokenizerHost } from '../../../language-tokenizers/registry/host';
import { loadAsset, open } from '../bpe/support';

export const root = path.resolve(import.meta.dirname, '../../..');

/** A folder that goes when the test file ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tokoscope-registry-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A host with real files that works in `folder` and keeps its cache there. */
export function hostIn(folder: string): Required<TokenizerHost> {
  return {
    async loadAsset(name) {
      // Makes the assets.
      await open('r50k_base');
      return loadAsset(name);
    },
    files: nodeFiles(folder),
    cache: folderCache(path.join(folder, 'cache')),
  };
}

/** A byte-level tokenizer.json of the 256 bytes and a few merges, as text. */
export function smallTokenizerJson(): string {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  const printable = (byte: number): boolean => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
  let next = 256;
  const letters = bytes.map((byte) => String.fromCodePoint(printable(byte) ? byte : next++));
  const merges = ['t h', 'th e', 'i n', 'Ġ the'];
  const tokens = [...letters, ...merges.map((merge) => merge.replace(' ', ''))];
  return JSON.stringify({
    version: '1.0',
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: { type: 'BPE', vocab: Object.fromEntries(tokens.map((token, id) => [token, id])), merges },
  });
}
