import * as vscode from 'vscode';
import { affects, commandId, getSetting } from '../config/configuration';
import { DisposableList } from '../common/disposables';
import { serverText } from '../models/serverItems';
import type { BatteryPause } from './batteryPause';
import type { CompletionService } from './completionService';
import { endpointSpec } from './modelSpec';
import { enabledFor } from './policy';
import { statusText, type Off } from './statusText';

/** Status bar item: model, backend, state and last latency; a click opens the menu. */
export class CompletionStatus {
  private readonly disposables = new DisposableList();
  private readonly item = this.disposables.add(
    vscode.window.createStatusBarItem('tokoscope.completion', vscode.StatusBarAlignment.Right, 99),
  );

  constructor(
    private readonly service: CompletionService,
    private readonly battery: Pick<BatteryPause, 'isPaused' | 'onDidChange'>,
  ) {
    this.item.name = vscode.l10n.t('Completion Model');
    this.item.command = commandId('completion.menu');
    const update = (): void => this.update();
    this.disposables.addAll(
      service.onDidChange(update),
      battery.onDidChange(update),
      vscode.window.onDidChangeActiveTextEditor(update),
      vscode.workspace.onDidGrantWorkspaceTrust(update),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affects(event, 'completion.enabled')) update();
      }),
    );
    this.update();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private update(): void {
    const off = whyOff(this.battery.isPaused);
    const server = endpointSpec();
    const { text, tooltip, warning } = statusText(this.service.state, off, server && serverText(server));
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.backgroundColor = warning
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
    this.item.show();
  }
}

function whyOff(onBattery: boolean): Off {
  if (!vscode.workspace.isTrusted) return 'untrusted';
  const languageId = vscode.window.activeTextEditor?.document.languageId;
  if (languageId !== undefined && !enabledFor(languageId, getSetting('completion.enabled')))
    return 'language';
  return onBattery ? 'battery' : undefined;
}
