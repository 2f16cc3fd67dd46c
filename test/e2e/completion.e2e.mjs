import assert from 'node:assert/strict';
import { sidecars } from './lib/sidecars.mjs';
import { until } from './lib/until.mjs';

export const title = 'Completion with the model that ships';
/** Only what the model suggests: the editor's own list has its say in a step of its own. */
const quietList = {
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.suggestOnTriggerCharacters': false,
};
export const workbench = { openFile: 'src/fibonacci.py', settings: quietList };

export const steps = {
  async 'ghost text comes on request'({ workbench }) {
    await workbench.statusBarItem(/ tok$/); // the extension is up
    await workbench.gotoPosition(19, 12);
    await workbench.runCommand('Tokoscope: Complete at the Cursor');
    const ghost = await workbench.waitForGhostText({ timeout: 90_000 });
    assert.match(ghost, /fibonacci/);
    await workbench.leaveText();
    await workbench.picture('ghost-text');
  },

  async 'the status bar names model, backend and latency'({ workbench }) {
    const item = await workbench.statusBarItem(/Tokoscope Code/);
    assert.match(item, /Tokoscope Code 5M · CPU · [\d.]+ m?s/);
  },

  async 'Tab accepts it'({ workbench }) {
    const ghost = await workbench.ghostText();
    await workbench.press('Tab');
    const line = `    return ${ghost.split('\n')[0].trim()}`;
    await until(`the line "${line}"`, async () => (await workbench.visibleLines()).includes(line));
  },

  async 'ghost text comes by itself while typing, and can be typed through'({ workbench }) {
    await workbench.runCommand('File: Revert File');
    await workbench.gotoPosition(10, 1);
    await workbench.press('Enter');
    await workbench.press('ArrowUp');
    await workbench.type('    if n == ');
    const ghost = await workbench.waitForGhostText({ timeout: 60_000 });
    // The first letter, and the start of the rest on its line.
    const [first, ...rest] = ghost.trimStart().slice(0, 6);
    await workbench.type(first);
    await until('the rest of the suggestion', async () =>
      (await workbench.ghostText()).startsWith(rest.join('')),
    );
  },

  async 'ghost text extends what is selected in the suggestion list'({ open }) {
    const listed = await open({ openFile: 'src/inventory.js' });
    await listed.statusBarItem(/ tok$/);
    await listed.gotoPosition(20, 3);
    await listed.type('stock.se');
    await listed.page
      .locator('.suggest-widget:visible .monaco-list-row.focused')
      .waitFor({ timeout: 60_000 });
    const ghost = await listed.waitForGhostText({ timeout: 60_000 });
    assert.match(ghost, /^t/);
    await listed.picture('ghost-text-with-list');
    await listed.close();
  },

  async 'the menu offers what a user needs'({ workbench }) {
    await workbench.press('Escape');
    await workbench.clickStatusBarItem(/Tokoscope Code/);
    const rows = (await workbench.quickPickRows()).join('\n');
    for (const entry of [
      'Turn completion off for python',
      'Choose model',
      'Restart',
      'Show log',
      'Statistics',
    ]) {
      assert.match(rows, new RegExp(entry));
    }
    await workbench.picture('menu');
    await workbench.press('Escape');
  },

  async 'kill -9 on the process changes the status, and completion returns'({ workbench }) {
    await workbench.runCommand('File: Revert File');
    const [pid] = sidecars(workbench);
    assert(pid, 'a sidecar is running');
    process.kill(pid, 'SIGKILL');
    await until('another process', () => sidecars(workbench).some((other) => other !== pid));
    assert.deepEqual(await workbench.notifications(), []);
    await workbench.gotoPosition(27, 1);
    await workbench.press('End');
    await workbench.press('Enter');
    await workbench.type('return ');
    await workbench.runCommand('Tokoscope: Complete at the Cursor');
    await workbench.waitForGhostText({ timeout: 90_000 });
  },

  async 'it can be turned off for a language'({ workbench }) {
    await workbench.press('Escape');
    await workbench.runCommand('Tokoscope: Turn Completion On or Off for This Language');
    await workbench.statusBarItem('Completion off');
    await workbench.runCommand('Tokoscope: Turn Completion On or Off for This Language');
    await workbench.statusBarItem(/Tokoscope Code/);
  },

  async 'the statistics are counted, with what was accepted'({ workbench }) {
    await workbench.runCommand('Tokoscope: Show Completion Statistics');
    await until('the page', async () =>
      /^Accepted\t1\t\d+ %$[^]*^Characters accepted\t[1-9]/m.test(await workbench.previewText()),
    );
    await workbench.picture('statistics');
  },

  async 'the prompt is shown as the model gets it, by where it comes from'({ workbench }) {
    await workbench.openFile('src/fibonacci.py');
    await workbench.gotoPosition(8, 5);
    await workbench.runCommand('Tokoscope: Show Prompt');
    const lenses = await until('the facts of the prompt', async () => {
      const texts = await workbench.codeLenses();
      return texts.some((text) => /tokens/.test(text)) && texts;
    });
    assert.match(lenses.join('\n'), /\d+ .*tokens/);
    await until('the tokens, painted', async () => (await workbench.decorationCount()) > 20);
    await workbench.picture('prompt');
  },
};
