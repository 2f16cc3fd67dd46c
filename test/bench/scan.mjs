/**
 * A scan of a tree on disk against repomix, the fastest counter of whole trees on npm: both as cold processes, in
 * turns, over the same files, and with the same count for each of them.
 *
 *   node test/bench/scan.mjs
 */
import { openRepomix, OPTIONS } from './scan/repomix.mjs';
import { openTokoscope } from './scan/tokoscope.mjs';
import { copyOf, emptyFolder, makeTree } from './scan/tree.mjs';
import { median, rounded } from './tokens/measure.mjs';

const TREE_BYTES = 40_000_000;

/** Wall time of processes from start to end; a ratio over 1 means faster than repomix. */
export async function run({ rounds = 5 } = {}) {
  const tree = await makeTree(TREE_BYTES);
  const repomix = await openRepomix(await emptyFolder('repomix'));
  const tokoscope = await openTokoscope(await emptyFolder('dist'));
  const { files, tokens } = compare(tokoscope.countsOf(tree), repomix.countsOf(tree));

  const cache = await emptyFolder('cache');
  tokoscope.count(tree, '--cache', cache);
  const copy = await copyOf(tree, 'copy');
  const legs = {
    repomix: () => () => repomix.count(tree),
    tokoscope: async () => {
      const empty = await emptyFolder('cache-empty');
      return () => tokoscope.count(tree, '--cache', empty);
    },
    'tokoscope, no cache': () => () => tokoscope.count(tree, '--no-cache'),
    'tokoscope, no cache, one thread': () => () => tokoscope.count(tree, '--no-cache', '--jobs', '1'),
    'tokoscope, no cache, two tokenizers': () => () =>
      tokoscope.count(tree, '--no-cache', '-t', 'o200k_base,cl100k_base'),
    'tokoscope again, files unchanged': () => () => tokoscope.count(tree, '--cache', cache),
    'tokoscope again, after a new checkout': async () => {
      // What an earlier round has learnt of the copy's files must not help.
      await copyOf(tree, 'copy');
      return () => tokoscope.count(copy, '--cache', cache);
    },
  };
  const seconds = await measure(legs, rounds);
  const rows = Object.entries(seconds).map(([name, times]) => ({
    name,
    s: rounded(median(times)),
    'MB/s': rounded(TREE_BYTES / 1e6 / median(times)),
    ratio: rounded(median(times.map((time, round) => seconds.repomix[round] / time))),
  }));
  return {
    title: 'Scan of a tree (o200k_base)',
    rows,
    notes: [
      `${files} files, ${TREE_BYTES / 1e6} MB, ${tokens} tokens, each file's count equal; medians of ${rounds} rounds in turns.`,
      `repomix . ${OPTIONS.join(' ')} --quiet; tokoscope count . --tree`,
    ],
  };
}

/** Throws where the counts of a file differ: times mean nothing then. */
function compare(ours, theirs) {
  let tokens = 0;
  for (const [file, count] of ours) {
    if (theirs.get(file) !== count)
      throw new Error(`${file}: ${count} tokens, by repomix ${theirs.get(file)}.`);
    tokens += count;
  }
  if (theirs.size !== ours.size) throw new Error(`${ours.size} files, by repomix ${theirs.size}.`);
  return { files: ours.size, tokens };
}

/** Seconds of each leg in each round. A leg that has something to prepare gives the function to be measured. */
async function measure(legs, rounds) {
  const seconds = Object.fromEntries(Object.keys(legs).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, leg] of Object.entries(legs)) {
      const measured = await leg();
      const start = performance.now();
      measured();
      seconds[name].push((performance.now() - start) / 1000);
    }
  }
  return seconds;
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await run(), null, 2));
