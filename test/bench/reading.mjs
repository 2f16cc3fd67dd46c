/**
 * What it costs to read a text's surprisal beside the bare prompt pass over the same tokens, by each way to call
 * llama.cpp, and what reading one position's logits takes of that. Uses the model that is installed, else a random
 * one of 20 M parameters.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { importTs } from '../../scripts/lib/import-ts.mjs';
import { cacheFolder, root } from '../../scripts/lib/paths.mjs';
import { tinyModel } from '../lib/gguf/tinyModel.mjs';
import { loadOptions } from './loadOptions.mjs';
import { median } from './tokens/measure.mjs';

/** Texts in tokens, and how often each is read; the binding that sorts the vocabulary is slow. */
const TEXTS = { direct: { 500: 5, 2000: 3 }, 'node-llama-cpp': { 500: 3, 2000: 1 } };
const TOP = 5;
const TARGET = 2;

export async function run() {
  const installed = path.join(cacheFolder, 'models', 'SmolLM2-135M-Instruct.Q4_1.gguf');
  const file = existsSync(installed) ? installed : tinyModel({ size: 'mid' });
  const rows = [await onePosition()];
  for (const [binding, texts] of Object.entries(TEXTS)) {
    const engine = await open(file, binding);
    try {
      const all = engine.vocabulary.tokenize(
        readFileSync(path.join(root, 'language-tokenizers', 'bpe', 'vocabulary.ts'), 'utf8'),
      );
      for (const [length, rounds] of Object.entries(texts)) {
        const tokens = all.slice(0, Number(length));
        if (tokens.length < Number(length)) throw new Error(`The text has only ${all.length} tokens.`);
        rows.push(await compare(engine, binding, tokens, rounds));
      }
    } finally {
      await engine.dispose();
    }
  }
  return {
    title: `Reading: ${path.basename(file)}, 1 thread, CPU`,
    rows,
    notes: `Rounds of the two take turns; medians, and the median of the rounds' ratios. Target where logits are cheap: at most ${TARGET} times the prompt pass, with ${TOP} alternatives for each token.`,
  };
}

async function open(file, binding) {
  const { loadLlama } = await importTs('sidecar/engine/llama/load.ts');
  process.env.TOKOSCOPE_BINDING = binding;
  const { engine } = await loadLlama(loadOptions(file, { threads: 1 }));
  return engine;
}

async function compare(engine, binding, tokens, rounds) {
  const { readTokens } = await importTs('sidecar/reading/readTokens.ts');
  const { signal } = new AbortController();
  const prompt = async () => {
    await engine.rollback({ length: 0 });
    // As many tokens as a reading evaluates: what comes after the last one is nobody's question.
    return timed(() => engine.sync(tokens, signal));
  };
  const reading = async () => {
    await engine.rollback({ length: 0 });
    return timed(() => readTokens(engine, tokens, { first: 0, end: tokens.length, top: TOP, signal }));
  };
  const spent = [];
  // The first round warms up, where there are several.
  for (let round = rounds > 1 ? 0 : 1; round <= rounds; round++) {
    const one = { prompt: await prompt(), reading: await reading() };
    if (round > 0) spent.push(one);
  }
  return {
    name: `${tokens.length} tokens, ${binding}`,
    'prompt pass ms': median(spent.map((one) => one.prompt)),
    'surprisal ms': median(spent.map((one) => one.reading)),
    ratio: median(spent.map((one) => one.reading / one.prompt)),
  };
}

/** One pass over the logits of one position against the functions of engine/logits.ts one after another. */
async function onePosition() {
  const { readDistribution } = await importTs('sidecar/reading/distribution.ts');
  const { entropy, likeliest, logNormaliser, rankOf } = await importTs('sidecar/engine/logits.ts');
  const logits = Float32Array.from(
    { length: 49_152 },
    (_, i) => 4 * Math.sin(i * i * 0.7) + (i % 997 ? 0 : 9),
  );
  const token = likeliest(logits, 3)[2].id;
  const separate = () =>
    [logits[token] - logNormaliser(logits), rankOf(logits, token), likeliest(logits, TOP), entropy(logits)]
      .length;
  const spent = [];
  for (let round = 0; round < 400; round++) {
    spent.push({
      one: await timed(() => readDistribution(logits, token, TOP)),
      separate: await timed(separate),
    });
  }
  const warm = spent.slice(100);
  return {
    name: 'one position of 49,152 logits: one pass against separate ones',
    'surprisal ms': median(warm.map(({ one }) => one)),
    ratio: median(warm.map(({ one, separate }) => one / separate)),
  };
}

async function timed(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
