import * as vscode from 'vscode';
import { biasRows, shareText, type BiasGauge } from '../../sidecar/protocol';
import type { CompletionService } from './completionService';
import { promptBudget } from './promptBudget';
import { sayWhyNot } from './sayWhyNot';
import { modelPath } from '../common/modelPath';
import { cursorWindow } from './window';

/** The command *Show Token Bias at Cursor*: how far the tokens before the cursor mislead the model about what follows. */
export async function showBias(service: CompletionService): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  const { document, selection } = editor;
  const position = selection.active;
  const result = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Weighing the tokens at the cursor…'),
      cancellable: true,
    },
    (_, cancelled) =>
      service.bias(
        {
          ...cursorWindow(document, position),
          documentId: document.uri.toString(),
          path: modelPath(document.uri),
          maxPromptTokens: promptBudget(service.state.model),
        },
        cancelled,
      ),
  );
  if (result?.gauge !== undefined) await show(result.gauge, document, position);
  else if (result?.reason !== undefined) void vscode.window.showInformationMessage(result.reason);
  else sayWhyNot(service);
}

async function show(
  gauge: BiasGauge,
  document: vscode.TextDocument,
  { line, character }: vscode.Position,
): Promise<void> {
  const place = `${vscode.workspace.asRelativePath(document.uri)}:${line + 1}:${character + 1}`;
  const content = [
    '# Tokoscope: token bias at the cursor',
    '',
    `The next character after ${place}: given the text before it (exact), and given the very tokens that the text has now (naive). The two differ by ${gauge.totalVariation.toFixed(3)} of 1 (total variation), ${gauge.klNats.toFixed(3)} nats (relative entropy).`,
    '',
    '| next | exact | naive |',
    '| --- | ---: | ---: |',
    ...biasRows(gauge).map(
      ({ label, exact, naive }) => `| ${code(label)} | ${shareText(exact)} | ${shareText(naive)} |`,
    ),
    '',
  ].join('\n');
  const page = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(page, { preview: true });
}

/** A character as Markdown code in a table's cell. */
function code(label: string): string {
  if (label === '`') return '`` ` ``';
  return `\`${label.replaceAll('|', '\\|')}\``;
}
