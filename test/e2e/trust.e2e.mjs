import assert from 'node:assert/strict';

export const title = 'In Restricted Mode';
export const workbench = {
  openFile: 'src/inventory.js',
  trust: false,
  settings: {
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.untrustedFiles': 'open',
  },
};

export const steps = {
  async 'tokens, counts and hovers work'({ workbench }) {
    await workbench.statusBarItem(/\d+ tok/);
    const hover = await workbench.hoverWord('reserve', { lineText: 'function reserve', expected: 'Unit' });
    assert.match(hover, /id \d+/);
    await workbench.leaveText();
  },

  async 'completion waits for trust and says so'({ workbench }) {
    await workbench.statusBarItem('Completion off');
    await workbench.picture('restricted-mode');
  },
};
