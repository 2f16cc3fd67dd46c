import * as vscode from 'vscode';
import type { DraftDifference, VerifyResult } from '../../sidecar/protocol';
import { modelPath } from '../common/modelPath';
import { getSetting } from '../config/configuration';
import type { CompletionService } from './completionService';
import { sayWhyNot } from './sayWhyNot';

const CURSORS = 20;
const TOKENS = 32;
const PROMPT_TOKENS = 256;

/** The command *Verify Drafting*: completes at some places of the active file with drafts and without. */
export async function verifyDrafts(service: CompletionService): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) return;
  const result = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Verifying drafts at {0} places…', CURSORS),
      cancellable: true,
    },
    (_, cancelled) =>
      service.verifyDrafts(
        {
          path: modelPath(document.uri),
          languageId: document.languageId,
          text: document.getText().replaceAll('\r\n', '\n'),
          cursors: CURSORS,
          seed: 0,
          maxTokens: TOKENS,
          maxPromptTokens: PROMPT_TOKENS,
          boundary: getSetting('completion.boundary'),
        },
        cancelled,
      ),
  );
  if (result !== undefined) await show(result);
  else sayWhyNot(service);
}

async function show(result: VerifyResult): Promise<void> {
  const { cursors, tokens, drafted, differences } = result;
  if (differences.length === 0) {
    const perDecode = (tokens / Math.max(1, drafted.decodes)).toFixed(1);
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Drafting changed none of {0} completions ({1} tokens, {2} per decode).',
        cursors,
        tokens,
        perDecode,
      ),
    );
    return;
  }
  const content = [
    '# Tokoscope: what drafting changed',
    '',
    `${differences.length} of ${cursors} completions. A small gap between the two likeliest tokens means that the rounding of a larger batch decided.`,
    '',
    '| line | column | after tokens | plain | drafted | gap |',
    '| ---: | ---: | ---: | --- | --- | ---: |',
    ...differences.map(row),
    '',
  ].join('\n');
  const page = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(page, { preview: true });
}

function row({ line, column, after, plain, drafted, gap }: DraftDifference): string {
  const token = (one: DraftDifference['plain']): string =>
    one === undefined ? '(end)' : `\`${JSON.stringify(one.text).replaceAll('|', '\\|')}\``;
  const cells = [line, column, after, token(plain), token(drafted), gap?.toPrecision(2) ?? '?'];
  return `| ${cells.join(' | ')} |`;
}
