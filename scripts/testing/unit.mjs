import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../lib/cleanup.mjs';
import { runTool } from './command.mjs';
import { failure } from './outcome.mjs';

/** Runs vitest and reads its counts from its JSON report. */
export async function runUnitTests() {
  const folder = await temporaryFolder('unit');
  try {
    const file = path.join(folder.path, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = await runTool('node_modules/vitest/vitest.mjs', ['run', ...reporters]);
    const report = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
    if (!report) return failure(`unit: vitest ended with ${code} and no report`);
    return withExitCode(code, fromReport(report));
  } finally {
    folder.remove();
  }
}

function fromReport(report) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const names = (...states) =>
    tests.filter((test) => states.includes(test.status)).map((test) => test.fullName);
  // A file that fails to load has no tests that could fail.
  const broken = report.testResults
    .filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
    )
    .map((file) => `${file.name}: ${file.message?.split('\n')[0] ?? 'could not be loaded'}`);
  const failures = [...names('failed'), ...broken];
  return {
    passed: names('passed').length,
    failed: failures.length,
    skipped: names('pending', 'skipped', 'todo', 'disabled'),
    failures,
  };
}

/** Vitest also fails for errors outside any test. */
function withExitCode(code, outcome) {
  if (code === 0 || outcome.failed > 0) return outcome;
  return {
    ...outcome,
    failed: 1,
    failures: [`unit: vitest ended with ${code} (an error outside the tests)`],
  };
}
