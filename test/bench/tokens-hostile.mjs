/**
 * Megabytes without a place to split, or with few: each in a process of its own, which ends at a limit. Ours are
 * all of the hostile texts; the other libraries get some.
 */
import { longTexts } from '../../scripts/verify/hostile.mjs';
import { ensurePeers } from './peers/setup.mjs';
import { inProcess, median, rounded, target } from './tokens/measure.mjs';

const LENGTH = 1_000_000;
const ROUNDS = 5;
const LIMIT_MS = 20_000;
const PEERS = ['tiktoken', '@microsoft/tiktokenizer', 'gpt-tokenizer', 'kitoken', 'tokenizers'];
/** For the other libraries. */
const SOME = ['"a" repeated', '" " repeated', 'random letters', 'base64'];

export async function run() {
  await ensurePeers();
  const rows = [];
  for (const [index, [name]] of longTexts(1).entries()) {
    const ms = median(Array.from({ length: ROUNDS }, () => measure('tokoscope', index)));
    const peers = SOME.includes(name) ? PEERS.map((peer) => [peer, measure(peer, index)]) : [];
    rows.push({
      name,
      'tokoscope ms': rounded(ms),
      ...target(ms, { atMost: 300 }),
      ...Object.fromEntries(
        peers.map(([peer, its]) => [`${peer} ms`, typeof its === 'number' ? rounded(its) : its]),
      ),
    });
  }
  return {
    title: `Hostile texts of ${LENGTH / 1e6} M units, o200k_base`,
    rows,
    notes: `Each in a fresh process: the first text that it encodes, medians of ${ROUNDS}; other libraries once, up to ${LIMIT_MS / 1000} s.`,
  };
}

/** Milliseconds, or what kept the engine from an answer. */
function measure(engine, index) {
  try {
    return inProcess('hostile.mjs', [engine, index, LENGTH], { timeout: LIMIT_MS }).ms;
  } catch (error) {
    if (engine === 'tokoscope') throw error;
    return error.code === 'ETIMEDOUT' ? `over ${LIMIT_MS / 1000} s` : 'fails';
  }
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await run(), null, 2));
