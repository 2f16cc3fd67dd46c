import * as vscode from 'vscode';
import type { ColorName } from './colors';

/** One of the colours that the manifest contributes. */
export function themeColor(name: ColorName): vscode.ThemeColor {
  return new vscode.ThemeColor(`tokoscope.${name}`);
}
