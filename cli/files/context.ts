import path from 'node:path';
import { Option } from 'commander';
import type { ContextItem } from '../../sidecar/protocol';
import type { Host } from '../host';
import { chooseLanguage } from '../language';
import { gather } from '../options';
import { readSource } from './source';

export const contextOption = (): Option =>
  new Option('--context <file>', 'another file that the model may see (may be repeated)')
    .argParser(gather)
    .default([]);

/** Whole files as pieces of context. */
export function readContext(files: readonly string[], host: Host): Promise<ContextItem[]> {
  return Promise.all(
    files.map(async (file): Promise<ContextItem> => {
      const { text } = await readSource(file, host);
      return {
        origin: 'visited',
        path: file.split(path.sep).join('/'),
        languageId: chooseLanguage(undefined, file, text)?.vscodeIds[0] ?? '',
        text: text.replaceAll('\r\n', '\n'),
        line: 0,
        score: 1,
      };
    }),
  );
}
