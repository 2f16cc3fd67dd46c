/** llama-server, asked as llama.vscode does. */
import * as vscode from 'vscode';
import { ObservedProvider } from '../../../../extension/completion/observedProvider';
import { randomNumbers } from '../../../../language-tokenizers/merging/strategies/lessIsBetter/random';
import type { HostInput } from '../hostInput';
import { PeerClient, type InfillAnswer, type InfillRequest, type PeerAnswer } from '../peer/client';
import { DEFAULTS } from '../peer/defaults';
import type { Arm } from './arm';
import { turnOursOff } from './ours';

/** Milliseconds after a save until a chunk is made of what is around the cursor. */
const AFTER_SAVE_MS = 1000;

/** The answer that an item is of, beside the editor's own fields. */
class PeerItem extends vscode.InlineCompletionItem {
  constructor(
    text: string,
    range: vscode.Range,
    readonly answer: PeerAnswer,
  ) {
    super(text, range);
  }
}

export async function openPeer({ url }: HostInput): Promise<Arm> {
  await turnOursOff();
  const client = new PeerClient((request) => infill(url, request), randomNumbers(1));
  const provider = new ObservedProvider({
    async provideInlineCompletionItems(document, position, _, token) {
      const { line, character } = position;
      const place = { lines: document.getText().split('\n'), line, character };
      const found = await client.complete(nameOf(document), place, () => token.isCancellationRequested);
      if (found === undefined || found.text === '') return [];
      return [new PeerItem(found.text, new vscode.Range(position, position), found.answer)];
    },
  });
  const pick = (editor: vscode.TextEditor | undefined): void => {
    if (editor === undefined) return;
    const { document, selection } = editor;
    const half = DEFAULTS.chunkLines / 2;
    const { line } = selection.active;
    const lines = document.getText().split('\n');
    client.ring.pick(nameOf(document), lines.slice(Math.max(0, line - half), line + half));
  };
  let active = vscode.window.activeTextEditor;
  const listeners = [
    vscode.languages.registerInlineCompletionItemProvider({ pattern: '**' }, provider),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      pick(active);
      pick(editor);
      active = editor ?? active;
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      const editor = vscode.window.visibleTextEditors.find((one) => one.document === document);
      setTimeout(() => pick(editor), AFTER_SAVE_MS);
    }),
    provider,
  ];
  client.start();
  return {
    onDidProvide: provider.onDidProvide,
    answerOf: (item) =>
      item instanceof PeerItem ? { answer: item.answer, tokens: item.answer.evaluated } : undefined,
    async work() {
      await client.stop();
      const { evaluated, requests, ahead, warmUps } = client.counts;
      return { evaluated, requests: requests - ahead - warmUps, cancelled: 0, background: ahead + warmUps };
    },
    async close() {
      await client.stop();
      vscode.Disposable.from(...listeners).dispose();
    },
  };
}

function nameOf(document: vscode.TextDocument): string {
  return vscode.workspace.asRelativePath(document.uri);
}

async function infill(url: string, request: InfillRequest): Promise<InfillAnswer> {
  const answer = await fetch(`${url}/infill`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  if (!answer.ok) throw new Error(`llama-server answered ${await answer.text()}`);
  const { content, timings } = (await answer.json()) as Partial<InfillAnswer>;
  return { content: content ?? '', timings: { prompt_n: 0, predicted_n: 0, cache_n: 0, ...timings } };
}
