import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { editorMethods } from './editor.mjs';

/** Themes that every VS Code has under the same name, and the class that each puts on the workbench once it is shown. */
export const themes = {
  light: { id: 'Visual Studio Light', className: 'vscode-theme-defaults-themes-light_vs-json' },
  dark: { id: 'Visual Studio Dark', className: 'vscode-theme-defaults-themes-dark_vs-json' },
  highContrast: { id: 'Default High Contrast', className: 'vscode-theme-defaults-themes-hc_black-json' },
  highContrastLight: {
    id: 'Default High Contrast Light',
    className: 'vscode-theme-defaults-themes-hc_light-json',
  },
};

/** A workbench as its user sees it: what can be done with keys and mouse, and what can be read on the screen. */
export class Workbench {
  /** @type {import('playwright-core').Page} */
  page;
  /** Absolute path of the opened folder. */
  workspace;

  constructor({ page, workspace, settingsFile, close }) {
    this.page = page;
    this.workspace = workspace;
    this.settingsFile = settingsFile;
    this.close = close;
  }

  /** Runs a command by its title in the command palette ("Tokoscope: Show Tokens"). */
  async runCommand(title) {
    // A palette opened while VS Code is still starting may lack commands, and is not filled later.
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('F1');
      try {
        await this.pick(title, { timeout: 6_000 });
        return;
      } catch (error) {
        if (attempt === 4) throw error;
      }
    }
  }

  /** Types into the open quick pick and takes the row with that text. */
  async pick(text, { timeout = 15_000 } = {}) {
    const widget = this.page.locator('.quick-input-widget:visible');
    await widget.locator('input').first().waitFor({ timeout });
    await this.page.keyboard.insertText(text);
    await this.page
      .locator('.quick-input-list .monaco-list-row.focused', { hasText: text })
      .first()
      .waitFor({ timeout });
    await this.page.keyboard.press('Enter');
    await this.quickInputGone(text);
  }

  /** Labels of the open quick pick's rows. */
  async quickPickRows() {
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    await rows.first().waitFor({ timeout: 15_000 });
    return (await rows.allInnerTexts()).map(plain);
  }

  /** A command may open a quick pick of its own at once: then another list is there. */
  async quickInputGone(text) {
    const row = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: text });
    await row.first().waitFor({ state: 'hidden', timeout: 15_000 });
  }

  /** Text of the status bar item that holds `text` (string or RegExp), once it is there. */
  async statusBarItem(text, { timeout = 30_000 } = {}) {
    const item = this.page.locator('.statusbar-item', { hasText: text }).first();
    await item.waitFor({ timeout });
    return plain(await item.innerText());
  }

  async clickStatusBarItem(text) {
    await this.page.locator('.statusbar-item', { hasText: text }).first().click();
  }

  /** Texts of the notifications on the screen. */
  async notifications() {
    const texts = await this.page.locator('.notification-toast:visible').allInnerTexts();
    return texts.map(plain);
  }

  /** Waits for a notification with `text` and returns its whole text. */
  async notification(text, { timeout = 15_000 } = {}) {
    const toast = this.page.locator('.notification-toast', { hasText: text }).first();
    await toast.waitFor({ timeout });
    return plain(await toast.innerText());
  }

  /** Changes user settings on disk, as another window would; the workbench takes them up within seconds. */
  async updateSettings(changes) {
    const settings = JSON.parse(await readFile(this.settingsFile, 'utf8'));
    await writeFile(this.settingsFile, JSON.stringify({ ...settings, ...changes }, undefined, 2));
  }

  /** Sets one of the `themes` and waits until it is shown. */
  async setTheme(kind) {
    const { id, className } = themes[kind];
    const shown = this.page.locator(`.monaco-workbench.${className}`).first();
    // A workbench that has just opened may miss a change of the file: then it is told again.
    for (let attempt = 1; attempt <= 6; attempt++) {
      await this.updateSettings({ 'workbench.colorTheme': id });
      const done = await shown.waitFor({ timeout: 8_000 }).then(
        () => true,
        () => false,
      );
      if (done) return;
    }
    throw new Error(`The theme ${id} is not shown`);
  }

  /** Saves a picture of the window as test/e2e/pictures/NAME.png. */
  async picture(name) {
    const file = path.join(import.meta.dirname, '../pictures', `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }
}

Object.assign(Workbench.prototype, editorMethods);

/** The text as a person reads it: VS Code pads with no-break spaces. */
export function plain(text) {
  return text.replaceAll('\u00a0', ' ').trim();
}
