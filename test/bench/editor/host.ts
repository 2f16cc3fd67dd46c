/** Runs inside VS Code's extension host (started by ../editor.mjs) and writes what it measured to BENCH_RESULT. */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as vscode from 'vscode';
import type { TokoscopeApi } from '../../../extension/api';

/** The host's own loader, which knows the module "vscode"; a bundler would replace a plain `require`. */
const load = createRequire(__filename);

const KEYSTROKES = 60;
const HOVERS = 40;
const LOADS = 9;

export interface EditorFigures {
  readonly activateMs: number;
  readonly loadMs: readonly number[];
  readonly keystrokeMs: readonly number[];
  readonly hoverMs: readonly number[];
  readonly bytes: number;
}

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension<TokoscopeApi>('tokoscope.tokoscope');
  if (extension === undefined) throw new Error('The extension is not installed in this VS Code.');
  const api = await extension.activate();
  const document = await vscode.workspace.openTextDocument(process.env['BENCH_FILE'] ?? '');
  await api.countTokens(document);
  const figures: EditorFigures = {
    activateMs: api.activationMs,
    loadMs: loadTimes(path.join(extension.extensionPath, 'dist', 'extension.cjs')),
    keystrokeMs: await keystrokes(api, document),
    hoverMs: await hovers(document),
    bytes: readFileSync(document.uri.fsPath).length,
  };
  writeFileSync(process.env['BENCH_RESULT'] ?? '', JSON.stringify(figures));
}

/** Milliseconds to read, compile and run the bundle, without activating it. */
function loadTimes(bundle: string): number[] {
  return Array.from({ length: LOADS }, (_, i) => {
    // A new address each time: VS Code keeps what it has loaded.
    const copy = path.join(path.dirname(bundle), `bench-${i}.cjs`);
    copyFileSync(bundle, copy);
    const start = performance.now();
    load(copy);
    const took = performance.now() - start;
    rmSync(copy);
    return took;
  });
}

/** Milliseconds from VS Code's change event to the new exact count of the document. */
async function keystrokes(api: TokoscopeApi, document: vscode.TextDocument): Promise<number[]> {
  const times: number[] = [];
  const middle = document.lineCount >> 1;
  for (let i = 0; i < KEYSTROKES; i++) {
    const counted = new Promise<void>((resolve) => {
      const listener = vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document !== document) return;
        listener.dispose();
        const start = performance.now();
        void api.countTokens(document).then(() => {
          times.push(performance.now() - start);
          resolve();
        });
      });
    });
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(middle, i), 'x');
    await vscode.workspace.applyEdit(edit);
    await counted;
  }
  return times;
}

/** Milliseconds of a hover over different units, all providers of the language included. */
async function hovers(document: vscode.TextDocument): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < HOVERS; i++) {
    const line = Math.floor(((i + 1) * document.lineCount) / (HOVERS + 2));
    const start = performance.now();
    await vscode.commands.executeCommand(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(line, 5),
    );
    times.push(performance.now() - start);
  }
  return times;
}
