/**
 * Speed of encoding and counting against the other libraries, each engine in processes of its own, in turns, so
 * that what else the machine does falls on all of them; figures are medians.
 */
import { ensurePeers } from './peers/setup.mjs';
import { inProcess, median, rounded, target } from './tokens/measure.mjs';

const CORPUS_BYTES = 32_000_000;
const ROUNDS = 3;
const SLOW_ROUNDS = 1;
const REFERENCE = 'tiktoken';
const FAST = [REFERENCE, '@microsoft/tiktokenizer', 'gpt-tokenizer'];
/** Slower, so that one pass in the first rounds is enough. */
const SLOW = ['ai-tokenizer', 'js-tiktoken', 'kitoken', 'tokenizers'];
/** Ours, and their speed in parts of our o200k_base's. */
const OTHERS = ['cl100k_base', 'qwen2_5'];

export async function run() {
  await ensurePeers();
  const passes = measurePasses();
  const { bytes, tokens } = passes.checked;
  return {
    title: 'Encoding and counting, o200k_base',
    rows: [
      ...rowsOf('first pass of a process, encode', passes.of(0), { peer: 3, reference: 10 }),
      ...rowsOf('warm, encode', passes.of(1), { peer: 6 }),
      ...rowsOf('warm, count', passes.of(2), { peer: 6 }),
      ...relativeRows(),
      memoryRow(),
    ],
    notes: [
      `Medians of ${ROUNDS} rounds in turns over ${rounded(bytes / 1e6)} MB of packages' sources (${tokens} tokens).`,
      'A ratio is our speed over the other’s in the same round. Memory is what stays on the heap and in buffers.',
    ],
  };
}

/** Milliseconds of each engine by pass and round. */
function measurePasses() {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const results = {};
    for (const engine of ['tokoscope', ...FAST]) {
      const wanted = engine === REFERENCE ? 'encode' : 'encode,encode,count';
      results[engine] = inProcess('pass.mjs', [engine, 'o200k_base', CORPUS_BYTES, wanted]);
    }
    for (const engine of round < SLOW_ROUNDS ? SLOW : [])
      results[engine] = inProcess('pass.mjs', [engine, 'o200k_base', CORPUS_BYTES, 'encode']);
    rounds.push(results);
  }
  const { bytes, passes } = rounds[0][REFERENCE];
  const [{ tokens }] = passes;
  return {
    checked: { bytes, tokens },
    /** For each engine that made this pass, the rounds' milliseconds; what counts differently is left out. */
    of: (pass) =>
      Object.fromEntries(
        Object.keys(rounds[0])
          .filter((engine) => rounds[0][engine].passes[pass])
          .map((engine) => [
            engine,
            {
              bytes,
              different: rounds[0][engine].passes[pass].tokens - tokens,
              ms: rounds.flatMap((results) => results[engine]?.passes[pass].ms ?? []),
            },
          ]),
      ),
  };
}

function rowsOf(name, engines, wanted) {
  const { tokoscope: ours, ...peers } = engines;
  if (ours.different !== 0) throw new Error(`Tokoscope has ${ours.different} tokens more than ${REFERENCE}.`);
  const ratio = (peer) => median(peer.ms.map((ms, round) => ms / ours.ms[round]));
  const speed = ({ bytes, ms }) => rounded(bytes / 1e3 / median(ms));
  const right = Object.keys(peers).filter((engine) => peers[engine].different === 0);
  const fastest = right.toSorted((a, b) => ratio(peers[a]) - ratio(peers[b]))[0];
  return [
    { name: `${name}: tokoscope`, 'MB/s': speed(ours) },
    ...Object.entries(peers).map(([engine, peer]) => ({
      name: `${name}: ${engine}`,
      'MB/s': speed(peer),
      'ours is faster by': rounded(ratio(peer)),
      ...(engine === fastest && target(ratio(peer), { atLeast: wanted.peer })),
      ...(engine === REFERENCE && wanted.reference && target(ratio(peer), { atLeast: wanted.reference })),
      ...(peer.different !== 0 && { remark: `${peer.different} tokens more than ${REFERENCE}` }),
    })),
  ];
}

/** Our other tokenizers beside our o200k_base. */
function relativeRows() {
  const names = ['o200k_base', ...OTHERS];
  const rounds = Array.from({ length: ROUNDS }, () =>
    Object.fromEntries(
      names.map((name) => [name, inProcess('pass.mjs', ['tokoscope', name, CORPUS_BYTES, 'encode,encode'])]),
    ),
  );
  return OTHERS.flatMap((name) =>
    ['first pass', 'warm'].map((label, pass) => {
      const part = median(
        rounds.map((results) => results.o200k_base.passes[pass].ms / results[name].passes[pass].ms),
      );
      const speeds = rounds.map((results) => results[name].bytes / 1e3 / results[name].passes[pass].ms);
      return {
        name: `${name}, ${label}: speed in parts of o200k_base's`,
        'MB/s': rounded(median(speeds)),
        part: rounded(part),
        ...target(part, { atLeast: 0.6 }),
      };
    }),
  );
}

function memoryRow() {
  const measured = Array.from({ length: 3 }, () =>
    inProcess('memory.mjs', ['o200k_base', CORPUS_BYTES], { flags: ['--expose-gc'] }),
  );
  const megabytes = median(measured.map(({ retained }) => retained)) / 1e6;
  return {
    name: 'o200k_base, memory beyond the text',
    MB: rounded(megabytes),
    ...target(megabytes, { atMost: 40 }),
  };
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await run(), null, 2));
