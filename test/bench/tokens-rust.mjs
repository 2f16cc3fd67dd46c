/**
 * The same corpus through OpenAI's tiktoken and GitHub's bpe crate in Rust, which cargo builds on demand. Where
 * there is no cargo the table says so.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import { timed } from '../../scripts/lib/log.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { run as runProgram, which } from '../../scripts/lib/run.mjs';
import { readCorpus } from './tokens/corpus.mjs';
import { inProcess, median, rounded } from './tokens/measure.mjs';

const CORPUS_BYTES = 16_000_000;
const ROUNDS = 5;
const source = path.join(import.meta.dirname, 'rust');
const target = path.join(root, 'node_modules', '.cache', 'tokoscope', 'rust');

export async function run() {
  const title = 'Against Rust, o200k_base';
  const cargo = which('cargo');
  if (!cargo) return { title, rows: [], notes: 'Not run: there is no cargo in PATH.' };
  await timed('Building the Rust engines (cargo)', () =>
    runProgram(cargo, ['build', '--release', '--locked'], {
      cwd: source,
      env: { ...process.env, CARGO_TARGET_DIR: target },
    }),
  );
  const corpus = readCorpus(CORPUS_BYTES);
  const passes = await runRust(corpus);
  const ours = Array.from({ length: ROUNDS }, () =>
    inProcess('pass.mjs', ['tokoscope', 'o200k_base', CORPUS_BYTES, 'encode,encode,count']),
  );
  const { tokens } = ours[0].passes[0];
  const speed = (times) => rounded(corpus.bytes / 1e3 / median(times));
  const warm = median(ours.map(({ passes: each }) => each[1].ms));
  const rows = [
    ['tokoscope, first pass', ours.map(({ passes: each }) => each[0].ms)],
    ['tokoscope, encode', ours.map(({ passes: each }) => each[1].ms)],
    ['tokoscope, count', ours.map(({ passes: each }) => each[2].ms)],
    ...[...new Set(passes.map(({ name }) => name))].map((name) => {
      const its = passes.filter((pass) => pass.name === name);
      const same = its.every((pass) => pass.tokens === tokens);
      return [same ? name : `${name} (counts differently)`, its.map(({ ms }) => ms)];
    }),
  ].map(([name, times]) => ({
    name,
    'MB/s': speed(times),
    'our warm encode is faster by': rounded(median(times) / warm),
  }));
  return {
    title,
    rows,
    notes: `Medians of ${ROUNDS} rounds over ${rounded(corpus.bytes / 1e6)} MB of packages' sources, one thread.`,
  };
}

/** Runs the crate's program on the corpus in a file; returns what it prints, parsed. */
async function runRust({ texts }) {
  const folder = await temporaryFolder('rust');
  try {
    const file = path.join(folder.path, 'corpus');
    await writeFile(file, texts.map((text) => `${text}\0`).join(''));
    const name = process.platform === 'win32' ? 'tokoscope-bench.exe' : 'tokoscope-bench';
    const output = await runProgram(path.join(target, 'release', name), [file, String(ROUNDS)]);
    return output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .map(({ engine, pass, ...rest }) => ({ name: `${engine}, ${pass}`, ...rest }));
  } finally {
    folder.remove();
  }
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await run(), null, 2));
