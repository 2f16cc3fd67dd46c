/**
 * The extension inside a real extension host: what activation costs, and how long a keystroke in a 1 MB file
 * takes to its new exact count, and a hover in that file.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from '../../scripts/build.mjs';
import { globSync } from '../../scripts/lib/files.mjs';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { ensureVsCode } from '../../scripts/setup/vscode.mjs';
import { runHostTests } from '../../scripts/vscode/host-tests.mjs';
import { bundleHost } from './editor/bundleHost.mjs';

const ROUNDS = 3;
const SIZE = 1_000_000;

export async function run() {
  await build({ production: true });
  await bundleHost('test/bench/editor/host.ts', 'out/bench/host.cjs');
  const rounds = [];
  for (let i = 0; i < ROUNDS; i++) rounds.push(await oneRound());
  const all = (name) => rounds.flatMap((round) => round[name]);
  return {
    title: `Editor: a real extension host, a Python file of ${(rounds[0].bytes / 1e6).toFixed(2)} MB`,
    rows: [
      row('load the bundle', all('loadMs')),
      row('activate', all('activateMs')),
      row('keystroke to new exact count', all('keystrokeMs')),
      row('hover, with unit and its cost in the file', all('hoverMs')),
    ],
    notes: `${ROUNDS} starts of VS Code. The hover is the first after an edit only once a round: later ones find the units known.`,
  };
}

async function oneRound() {
  const folder = await temporaryFolder('bench');
  try {
    const file = path.join(folder.path, 'large.py');
    await writeFile(file, await pythonOf(SIZE));
    const result = path.join(folder.path, 'result.json');
    await runHostTests({
      vscode: await ensureVsCode(),
      workspace: folder.path,
      extensionPath: root,
      testsPath: path.join(root, 'out/bench/host.cjs'),
      env: { BENCH_FILE: file, BENCH_RESULT: result },
      limitMs: 180_000,
    });
    return JSON.parse(await readFile(result, 'utf8'));
  } finally {
    folder.remove();
  }
}

/** Code that is at hand on any checkout, repeated to the wanted size. */
async function pythonOf(size) {
  const files = [
    ...globSync('test/fixtures/**/*.py'),
    ...globSync('node_modules/tree-sitter-python/**/*.py'),
  ];
  const texts = await Promise.all(files.map((name) => readFile(path.join(root, name), 'utf8')));
  let text = '';
  for (let i = 0; text.length < size; i++) text += texts[i % texts.length];
  return text.slice(0, size);
}

function row(name, samples) {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { name, 'p50 ms': at(0.5), 'p95 ms': at(0.95), samples: sorted.length };
}
