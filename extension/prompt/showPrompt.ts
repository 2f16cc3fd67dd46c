import * as vscode from 'vscode';
import type { CompletionService } from '../completion/completionService';
import type { CompletionRequests } from '../completion/request';
import { sayWhyNot } from '../completion/sayWhyNot';
import { cursorWindow } from '../completion/window';
import type { PromptPages } from './pages';
import { PROMPT_SCHEME } from './scheme';

/** The command *Show Prompt*: the very tokens that a completion at the cursor would send now. */
export class ShowPrompt {
  #last: vscode.TextEditor | undefined;

  constructor(
    private readonly service: CompletionService,
    private readonly requests: CompletionRequests,
    private readonly pages: PromptPages,
  ) {}

  async run(): Promise<void> {
    const active = vscode.window.activeTextEditor;
    // Asked for in a prompt, it is the one of the editor that it was made of.
    const editor = active?.document.uri.scheme === PROMPT_SCHEME ? this.#last : active;
    if (editor === undefined || editor.document.isClosed) return;
    this.#last = editor;
    const { document, selection } = editor;
    const position = selection.active;
    const request = this.requests.make({ document, position, window: cursorWindow(document, position) });
    const result = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Making the prompt…'),
        cancellable: true,
      },
      (_, cancelled) => this.service.inspect(request, cancelled),
    );
    if (result !== undefined) await this.pages.show(document.uri, result);
    else sayWhyNot(this.service);
  }
}
