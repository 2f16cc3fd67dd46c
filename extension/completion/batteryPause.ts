import * as vscode from 'vscode';
import { DisposableList } from '../common/disposables';
import { affects, getSetting } from '../config/configuration';

/** Milliseconds between two looks at the power supply. */
const LOOK = 15_000;

/** Whether automatic completion pauses because the machine runs on its battery; looks only where that is wanted. */
export class BatteryPause {
  private readonly disposables = new DisposableList();
  private readonly changed = this.disposables.add(new vscode.EventEmitter<void>());
  private timer: ReturnType<typeof setInterval> | undefined;
  private paused = false;

  readonly onDidChange = this.changed.event;

  constructor(private readonly onBattery: () => boolean) {
    this.disposables.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affects(event, 'completion.pauseOnBattery')) this.watch();
      }),
    );
    this.watch();
  }

  get isPaused(): boolean {
    return this.paused;
  }

  dispose(): void {
    clearInterval(this.timer);
    this.disposables.dispose();
  }

  private watch(): void {
    clearInterval(this.timer);
    const isWanted = getSetting('completion.pauseOnBattery');
    this.set(isWanted && this.onBattery());
    if (isWanted) this.timer = setInterval(() => this.set(this.onBattery()), LOOK);
  }

  private set(paused: boolean): void {
    if (paused === this.paused) return;
    this.paused = paused;
    this.changed.fire();
  }
}
