/** Tokoscope as it ships. */
import * as vscode from 'vscode';
import type { TokoscopeApi } from '../../../../extension/api';
import type { AcceptedAnswer } from '../../../../extension/completion/provider';
import type { CompletionStats } from '../../../../sidecar/protocol';
import { configure, waitFor } from '../../../integration/lib/host';
import type { HostInput } from '../hostInput';
import type { Arm } from './arm';

const LOAD_MS = 120_000;

export async function openOurs({ model, gpu, threads, settings }: HostInput): Promise<Arm> {
  const api = await extensionApi();
  await configure('model.path', model);
  await configure('model.gpu', gpu);
  await configure('model.threads', threads);
  for (const [name, value] of Object.entries(settings)) await configure(name, value);
  const { completionWork, completionState } = api;
  if (!completionWork || !completionState) throw new Error('There is no completion in this VS Code.');

  await loadModel(() => {
    const { problem, last } = completionState();
    if (problem) throw new Error(problem.message);
    return last;
  });
  const before = await completionWork.done();
  return {
    onDidProvide: completionWork.onDidProvide,
    answerOf(item) {
      const [accepted] = (item.command?.arguments ?? []) as readonly AcceptedAnswer[];
      return accepted && { answer: accepted.answer, tokens: tokensOf(accepted.answer.stats) };
    },
    async work() {
      const now = await completionWork.done();
      if (!now || !before) throw new Error('The model process ended during the session.');
      return {
        evaluated: now.evaluatedTokens - before.evaluatedTokens,
        requests: now.completions - before.completions,
        cancelled: now.cancelled - before.cancelled,
        background: now.ahead + now.warmUps - before.ahead - before.warmUps,
      };
    },
    close: () => Promise.resolve(),
  };
}

/** Of the extension in another arm, so that only one answers. */
export async function turnOursOff(): Promise<void> {
  await extensionApi();
  await configure('completion.enabled', { '*': false });
}

async function extensionApi(): Promise<TokoscopeApi> {
  const extension = vscode.extensions.getExtension<TokoscopeApi>('tokoscope.tokoscope');
  if (extension === undefined) throw new Error('The extension is not installed in this VS Code.');
  return extension.activate();
}

/** Has a text completed that has nothing to do with the session. */
async function loadModel(answer: () => object | undefined): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'python', content: 'one = 1\n' });
  const editor = await vscode.window.showTextDocument(document);
  const end = document.positionAt(document.getText().length);
  editor.selection = new vscode.Selection(end, end);
  await vscode.commands.executeCommand('tokoscope.completion.complete');
  await waitFor('the first answer of the model', answer, LOAD_MS);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

function tokensOf({ evaluated, generated, drafted, accepted, boundary }: CompletionStats): number {
  return evaluated + generated + drafted - accepted + boundary.branchTokens;
}
