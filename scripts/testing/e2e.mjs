import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryFolder } from '../lib/cleanup.mjs';
import { timed } from '../lib/log.mjs';
import { root } from '../lib/paths.mjs';
import { packageExtension } from '../package/package.mjs';
import { emptyOutcome } from './outcome.mjs';

const folder = path.join(root, 'test/e2e');
const failures = path.join(folder, 'failures');
const stepLimitMs = 120_000;

/**
 * Runs test/e2e/*.e2e.mjs in order against the packaged extension. Each file exports
 * - `title`;
 * - `workbench`: options of `openWorkbench` (the package is added), or a function that returns them;
 * - `steps`: an object of named functions that run in order on one workbench;
 * A step gets `{ workbench, open, skip }`: `open(options)` opens a further workbench, `skip(reason)` ends the step.
 *
 * @param {string[]} names  files to run, without ".e2e.mjs"; none: all
 */
export async function runEndToEndTests(names = []) {
  const files = (await readdir(folder)).filter(
    (file) => file.endsWith('.e2e.mjs') && (!names.length || names.includes(path.basename(file, '.e2e.mjs'))),
  );
  const outcome = emptyOutcome();
  if (files.length === 0) return outcome;
  await mkdir(path.join(folder, 'pictures'), { recursive: true });
  await mkdir(failures, { recursive: true });
  const output = await temporaryFolder('vsix');
  try {
    const vsix = process.env.TOKOSCOPE_VSIX ?? (await makePackage(output.path));
    for (const file of files.sort()) {
      await runFile(await import(pathToFileURL(path.join(folder, file)).href), vsix, outcome);
    }
  } finally {
    output.remove();
  }
  return outcome;
}

async function makePackage(folder) {
  return (await timed('Packaging the extension', () => packageExtension({ folder }))).file;
}

async function runFile({ title, workbench: options = {}, steps }, vsix, outcome) {
  const { openWorkbench } = await import('../../test/e2e/lib/openWorkbench.mjs');
  console.log(`\n${title}`);
  const opened = [];
  const open = async (more) => {
    const workbench = await openWorkbench({ vsix: [vsix], ...more });
    opened.push(workbench);
    return workbench;
  };
  try {
    const workbench = await open(typeof options === 'function' ? await options() : options);
    for (const [name, step] of Object.entries(steps)) {
      await runStep(`${title}: ${name}`, () => step({ workbench, open, skip }), opened, outcome);
    }
  } catch (error) {
    outcome.failed += 1;
    outcome.failures.push(`${title}: the workbench did not open: ${error.message}`);
    console.error(error);
  } finally {
    for (const workbench of opened) await workbench.close();
  }
}

async function runStep(name, work, opened, outcome) {
  const start = performance.now();
  const took = () => `(${((performance.now() - start) / 1000).toFixed(1)} s)`;
  const late = new AbortController();
  try {
    await Promise.race([work(), sleep(stepLimitMs, undefined, { signal: late.signal }).then(tooLate)]);
    outcome.passed += 1;
    console.log(`  ✔ ${name} ${took()}`);
  } catch (error) {
    if (error instanceof Skipped) {
      outcome.skipped.push(`${name} (${error.message})`);
      console.log(`  - ${name}: ${error.message}`);
      return;
    }
    outcome.failed += 1;
    outcome.failures.push(`${name}: ${error.message.split('\n')[0]}`);
    console.error(`  ✘ ${name} ${took()}\n`, error);
    const picture = path.join(failures, `${name.replace(/[^\w]+/g, '-').slice(0, 100)}.png`);
    await opened
      .at(-1)
      ?.page.screenshot({ path: picture })
      .catch(() => {});
  } finally {
    late.abort();
  }
}

function tooLate() {
  throw new Error(`took more than ${stepLimitMs / 1000} s`);
}

class Skipped extends Error {}

function skip(reason) {
  throw new Skipped(reason);
}
