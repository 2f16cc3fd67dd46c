import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

export const title = 'Without a usable model';
export const workbench = {
  openFile: 'src/inventory.js',
  machineSettings: { 'tokoscope.model.path': '/nowhere/model.gguf' },
};

export const steps = {
  async 'typing shows no message, the status bar says what is wrong'({ workbench }) {
    await workbench.statusBarItem(/ tok$/); // the extension is up
    await workbench.gotoPosition(20, 3);
    await workbench.type('stock.set');
    await workbench.statusBarItem('No model');
    await workbench.type('(article, ');
    await sleep(1000);
    assert.deepEqual(await workbench.notifications(), []);
  },

  async 'asking says why, once'({ workbench }) {
    await workbench.press('Escape');
    await workbench.runCommand('Tokoscope: Complete at the Cursor');
    const message = await workbench.notification('/nowhere/model.gguf');
    assert.match(message, /Choose Model/);
    await workbench.picture('no-model');
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.runCommand('Tokoscope: Complete at the Cursor');
    await sleep(1500);
    assert.deepEqual(await workbench.notifications(), []);
  },

  async 'tokens go on'({ workbench }) {
    await workbench.statusBarItem(/\d+ tok/);
    const hover = await workbench.hoverWord('reserve', { lineText: 'function reserve', expected: 'Token' });
    assert.match(hover, /id \d+/);
  },
};
