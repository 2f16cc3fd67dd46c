import { until } from './until.mjs';

/**
 * What a user does and sees in the active text editor; part of `Workbench` (whose `page` it uses).
 * The class names are VS Code's own; they are the same in 1.100 and 1.139.
 */
export const editorMethods = {
  /** Waits until a file's editor is active and shows its lines. */
  async editorShown(fileName) {
    await this.page.locator('.tab.active', { hasText: fileName }).first().waitFor({ timeout: 60_000 });
    await this.page.locator('.editor-instance .view-line').first().waitFor({ timeout: 60_000 });
  },

  /** Opens a file of the workspace by its path. */
  async openFile(relativePath) {
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('Control+P');
    await this.pick(relativePath.split('/').at(-1));
    await this.editorShown(relativePath.split('/').at(-1));
  },

  /** Puts the caret at a line and column, both counted from 1. */
  async gotoPosition(line, column) {
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('Control+G');
    const input = this.page.locator('.quick-input-widget:visible input').first();
    await input.waitFor();
    await this.page.keyboard.insertText(`${line}:${column}`);
    // The box previews the position while it is typed; Enter before that stays where it was.
    await this.page
      .locator('.quick-input-list', { hasText: String(line) })
      .first()
      .waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.statusBarItem(`Ln ${line}, Col ${column}`, { timeout: 10_000 });
  },

  /** Types like a person: the editor reacts to every key. */
  async type(text, { delay = 40 } = {}) {
    await this.page.keyboard.type(text, { delay });
  },

  async press(key) {
    await this.page.keyboard.press(key);
  },

  /**
   * Moves the mouse onto a word of the line with `lineText`, and returns the hover's text once it holds `expected`.
   * Lines move when a banner or a list opens above them, so the mouse finds the word again until the time is up.
   */
  async hoverWord(word, { lineText = word, expected, timeout = 30_000 } = {}) {
    const spot = this.page.locator('.editor-instance .view-line').filter({ hasText: lineText }).first();
    const hover = this.page.locator('.monaco-hover:visible', { hasText: expected ?? /\S/ }).first();
    const end = Date.now() + timeout;
    for (;;) {
      await spot.waitFor();
      const box = await spot.evaluate(wordBox, word);
      if (!box) throw new Error(`No word "${word}" in the line "${lineText}"`);
      await this.page.mouse.move(box.x + 1, box.y + box.height / 2);
      await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
      const left = end - Date.now();
      try {
        await hover.waitFor({ timeout: Math.max(1, Math.min(left, 6_000)) });
        return (await hover.innerText()).replaceAll('\u00a0', ' ');
      } catch (error) {
        if (left <= 0) throw error;
        await this.leaveText();
      }
    }
  },

  /** Moves the mouse away from the text, to the empty end of the explorer, so that no hover covers anything. */
  async leaveText() {
    await this.page.mouse.move(150, this.page.viewportSize().height - 160);
    await this.page.locator('.monaco-hover:visible').first().waitFor({ state: 'hidden' });
  },

  /** The suggestion shown in grey at the caret, "" when there is none. */
  async ghostText() {
    const parts = await this.page.locator('.editor-instance [class*=ghost-text]').evaluateAll((elements) =>
      elements
        .filter((element) => !element.parentElement.closest('[class*=ghost-text]'))
        // The lines below the caret's stand elsewhere in the page, some of them before it.
        .map((element) => ({ text: element.textContent, box: element.getBoundingClientRect() }))
        .sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left)
        .map(({ text }) => text)
        .join(''),
    );
    return parts.replaceAll('\u00a0', ' ');
  },

  /** Waits for a suggestion, and returns it. */
  async waitForGhostText({ timeout = 30_000 } = {}) {
    return until('a suggestion in the editor', () => this.ghostText(), { timeout });
  },

  /** How many pieces of the visible text extensions have decorated (backgrounds, borders, colours). */
  async decorationCount() {
    return this.page.locator('.editor-instance .monaco-editor [class*="ced-"]').count();
  },

  /** Texts that decorations put before or after pieces of the visible text, in no particular order. */
  async injectedTexts() {
    return this.page.evaluate(() => {
      const texts = [];
      for (const element of document.querySelectorAll('.editor-instance .view-line span')) {
        for (const side of ['::before', '::after']) {
          const { content } = getComputedStyle(element, side);
          if (/^".+"$/.test(content)) texts.push(content.slice(1, -1));
        }
      }
      return texts;
    });
  },

  /** Texts of the code lenses on the screen. */
  async codeLenses() {
    return this.page.locator('.editor-instance .codelens-decoration a').allInnerTexts();
  },

  /** What the Markdown preview on the screen says; the cells of a table's row are parted by tabs. */
  async previewText() {
    const bodies = this.page
      .frames()
      .slice(1)
      .map((frame) => frame.locator('body'));
    const texts = await Promise.all(
      // A frame may go while it is asked.
      bodies.map((body) => body.innerText({ timeout: 1000 }).catch(() => '')),
    );
    return texts.join('\n');
  },

  /** The visible lines from top to bottom. */
  async visibleLines() {
    return this.page.locator('.editor-instance .view-line').evaluateAll((lines) =>
      lines
        .map((line) => ({ top: Number.parseFloat(line.style.top), text: line.textContent }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text.replaceAll('\u00a0', ' ')),
    );
  },
};

/** Runs in the page: where a word stands in a line that is cut into spans. */
function wordBox(line, word) {
  const walker = document.createTreeWalker(line, 4 /* text nodes */);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(word);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + word.length);
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x, y, width, height };
  }
  return undefined;
}
