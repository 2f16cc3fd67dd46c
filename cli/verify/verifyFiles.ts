import type { MessageConnection } from 'vscode-jsonrpc/node.js';
import { VerifyDraftsRequest, type VerifyParams } from '../../sidecar/protocol';
import { languageOfFile } from '../../language-tokenizers/syntax/languages';
import type { VerifiedFile } from './summary';

export interface VerifyFile {
  readonly path: string;
  readonly text: string;
}

export interface VerifyOptions extends Pick<
  VerifyParams,
  'spec' | 'seed' | 'maxTokens' | 'maxPromptTokens' | 'boundary'
> {
  /** Places in all files together. */
  readonly cursors: number;
}

/** Verifies drafting in files, of which each gets its share of the places. */
export async function* verifyFiles(
  connection: MessageConnection,
  files: readonly VerifyFile[],
  { spec, seed, maxTokens, maxPromptTokens, boundary, cursors }: VerifyOptions,
): AsyncGenerator<VerifiedFile> {
  const share = (files: number, of: number): number => Math.floor((cursors * files) / of);
  for (const [index, { path, text }] of files.entries()) {
    const count = share(index + 1, files.length) - share(index, files.length);
    if (count === 0) continue;
    const result = await connection.sendRequest(VerifyDraftsRequest, {
      spec,
      path,
      languageId: languageOfFile(path, text)?.vscodeIds[0] ?? '',
      text: text.replace(/\r\n?/g, '\n'),
      cursors: count,
      seed,
      maxTokens,
      maxPromptTokens,
      boundary,
    });
    yield { path, result };
  }
}
