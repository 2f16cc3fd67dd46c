import path from 'node:path';
import { temporaryFolder } from '../../../scripts/lib/cleanup.mjs';
import { ensureVsCode } from '../../../scripts/setup/vscode.mjs';
import { copySampleWorkspace } from '../../../scripts/testing/workspace.mjs';
import { openBrowser } from '../../../scripts/vscode/browser.mjs';
import { startServer } from '../../../scripts/vscode/server.mjs';
import { Workbench } from './workbench.mjs';

/** Quick to react and calm to look at, so that tests neither wait nor race with a blinking caret. */
const testSettings = {
  'editor.hover.delay': 100,
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.colorTheme': 'Dark Modern',
  // What tests accept and reject is not to be learnt from.
  'tokoscope.completion.hideUnsure': false,
};

/**
 * Opens a real VS Code workbench in a headless browser, with a copy of a workspace.
 *
 * @param {object} [options]
 * @param {string} [options.workspace]  folder to open as it is; a copy of the sample workspace when absent
 * @param {string[]} [options.vsix]  packages to install
 * @param {string} [options.extensionPath]  an extension in development instead
 * @param {object} [options.settings]  user settings
 * @param {object} [options.machineSettings]  settings of machine scope
 * @param {string} [options.openFile]  file to open, relative to the workspace
 * @param {object} [options.env]  environment of the extension host
 * @param {boolean} [options.trust]  false: VS Code asks whether the workspace is trusted
 * @param {{ width: number, height: number }} [options.size]  of the window
 * @returns {Promise<Workbench>} call its `close`
 */
export async function openWorkbench(options = {}) {
  const folder = await temporaryFolder('e2e');
  const opened = [folder.remove];
  const close = async () => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  try {
    const workspace = options.workspace ?? (await copySampleWorkspace(path.join(folder.path, 'workspace')));
    const server = await startServer({
      vscode: await ensureVsCode(),
      vsix: options.vsix ?? [],
      settings: { ...testSettings, ...options.settings },
      machineSettings: options.machineSettings,
      env: options.env,
      trust: options.trust ?? true,
      testDriver: options.extensionPath !== undefined,
    });
    opened.push(server.close);
    const browser = await openBrowser(options.size);
    opened.push(browser.close);

    const workbench = new Workbench({
      page: browser.page,
      workspace,
      settingsFile: server.settingsFile,
      close,
    });
    await browser.page.goto(
      server.url({
        folder: workspace,
        extensionPath: options.extensionPath,
        openFile: options.openFile && path.join(workspace, options.openFile),
      }),
    );
    await browser.page.waitForSelector('.monaco-workbench', { timeout: 60_000 });
    if (options.openFile) await workbench.editorShown(path.basename(options.openFile));
    return workbench;
  } catch (error) {
    await close();
    throw error;
  }
}
