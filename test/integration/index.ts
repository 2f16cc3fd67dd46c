import Mocha from 'mocha';
import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { KindResult } from './lib/result';

/**
 * What VS Code calls in its extension host: runs every bundled test file beside this one. The counts go to
 * TEST_RESULT_FILE at the very end, because VS Code's own exit code is 0 even when the host was killed.
 */
export async function run(): Promise<void> {
  const grep = process.env['TEST_GREP'];
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 120_000, ...(grep ? { grep } : {}) });
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.test.cjs'));
  for (const file of files.sort()) mocha.addFile(path.join(__dirname, file));

  const result: KindResult = { passed: 0, failed: 0, skipped: [], failures: [] };
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on('pass', () => void (result.passed += 1));
    runner.on('pending', (test) => void result.skipped.push(test.fullTitle()));
    runner.on('fail', (test) => {
      result.failed += 1;
      result.failures.push(test.fullTitle());
    });
  });
  writeResult(result);
  if (result.failed > 0) throw new Error(`${result.failed} test(s) failed`);
  if (result.passed === 0) throw new Error('no test was run');
}

function writeResult(result: KindResult): void {
  const file = process.env['TEST_RESULT_FILE'];
  if (!file) return;
  writeFileSync(`${file}.part`, JSON.stringify(result));
  renameSync(`${file}.part`, file);
}
