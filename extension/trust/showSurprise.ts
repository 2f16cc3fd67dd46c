import * as vscode from 'vscode';
import type { CompletionService } from '../completion/completionService';
import { withFraction } from '../common/withFraction';
import { themeColor } from '../config/themeColor';
import { lineSurprises } from './lineSurprise';
import type { LastCompletion } from './lastCompletion';
import { Marks } from './marks';
import { sayWhyNot } from '../completion/sayWhyNot';
import { sayNothingKnown } from './words';

/** Tokens that the model would have written instead. */
const ALTERNATIVES = 3;

/**
 * The command *Show How Surprising Accepted Code Is*: what the model makes of the code that was accepted last, as it is
 * by now, read as a part of its file. Run again, it clears the marks.
 */
export class ShowSurprise {
  readonly marks = new Marks({
    after: { color: themeColor('trust.surpriseForeground'), margin: '0 0 0 2em', fontStyle: 'italic' },
  });

  constructor(
    private readonly service: CompletionService,
    private readonly completions: LastCompletion,
  ) {}

  async run(): Promise<void> {
    if (!this.marks.isEmpty) {
      this.marks.clear();
      return;
    }
    const completion = this.completions.lastAccepted(vscode.window.activeTextEditor?.document);
    if (completion === undefined) {
      sayNothingKnown();
      return;
    }
    const { document, range } = completion;
    const { version } = document;
    const params = {
      documentId: document.uri.toString(),
      text: document.getText(),
      range,
      top: ALTERNATIVES,
    };
    const result = await withFraction(vscode.l10n.t('Reading the accepted code…'), (cancelled, onProgress) =>
      this.service.surprisal(params, cancelled, onProgress),
    );
    if (result === undefined) {
      sayWhyNot(this.service);
      return;
    }
    // Edited while it was read: the numbers would stand at the wrong lines.
    if (document.version !== version || document.isClosed) return;
    this.marks.add(
      document.uri,
      lineSurprises(result).map(({ line, text, details }) => {
        const { end } = document.lineAt(line).range;
        const hoverMessage = details.map((one) => new vscode.MarkdownString().appendText(one));
        return {
          // Over the line, so that its hover is found.
          range: new vscode.Range(line, 0, line, end.character),
          hoverMessage,
          renderOptions: { after: { contentText: text } },
        };
      }),
    );
  }

  dispose(): void {
    this.marks.dispose();
  }
}
