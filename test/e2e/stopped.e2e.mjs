import assert from 'node:assert/strict';
import { sidecars } from './lib/sidecars.mjs';
import { until } from './lib/until.mjs';

export const title = 'A model process that keeps dying';
export const workbench = { openFile: 'src/fibonacci.py' };

export const steps = {
  async 'the fifth crash within three minutes stops it, with a reason and a Restart button'({ workbench }) {
    await workbench.statusBarItem(/ tok$/);
    await workbench.gotoPosition(19, 12);
    await workbench.runCommand('Tokoscope: Complete at the Cursor');
    for (let crash = 1; crash <= 5; crash++) {
      const [pid] = await until('a running process', () => {
        const running = sidecars(workbench);
        return running.length > 0 && running;
      });
      process.kill(pid, 'SIGKILL');
      await until('its end', () => !sidecars(workbench).includes(pid));
    }
    await workbench.statusBarItem('Model process stopped');
    const message = await workbench.notification('five times within three minutes');
    assert.match(message, /Restart/);
    assert.equal((await workbench.notifications()).length, 1);
    await workbench.picture('stopped');
    assert.deepEqual(sidecars(workbench), []);
  },

  async 'Restart brings completion back'({ workbench }) {
    await workbench.page.locator('.notification-toast a', { hasText: 'Restart' }).first().click();
    await workbench.gotoPosition(27, 1);
    await workbench.press('End');
    await workbench.press('Enter');
    await workbench.type('return ');
    await workbench.runCommand('Tokoscope: Complete at the Cursor');
    await workbench.waitForGhostText({ timeout: 90_000 });
  },
};
