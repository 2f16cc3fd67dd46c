import path from 'node:path';
import { globSync } from '../lib/files.mjs';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { emptyOutcome } from './outcome.mjs';

/** The first Python that training/ is written for. */
const VERSION = [3, 11];

/** Runs the tests of the corpus builder, which need Python alone; those of the network need PyTorch and run by hand. */
export async function runTrainingTests() {
  const missing = await missingPython();
  if (missing) return { ...emptyOutcome(), skipped: [`training: the tests of the corpus (${missing})`] };
  const modules = globSync('training/tests/**/*.py')
    .map((file) => path.basename(file, '.py'))
    .filter((name) => name.startsWith('test_corpus_'))
    .map((name) => `tests.${name}`);
  const out = await run('python3', ['-B', '-c', program(modules)], { cwd: path.join(root, 'training') });
  return JSON.parse(out.trim().split('\n').at(-1));
}

async function missingPython() {
  const version = await run('python3', ['-c', 'import sys; print(*sys.version_info[:2])'], {
    allowFailure: true,
  });
  if (!version) return 'there is no python3';
  const [major, minor] = version.trim().split(' ').map(Number);
  const isNew = major > VERSION[0] || (major === VERSION[0] && minor >= VERSION[1]);
  return isNew ? undefined : `python3 is ${major}.${minor}, they need ${VERSION.join('.')}`;
}

/** Prints an Outcome as the last line. */
const program = (modules) => `
import json, unittest
suite = unittest.defaultTestLoader.loadTestsFromNames(${JSON.stringify(modules)})
result = unittest.TextTestRunner(verbosity=0).run(suite)
bad = [f"training: {test}: {trace.strip().splitlines()[-1]}" for test, trace in result.failures + result.errors]
skipped = [f"training: {test} ({why})" for test, why in result.skipped]
passed = result.testsRun - len(bad) - len(skipped)
print(json.dumps({"passed": passed, "failed": len(bad), "skipped": skipped, "failures": bad}))
`;
