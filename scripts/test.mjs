/**
 * `npm test`: sets up what is missing, runs every kind of test (or those named: `npm test -- unit e2e`), and
 * prints the sum as the last line, "N passed, N failed, N skipped".
 */
import { say } from './lib/log.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { prepareEnvironment } from './setup/environment.mjs';
import { ensureVsCode } from './setup/vscode.mjs';
import { checked, counts, emptyOutcome, failure, report } from './testing/outcome.mjs';

/**
 * Loaded when it is its turn: at the start of this script the dependencies may not be installed yet. These wait for
 * nothing and have no limits of time: they run on what the tests below, which do, leave of the processor.
 */
const checks = {
  typecheck: async () => {
    const { check } = await import('./testing/command.mjs');
    const tsc = 'node_modules/typescript/bin/tsc';
    return check('typecheck', [
      [tsc, '-p', '.'],
      [tsc, '-p', 'language-tokenizers'],
    ]);
  },
  lint: async () => {
    const { check } = await import('./testing/command.mjs');
    return check('lint', [
      ['node_modules/eslint/bin/eslint.js', '.'],
      ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
    ]);
  },
  verify: async () => (await import('./testing/verify.mjs')).runVerification(),
  training: async () => (await import('./testing/training.mjs')).runTrainingTests(),
};
/** One after the other. */
const tests = {
  unit: async () => (await import('./testing/unit.mjs')).runUnitTests(),
  integration: async () => (await import('./testing/integration.mjs')).runIntegrationTests(),
  e2e: async () => (await import('./testing/e2e.mjs')).runEndToEndTests(),
};
const kinds = { ...checks, ...tests };

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in kinds));
if (unknown.length) {
  say(`Unknown: ${unknown.join(', ')}. Kinds of tests: ${Object.keys(kinds).join(', ')}.`);
  process.exit(2);
}

const outcomes = {};
/** Kinds that run now. */
const running = new Set();
process.on('uncaughtException', (error) => {
  console.error(error);
  const during = [...running].join(', ');
  outcomes[during] = failure(`${during}: ${error.message}`);
  finish();
});

const isWanted = (kind) => !chosen.length || chosen.includes(kind);
await runKind('set-up', async () => {
  // At once: each waits for the network. The tests in VS Code say why it can't be had.
  const editor = isWanted('integration') || isWanted('e2e');
  await Promise.all([
    ensureDependencies(),
    prepareEnvironment(),
    editor && ensureVsCode().catch(() => undefined),
  ]);
  return emptyOutcome();
});
if (outcomes['set-up'].failed === 0) {
  await Promise.all([runAll(checks), runAll(tests)]);
}
finish();

async function runAll(group) {
  for (const kind of Object.keys(group).filter(isWanted)) {
    await runKind(kind, async () => checked(kind, await kinds[kind]()));
  }
}

async function runKind(kind, work) {
  running.add(kind);
  say(`\n── ${kind} ──`);
  const start = performance.now();
  try {
    outcomes[kind] = await work();
  } catch (error) {
    console.error(error);
    outcomes[kind] = failure(`${kind}: ${error.message}`);
  }
  running.delete(kind);
  say(`\n${kind} took ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

function finish() {
  console.log('');
  const sum = emptyOutcome();
  for (const [kind, outcome] of Object.entries(outcomes)) {
    if (kind !== 'set-up' || outcome.failed) report(kind, outcome);
    sum.passed += outcome.passed;
    sum.failed += outcome.failed;
    sum.skipped.push(...outcome.skipped);
  }
  console.log(counts(sum));
  process.exit(sum.failed ? 1 : 0);
}
