import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { GpuChoice } from '../../../sidecar/protocol';
import { median, rounded } from '../tokens/measure.mjs';
import { legRows, ratioRows, takeSamples, type Row } from './compare';
import type { Leg } from './leg';
import { openLibrary } from './library';
import { cancelToIdle, CONTEXT, openOurs, oursLeg, type Binding } from './ours';
import { readPrompts } from './prompts';
import { openServer } from './server';

export interface DecodeBenchOptions {
  /** Absolute path of a GGUF file. */
  readonly file: string;
  readonly gpu: GpuChoice;
  readonly threads: number;
  /** How many prompts, of how many tokens, and how many tokens are written after each. */
  readonly prompts: number;
  readonly promptTokens: number;
  readonly tokens: number;
  readonly root: string;
  /** llama-server's program, or why there is none. */
  readonly server: { readonly path: string } | { readonly missing: string };
  readonly freePort: () => Promise<number>;
  /** See server.ts. */
  readonly endable: (child: ChildProcess) => () => Promise<void>;
  readonly say: (text: string) => void;
}

export interface DecodeBenchResult {
  readonly title: string;
  readonly legs: readonly Row[];
  readonly ratios: readonly Row[];
  readonly notes: readonly string[];
}

/** Our loop, by the way it calls llama.cpp. */
const OURS: readonly { readonly binding: Binding; readonly name: string }[] = [
  { binding: 'direct', name: 'ours, calling llama.cpp directly' },
  { binding: 'node-llama-cpp', name: 'ours, through node-llama-cpp' },
];
const CANCELS = 5;
const CANCEL_AFTER_MS = 100;

/** Compares the loops on one model, in one run, with one prompt after the other. */
export async function runDecodeBench(options: DecodeBenchOptions): Promise<DecodeBenchResult> {
  const notes: string[] = [];
  const legs: Leg[] = [];
  const leave = (name: string, error: unknown): void => {
    notes.push(`Left out: ${name}. ${error instanceof Error ? error.message : String(error)}`);
  };
  try {
    const engines = [];
    for (const { binding, name } of OURS) {
      try {
        const { engine } = await openOurs(binding, options);
        legs.push(oursLeg(name, engine));
        engines.push(engine);
      } catch (error) {
        leave(name, error);
      }
    }
    const [engine] = engines;
    if (engine === undefined) throw new Error(notes.join(' '));
    legs.push(await openLibrary(options));
    await openServerLeg(options).then(
      (leg) => legs.push(leg),
      (error: unknown) => leave('llama-server', error),
    );

    const data = path.join(options.root, 'test/bench/data/human-eval-infilling');
    const { prompts: count, promptTokens: length, tokens } = options;
    const prompts = await readPrompts(data, engine.vocabulary, { count: count + 1, length });
    const samples = await takeSamples(legs, prompts, tokens, (done) => {
      options.say(`${done - 1} of ${count} prompts`);
    });
    const long = prompts.flatMap(({ before }) => before).slice(0, CONTEXT - 1);
    const cancels = [];
    for (let round = 0; round < CANCELS; round++) {
      cancels.push(await cancelToIdle(engine, long, CANCEL_AFTER_MS));
    }
    return {
      title: `Decoding: ${path.basename(options.file)}, ${options.threads} thread(s), ${options.gpu}`,
      legs: legRows(samples),
      ratios: ratioRows(samples, engines.length),
      notes: [
        `Medians over ${prompts.length - 1} prompts of ${length} tokens of Python, at most ${tokens} tokens after each, greedy, legs in turns at every prompt; ratios are medians of those at the same prompt.`,
        'A leg is asked with token ids; llama-server over HTTP on this machine, whose time is in.',
        `Cancelled while it evaluates a prompt, the engine is free after ${rounded(median(cancels))} ms (median of ${CANCELS}).`,
        ...notes,
      ],
    };
  } finally {
    for (const leg of legs) await leg.dispose();
  }
}

async function openServerLeg({ server, freePort, ...options }: DecodeBenchOptions): Promise<Leg> {
  if ('missing' in server) throw new Error(server.missing);
  return openServer({ ...options, program: server.path, port: await freePort() });
}
