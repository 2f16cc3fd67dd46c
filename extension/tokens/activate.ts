import * as vscode from 'vscode';
import type { TokoscopeApi } from '../api';
import { getSetting, registerCommand, setSetting } from '../config/configuration';
import type { Platform } from '../platform';
import { BoundaryView } from './boundaryView';
import { TokenDocuments } from './documents';
import { FunctionCountView } from './functionCountView';
import { TokenHover } from './hover';
import { selectTokenizer } from './selectTokenizer';
import type { CodeNames } from './service/messages';
import { CountStatus } from './countStatus';

export interface ActiveTokens extends Pick<TokoscopeApi, 'countTokens'> {
  readonly log: vscode.LogOutputChannel;
  /** The names in a document's code; undefined when the document is not analysed. */
  readonly names: (document: vscode.TextDocument) => Promise<CodeNames | undefined>;
}

/** The token half: runs everywhere VS Code runs, in Restricted Mode, virtual workspaces and the browser, too. */
export function activateTokens(context: vscode.ExtensionContext, platform: Platform): ActiveTokens {
  const log = vscode.window.createOutputChannel('Tokoscope', { log: true });
  const documents = new TokenDocuments(context, platform, log);
  context.subscriptions.push(
    log,
    new CountStatus(documents),
    new BoundaryView(documents),
    new FunctionCountView(documents),
    new TokenHover(documents),
    registerCommand('tokens.toggleBoundaries', () =>
      setSetting('tokens.boundaries', !getSetting('tokens.boundaries')),
    ),
    registerCommand('tokens.toggleFunctionCounts', () =>
      setSetting('tokens.functionCounts', !getSetting('tokens.functionCounts')),
    ),
    registerCommand('tokens.selectTokenizer', () => selectTokenizer(platform)),
    registerCommand('log.show', () => log.show()),
  );
  return {
    log,
    names: (document) => documents.ask(document, 'names', {}),
    countTokens: (document, selections = []) =>
      documents.ask(document, 'counts', {
        selections: selections.map(({ start, end }) => [document.offsetAt(start), document.offsetAt(end)]),
      }),
  };
}
