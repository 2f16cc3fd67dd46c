/** Runs inside VS Code's extension host (started by run.ts): plays one session, and writes what was seen to BENCH_RESULT. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { openOurs } from './arms/ours';
import { openPeer } from './arms/peer';
import type { HostInput, HostReport, HostResult } from './hostInput';
import { play } from './play';
import type { Recording } from './session';

/** What editors add of themselves would be typed twice. */
const PLAIN_EDITOR = {
  autoClosingBrackets: 'never',
  autoClosingQuotes: 'never',
  autoIndent: 'none',
  autoSurround: 'never',
  formatOnType: false,
  formatOnPaste: false,
  linkedEditing: false,
  quickSuggestions: false,
  suggestOnTriggerCharacters: false,
  trimAutoWhitespace: false,
  useTabStops: false,
} as const;

/** A failure is a result, too: VS Code would end with it and say no more. */
export async function run(): Promise<void> {
  const report = (result: HostReport): void =>
    writeFileSync(process.env['BENCH_RESULT'] ?? '', JSON.stringify(result));
  try {
    report({
      result: await playIn(JSON.parse(readFileSync(process.env['BENCH_INPUT'] ?? '', 'utf8')) as HostInput),
    });
  } catch (error) {
    report({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

async function playIn(input: HostInput): Promise<HostResult> {
  const recording = JSON.parse(readFileSync(input.recording, 'utf8')) as Recording;
  const editor = vscode.workspace.getConfiguration('editor');
  for (const [name, value] of Object.entries(PLAIN_EDITOR)) {
    await editor.update(name, value, vscode.ConfigurationTarget.Global);
  }
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const arm = await (input.arm === 'ours' ? openOurs(input) : openPeer(input));
  try {
    const seen = await play(recording, arm, (name) => vscode.Uri.file(path.join(folder, name)));
    // What is under way may still come, and has its cost.
    await sleep(input.settleMs);
    return { ...seen, work: await arm.work() };
  } finally {
    await arm.close();
  }
}
