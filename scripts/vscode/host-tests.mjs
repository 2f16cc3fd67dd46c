import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { format } from 'node:util';
import { temporaryFolder } from '../lib/cleanup.mjs';
import { openBrowser } from './browser.mjs';
import { startServer } from './server.mjs';

/** What code-server prints without meaning for a test: parts it was installed without, and its start. */
const noise =
  /^Creation of workbench contribution|authentication provider 'github'|Dialog requested during smoke test|gallery as it is disabled|AgentHost|AccountPolicy|^Creating a socket|connection token|spdlog|watchdog|Service Worker|reconnection-grace|builtin extensions cache|bindings file/;

/**
 * Runs an extension's tests in the extension host of VS Code's web server, in VS Code's own test mode.
 *
 * @param {object} options  `vscode` from `ensureVsCode`; `workspace`, `extensionPath`, `testsPath` absolute;
 *   `env` for the extension host; `settings`; `limitMs` after which the run counts as hung
 * @returns {Promise<{ ok: boolean, stats?: object, why?: string }>} `stats` as test/integration/index.ts wrote them
 */
export async function runHostTests({ vscode, workspace, extensionPath, testsPath, env, settings, limitMs }) {
  const results = await temporaryFolder('results');
  const resultFile = env?.TEST_RESULT_FILE ?? path.join(results.path, 'result.json');
  const server = await startServer({
    vscode,
    settings,
    testDriver: true,
    env: { ...env, TEST_RESULT_FILE: resultFile },
  });
  const browser = await openBrowser();
  try {
    const exited = new Promise((resolve) => browser.context.exposeFunction('codeAutomationExit', resolve));
    await browser.context.exposeFunction('codeAutomationLog', showConsole);
    await browser.page.goto(server.url({ folder: workspace, extensionPath, testsPath }));
    const late = new AbortController();
    const code = await Promise.race([
      exited,
      sleep(limitMs, 'hung', { signal: late.signal }).catch(() => undefined),
    ]);
    late.abort();
    if (code === 'hung') {
      console.error((await readFile(server.log, 'utf8')).split('\n').slice(-20).join('\n'));
      return { ok: false, why: `no result within ${limitMs / 1000} s` };
    }
    return await verdict(code, resultFile);
  } finally {
    await browser.close();
    await server.close();
    results.remove();
  }
}

/** VS Code also reports 0 when its extension host was killed: only the file that mocha's end wrote is believed. */
async function verdict(code, resultFile) {
  const stats = await readFile(resultFile, 'utf8').then(JSON.parse, () => undefined);
  if (!stats) return { ok: false, why: `the extension host ended (${code}) before the tests did` };
  return { ok: code === 0 && stats.passed > 0 && stats.failed === 0, stats };
}

function showConsole(type, args) {
  const line = format(...args);
  if (!noise.test(line)) (type === 'error' ? console.error : console.log)(line);
}
