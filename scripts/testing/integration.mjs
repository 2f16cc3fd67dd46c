import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../lib/cleanup.mjs';
import { say } from '../lib/log.mjs';
import { root } from '../lib/paths.mjs';
import { build } from '../build.mjs';
import { quietSettings } from '../vscode/settings.mjs';
import { failure } from './outcome.mjs';
import { tinyModel } from '../../test/lib/gguf/tinyModel.mjs';
import { copySampleWorkspace } from './workspace.mjs';

/**
 * Runs test/integration inside a real VS Code's extension host, through @vscode/test-electron: the executable
 * that VSCODE_EXE names, the release that VSCODE_VERSION names (downloaded), or else VS Code's web server.
 */
export async function runIntegrationTests() {
  await build({ tests: true });
  const folder = await temporaryFolder('integration');
  try {
    return await runIn(folder.path);
  } finally {
    folder.remove();
  }
}

async function runIn(folder) {
  const { runTests } = await import('@vscode/test-electron');
  const workspace = await copySampleWorkspace(path.join(folder, 'workspace'));
  const userData = path.join(folder, 'user-data');
  await mkdir(path.join(userData, 'User'), { recursive: true });
  await writeFile(path.join(userData, 'User/settings.json'), JSON.stringify(quietSettings));

  const resultFile = path.join(folder, 'result.json');
  let ended = 'VS Code ended before the tests did';
  try {
    await runTests({
      ...chosenVsCode(),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'out/integration/index.cjs'),
      launchArgs: [
        workspace,
        '--disable-extensions',
        `--user-data-dir=${userData}`,
        `--extensions-dir=${path.join(folder, 'extensions')}`,
      ],
      extensionTestsEnv: { TEST_RESULT_FILE: resultFile, TOKOSCOPE_TINY_MODEL: tinyModel() },
    });
  } catch (error) {
    ended = error.message;
  }
  const result = await readFile(resultFile, 'utf8').then(JSON.parse, () => undefined);
  return result ?? failure(`integration: ${ended}`);
}

function chosenVsCode() {
  if (process.env.VSCODE_VERSION) return { version: process.env.VSCODE_VERSION };
  const executable = process.env.VSCODE_EXE ?? path.join(root, 'scripts/vscode/code-shim.mjs');
  if (!existsSync(executable)) throw new Error(`VSCODE_EXE names a file that is not there: ${executable}`);
  say(`Running the integration tests with ${path.relative(root, executable)}`);
  return { vscodeExecutablePath: executable };
}
