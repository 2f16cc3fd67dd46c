/**
 * What our decode loop costs against node-llama-cpp called directly, what a typed character costs, and how long a
 * cancelled request holds the engine. Uses the model that is installed, else a random one of 20 M parameters.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { getLlama, LlamaLogLevel } from 'node-llama-cpp';
import { importTs } from '../../scripts/lib/import-ts.mjs';
import { cacheFolder } from '../../scripts/lib/paths.mjs';
import { tinyModel } from '../lib/gguf/tinyModel.mjs';

const ROUNDS = 7;
const TOKENS = 48;
const CONTEXT = 2048;
const PROMPT = 'def parse_header(stream, limit=1024):\n    """Return the fields of a header."""\n'.repeat(8);
const TARGET = 1.1;

export async function run() {
  const installed = path.join(cacheFolder, 'models', 'SmolLM2-135M-Instruct.Q4_1.gguf');
  const file = existsSync(installed) ? installed : tinyModel({ size: 'mid' });
  const ours = await openOurs(file);
  const library = await openLibrary(file);
  const tokens = ours.engine.vocabulary.tokenize(PROMPT);
  try {
    const decode = await compareDecoding(ours, library, tokens);
    const typed = await typeOneCharacter(ours);
    const cancel = await cancelToIdle(ours);
    const ratio = decode.ours / decode.library;
    return {
      title: `Inference: ${path.basename(file)}, ${ours.threads} thread(s), CPU`,
      rows: [
        { name: 'decode, our loop', 'tokens/s': 1000 / decode.ours, 'ms/token': decode.ours },
        { name: 'decode, node-llama-cpp', 'tokens/s': 1000 / decode.library, 'ms/token': decode.library },
        { name: `prompt of ${typed.prompt} tokens, first token`, ms: typed.firstMs, evaluated: typed.prompt },
        { name: 'the same and one more character, first token', ms: typed.ms, evaluated: typed.evaluated },
        { name: 'cancel a prompt, until the engine is free', ms: cancel },
      ],
      notes: `Our loop takes ${ratio.toFixed(3)} of the library's time per token (median of ${ROUNDS} pairs, target <= ${TARGET}).`,
    };
  } finally {
    await library.llama.dispose();
    await ours.engine.dispose();
  }
}

async function openOurs(file) {
  const { loadLlama } = await importTs('sidecar/engine/llama/load.ts');
  return loadLlama({
    path: file,
    spec: { gpu: 'cpu', contextSize: CONTEXT, gpuLayers: 'auto', threads: 0 },
    trainedContextSize: 0,
    log: () => {},
    signal: new AbortController().signal,
    onProgress: () => {},
    preflight: () => {},
  });
}

async function openLibrary(file) {
  const llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.disabled });
  const model = await llama.loadModel({ modelPath: file });
  return { llama, model };
}

/** Milliseconds per token; the two alternate, so that a change of the machine's load meets both. */
async function compareDecoding(ours, { llama, model }, tokens) {
  llama.maxThreads = ours.threads;
  const context = await model.createContext({ contextSize: CONTEXT, threads: ours.threads });
  const sequence = context.getSequence();
  const times = { ours: [], library: [], ratio: [] };
  const texts = { ours: '', library: '' };
  for (let round = -1; round < ROUNDS; round++) {
    const mine = await decodeOurs(ours.engine, tokens);
    const theirs = await decodeLibrary(sequence, tokens);
    texts.ours = mine.tokens.join();
    texts.library = theirs.tokens.join();
    if (texts.ours !== texts.library) throw new Error('The two loops wrote different tokens.');
    if (round < 0) continue; // warms up
    times.ours.push(mine.ms / mine.tokens.length);
    times.library.push(theirs.ms / theirs.tokens.length);
  }
  await context.dispose();
  return { ours: median(times.ours), library: median(times.library) };
}

async function decodeOurs(engine, prompt) {
  await engine.sync(prompt, new AbortController().signal);
  const want = { temperature: 0, seed: 0 };
  const start = performance.now();
  const tokens = [];
  let input = prompt.slice(-1);
  while (tokens.length < TOKENS) {
    const step = await engine.step(input, [], want);
    tokens.push(...step.tokens);
    if (engine.vocabulary.isEndOfGeneration(tokens.at(-1))) break;
    input = tokens.slice(-1);
  }
  return { tokens, ms: performance.now() - start };
}

async function decodeLibrary(sequence, prompt) {
  await sequence.adaptStateToTokens(prompt.slice(0, -1), false);
  await sequence.evaluateWithoutGeneratingNewTokens(prompt.slice(sequence.nextTokenIndex, -1));
  const start = performance.now();
  const tokens = [];
  for await (const token of sequence.evaluate(prompt.slice(-1), { temperature: 0, yieldEogToken: true })) {
    if (tokens.push(token) === TOKENS) break;
  }
  return { tokens, ms: performance.now() - start };
}

/** To the first token, for a prompt that is new and for the same with one more character. */
async function typeOneCharacter({ engine }) {
  const text = PROMPT.repeat(3);
  const ask = async (prompt) => {
    const { evaluated } = await engine.sync(prompt, new AbortController().signal);
    await engine.step(prompt.slice(-1), [], { temperature: 0, seed: 0 });
    return evaluated + 1;
  };
  const before = engine.vocabulary.tokenize(`${text}    retur`);
  const after = engine.vocabulary.tokenize(`${text}    return`);
  await engine.rollback({ length: 0 });
  const [firstMs] = await timed(() => ask(before));
  const [ms, evaluated] = await timed(() => ask(after));
  return { firstMs, ms, prompt: before.length, evaluated };
}

/** Milliseconds from the abort to the engine's being free, median. */
async function cancelToIdle({ engine }) {
  const long = engine.vocabulary.tokenize(PROMPT.repeat(12)).slice(0, CONTEXT - 1);
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    await engine.rollback({ length: 0 });
    const abort = new AbortController();
    const running = engine.sync(long, abort.signal).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 100));
    const [ms] = await timed(() => {
      abort.abort(new Error('cancelled'));
      return running;
    });
    times.push(ms);
  }
  return median(times);
}

async function timed(action) {
  const start = performance.now();
  const result = await action();
  return [performance.now() - start, result];
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
