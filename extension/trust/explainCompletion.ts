import * as vscode from 'vscode';
import type { ExplainedLine, ExplainResult } from '../../sidecar/protocol';
import type { CompletionService } from '../completion/completionService';
import type { CompletionRequest, CompletionRequests } from '../completion/request';
import { withFraction } from '../common/withFraction';
import { themeColor } from '../config/themeColor';
import { explanationTitle, lineInDocument, tellingLines, weightText } from './explainedLines';
import type { KnownCompletion, LastCompletion } from './lastCompletion';
import { lineNow } from './lineNow';
import { Marks } from './marks';
import { uriOfModelPath } from './modelPaths';
import { openLines } from './openLines';
import { signed } from './signed';
import { sayWhyNot } from '../completion/sayWhyNot';
import { sayNothingKnown } from './words';

/** Tokens to evaluate: seconds on a graphics card, a few minutes of a small model on a processor. */
const TOKEN_BUDGET = 20_000;

/** A line that carried the completion, and where it is now. */
interface PlacedLine extends ExplainedLine {
  readonly uri?: vscode.Uri;
  readonly lineNow?: number;
}

interface Entry extends vscode.QuickPickItem {
  readonly line?: PlacedLine;
}

/** The command *Explain This Completion*: marks the lines that carried it, and lists them. Run again, it clears the marks. */
export class ExplainCompletion {
  /** What was marked last: for tests and other commands. */
  readonly marks = new Marks({
    isWholeLine: true,
    backgroundColor: themeColor('trust.carriedBackground'),
    overviewRulerColor: themeColor('trust.carriedRuler'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
    after: { color: themeColor('trust.carriedForeground'), margin: '0 0 0 2em', fontStyle: 'italic' },
  });

  constructor(
    private readonly service: CompletionService,
    private readonly requests: CompletionRequests,
    private readonly completions: LastCompletion,
  ) {}

  async run(): Promise<void> {
    if (!this.marks.isEmpty) {
      this.marks.clear();
      return;
    }
    const completion = this.completions.current;
    if (completion === undefined) {
      sayNothingKnown();
      return;
    }
    const request = this.requests.of(completion.answer);
    if (request === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('That completion is too long ago: its prompt is no longer known.'),
      );
      return;
    }
    const result = await this.ask(completion, request);
    if (result === undefined) {
      sayWhyNot(this.service);
      return;
    }
    const lines = await this.place(tellingLines(result), completion, request);
    this.mark(lines);
    await this.list(result, lines);
  }

  dispose(): void {
    this.marks.dispose();
  }

  private ask(completion: KnownCompletion, request: CompletionRequest): Thenable<ExplainResult | undefined> {
    const params = { ...request, answer: wholeText(completion), tokenBudget: TOKEN_BUDGET };
    return withFraction(vscode.l10n.t('Weighing the lines of the prompt…'), (cancelled, onProgress) =>
      this.service.explain(params, cancelled, onProgress),
    );
  }

  /** Finds the lines in the documents as they are now. */
  private async place(
    lines: readonly ExplainedLine[],
    completion: KnownCompletion,
    { prefix, prefixComplete }: CompletionRequest,
  ): Promise<PlacedLine[]> {
    const { document, accepted, text } = completion;
    const firstLine = prefixComplete ? 0 : lineOfWindow(document, prefix);
    const addedLines = accepted ? text.split('\n').length - 1 : 0;
    const placed: PlacedLine[] = [];
    for (const line of lines) {
      const isOwn = line.path === undefined;
      const uri = isOwn ? document.uri : await uriOfModelPath(line.path ?? '');
      const old = isOwn ? lineInDocument(line, { firstLine, addedLines }) : line.line;
      const shown = uri && (await openDocument(uri));
      const now = shown && old !== undefined ? lineNow((at) => textOf(shown, at), old, line.text) : undefined;
      placed.push({ ...line, ...(uri && { uri }), ...(now === undefined ? {} : { lineNow: now }) });
    }
    return placed;
  }

  private mark(lines: readonly PlacedLine[]): void {
    for (const { uri, lineNow: line, nats } of lines) {
      // What was in the way carried nothing.
      if (uri === undefined || line === undefined || nats < 0) continue;
      const contentText = `${signed(nats)} nats`;
      const hoverMessage = new vscode.MarkdownString().appendText(weightText(nats));
      const range = new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER);
      this.marks.add(uri, [{ range, hoverMessage, renderOptions: { after: { contentText } } }]);
    }
  }

  private async list(result: ExplainResult, lines: readonly PlacedLine[]): Promise<void> {
    const entries: Entry[] = lines.map((line) => {
      const place = line.path ?? vscode.l10n.t('this file');
      const number = (line.lineNow ?? line.line ?? 0) + 1;
      const where = line.line === undefined ? line.origin : `${place}:${number}`;
      return {
        label: `${signed(line.nats)}  ${line.text.trim().replaceAll('$(', '$ (')}`,
        description: where,
        detail: weightText(line.nats),
        line,
      };
    });
    const title = explanationTitle(result);
    const placeHolder =
      entries.length === 0
        ? vscode.l10n.t('No line by itself made the completion likelier or less likely')
        : vscode.l10n.t('Lines of the prompt by how much likelier they made the completion');
    const picked = await vscode.window.showQuickPick(entries, {
      title,
      placeHolder,
      matchOnDescription: true,
    });
    const chosen = picked?.line;
    if (chosen?.uri && chosen.lineNow !== undefined) {
      await openLines(chosen.uri, chosen.lineNow, chosen.lineNow);
    }
  }
}

/** The text of the answer that was put in, from where it was asked for: a part may have been typed. */
function wholeText({ answer, text }: KnownCompletion): string {
  const texts = [answer.text, ...(answer.alternatives ?? [])].filter((one) => one !== '');
  return texts.find((one) => one.endsWith(text) || text.endsWith(one)) ?? text;
}

/** The line at which a window that does not start with the document begins; 0 where it is no longer there. */
function lineOfWindow(document: vscode.TextDocument, prefix: string): number {
  const beginning = prefix.split('\n').slice(0, 5).join('\n');
  const text = document.getText().replaceAll('\r\n', '\n');
  const at = text.indexOf(beginning);
  return at < 0 ? 0 : text.slice(0, at).split('\n').length - 1;
}

function textOf(document: vscode.TextDocument, line: number): string | undefined {
  return line >= 0 && line < document.lineCount ? document.lineAt(line).text : undefined;
}

async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    // Gone in the meantime: the list still says what the line was.
    return undefined;
  }
}
