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
    return {
      title: `Inference: ${path.basename(file)}, ${ours.threads} thread(s), CPU`,
      rows: [
        { name: 'decode, our loop', 'tokens/s': 1000 / decode.ours, 'ms/token': decode.ours },
        { name: 'decode, node-llama-cpp', 'tokens/s': 1000 / decode.direct, 'ms/token': decode.direct },
        { name: `prompt of ${typed.prompt} tokens, first token`, ms: typed.firstMs, evaluated: typed.prompt },
        { name: 'the same and one more character, first token', ms: typed.ms, evaluated: typed.evaluated },
        { name: 'cancel a prompt, until the engine is free', ms: cancel },
      ],
      notes: `Our loop takes ${decode.ratio.toFixed(3)} of the library's time per token (median of ${ROUNDS} rounds, target <= ${TARGET}).`,
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

/** Milliseconds per token; the two take turns token by token, so that a change of the machine's load meets both. */
async function compareDecoding(ours, { llama, model }, tokens) {
  llama.maxThreads = ours.threads;
  const context = await model.createContext({ contextSize: CONTEXT, threads: ours.threads });
  const sequence = context.getSequence();
  const rounds = [];
  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    const mine = await ourTokens(ours.engine, tokens);
    const theirs = await libraryTokens(sequence, tokens);
    const spent = { ours: 0, direct: 0 };
    for (let written = 0; written < TOKENS; written++) {
      const [ms, token] = await timed(() => mine.next());
      const [libraryMs, libraryToken] = await timed(() => theirs.next());
      if (token.value !== libraryToken.value) throw new Error('The two loops wrote different tokens.');
      spent.ours += ms / TOKENS;
      spent.direct += libraryMs / TOKENS;
    }
    await theirs.return();
    if (round > 0) rounds.push(spent);
  }
  await context.dispose();
  return {
    ours: median(rounds.map((round) => round.ours)),
    direct: median(rounds.map((round) => round.direct)),
    ratio: median(rounds.map((round) => round.ours / round.direct)),
  };
}

async function ourTokens(engine, prompt) {
  await engine.sync(prompt, new AbortController().signal);
  return (async function* () {
    let input = prompt.slice(-1);
    for (;;) {
      const { tokens } = await engine.step(input, [], { temperature: 0, seed: 0 });
      yield* tokens;
      input = tokens.slice(-1);
    }
  })();
}

async function libraryTokens(sequence, prompt) {
  await sequence.adaptStateToTokens(prompt.slice(0, -1), false);
  await sequence.evaluateWithoutGeneratingNewTokens(prompt.slice(sequence.nextTokenIndex, -1));
  return sequence.evaluate(prompt.slice(-1), { temperature: 0, yieldEogToken: true });
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
