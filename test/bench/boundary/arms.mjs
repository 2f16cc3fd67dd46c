/** Writes the rest of a line from a cursor in it, by each boundary method in turn. */

export const ARMS = ['off', 'heal', 'exact'];

const MOST_TOKENS = 48;
const GREEDY = { temperature: 0, seed: 0 };
const signal = new AbortController().signal;

/**
 * Whether each method writes the rest of the line exactly, and how long it takes to the first byte after the cursor.
 * All start with the same cache: the lines above. Generation ends where it leaves the true text.
 */
export async function writeRest({ engine, startAtBoundary }, above, line, column, order) {
  const { vocabulary } = engine;
  const known = vocabulary.tokenize(above);
  const tokens = vocabulary.tokenize(above + line.slice(0, column));
  const truth = Buffer.from(`${line.slice(column)}\n`);
  const results = {};
  for (const arm of order) {
    await engine.sync(known, signal);
    const startedAt = performance.now();
    const want = { engine, tokens, tailTokens: tokens.length, want: GREEDY, signal };
    const start = await startAtBoundary(arm, want);
    let written = Buffer.from(start.written);
    let firstMs = written.length > 0 ? performance.now() - startedAt : 0;
    let last = start.tokens.slice(-1);
    let decodes = start.decodes;
    for (
      let count = 0;
      count < MOST_TOKENS && written.length < truth.length && agrees(written, truth);
      count++
    ) {
      const step = await engine.step(last, [], GREEDY);
      decodes++;
      last = step.tokens;
      const bytes = last.length > 0 ? vocabulary.tokenBytes(last[0]) : [];
      if (bytes.length === 0) break;
      written = Buffer.concat([written, bytes]);
      firstMs ||= performance.now() - startedAt;
    }
    const isExact = written.length >= truth.length && agrees(written, truth);
    results[arm] = { isExact, firstMs: firstMs || performance.now() - startedAt, decodes, start };
  }
  return results;
}

/** True while the shorter of the two begins the other. */
function agrees(written, truth) {
  const shared = Math.min(written.length, truth.length);
  return written.subarray(0, shared).equals(truth.subarray(0, shared));
}

/** Milliseconds for `length` tokens of an answer by each method, from the same cache. */
export async function timeCompletion({ engine, startAtBoundary }, above, line, column, length, order) {
  const { vocabulary } = engine;
  const known = vocabulary.tokenize(above);
  const tokens = vocabulary.tokenize(above + line.slice(0, column));
  const times = {};
  for (const arm of order) {
    await engine.sync(known, signal);
    const startedAt = performance.now();
    const request = { engine, tokens, tailTokens: tokens.length, want: GREEDY, signal };
    const start = await startAtBoundary(arm, request);
    let last = start.tokens.slice(-1);
    // A chosen token that reaches beyond the cursor is the answer's first; one that ends it counts, too.
    for (let count = start.written.length > 0 ? 1 : 0; count < length; count++) {
      last = (await engine.step(last, [], GREEDY)).tokens;
    }
    times[arm] = performance.now() - startedAt;
  }
  return times;
}
