#!/usr/bin/env node
/**
 * Stands in for the executable `code` under @vscode/test-electron: takes the arguments which that gives, and runs
 * the tests in VS Code's web server instead. For machines that cannot download a desktop VS Code.
 */
import path from 'node:path';
import { ensureVsCode } from '../setup/vscode.mjs';
import { runHostTests } from './host-tests.mjs';

const option = (name) => {
  const start = `--${name}=`;
  return process.argv.find((argument) => argument.startsWith(start))?.slice(start.length);
};
const workspace = process.argv.slice(2).find((argument) => !argument.startsWith('-'));

const result = await runHostTests({
  vscode: await ensureVsCode(),
  workspace: path.resolve(workspace),
  extensionPath: option('extensionDevelopmentPath'),
  testsPath: option('extensionTestsPath'),
  env: process.env.TEST_RESULT_FILE ? { TEST_RESULT_FILE: process.env.TEST_RESULT_FILE } : {},
  settings: JSON.parse(process.env.TOKOSCOPE_TEST_SETTINGS ?? '{}'),
  limitMs: Number(process.env.TOKOSCOPE_TEST_LIMIT_MS ?? 900_000),
});
if (result.why) console.error(`Extension tests: ${result.why}`);
process.exit(result.ok ? 0 : 1);
