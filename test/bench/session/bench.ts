/** Plays sessions in VS Code, each with both programs, one after the other, on the same model. */
import type { ChildProcess } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { launchServer, type LaunchedServer } from '../decode/launchServer';
import type { ArmName, HostInput, HostReport, HostResult } from './hostInput';
import { armRows, sessionRows, targetRows, type PlayedSession, type Row } from './report';
import type { Recording } from './session';

export interface SessionBenchOptions {
  /** A GGUF file with markers for filling in the middle. */
  readonly model: string;
  readonly gpu: 'cpu' | 'auto';
  readonly threads: number;
  /** Names of recordings; all where there are none. */
  readonly sessions: readonly string[];
  readonly arms: readonly ArmName[];
  /** Settings of ours beside the default ones. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly root: string;
  /** llama-server's program. */
  readonly server: string;
  readonly freePort: () => Promise<number>;
  readonly endable: (child: ChildProcess) => () => Promise<void>;
  readonly temporaryFolder: (name: string) => Promise<{ readonly path: string; readonly remove: () => void }>;
  /** Runs the bundled host.ts in a new VS Code. */
  readonly runHost: (
    folder: string,
    env: Readonly<Record<string, string>>,
  ) => Promise<{ readonly why?: string }>;
  readonly say: (text: string) => void;
}

export interface SessionBenchResult {
  readonly played: readonly PlayedSession[];
  readonly tables: readonly (readonly Row[])[];
}

/** Milliseconds after a session's end in which its last request may end. */
const SETTLE_MS = 2000;

/** @throws Error where there is no such session, or one could not be played */
export async function runSessionBench(options: SessionBenchOptions): Promise<SessionBenchResult> {
  const folder = path.join(options.root, 'test/bench/session/recordings');
  const all = (await readdir(folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -5));
  const unknown = options.sessions.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    throw new Error(`There is no session ${unknown.join(', ')}; there are: ${all.join(', ')}.`);
  }
  const played: PlayedSession[] = [];
  for (const [index, name] of (options.sessions.length > 0 ? options.sessions : all).entries()) {
    const recording = path.join(folder, `${name}.json`);
    const results: Partial<Record<ArmName, HostResult>> = {};
    // The one that comes first has the machine as the session before left it.
    for (const arm of index % 2 === 0 ? options.arms : options.arms.toReversed()) {
      options.say(`${name}: ${arm}`);
      results[arm] = await playOnce(options, arm, recording);
    }
    played.push({ name, arms: results });
  }
  const tables = [armRows(played), targetRows(played), sessionRows(played)];
  return { played, tables: tables.filter(({ length }) => length > 0) };
}

/** A new VS Code, and a new process with the model: nothing of another session is known. */
async function playOnce(options: SessionBenchOptions, arm: ArmName, recording: string): Promise<HostResult> {
  const { model, gpu, threads, settings, temporaryFolder, runHost } = options;
  const folder = await temporaryFolder('session');
  let server: LaunchedServer | undefined;
  try {
    if (arm === 'peer') server = await launchPeer(options);
    const { name } = JSON.parse(await readFile(recording, 'utf8')) as Recording;
    const input: HostInput = {
      arm,
      recording,
      model,
      threads,
      gpu,
      settings,
      url: server?.url ?? '',
      settleMs: SETTLE_MS,
    };
    const [inputFile, resultFile] = ['input.json', 'result.json'].map((file) =>
      path.join(folder.path, file),
    ) as [string, string];
    await writeFile(inputFile, JSON.stringify(input));
    const { why } = await runHost(path.join(folder.path, name), {
      BENCH_INPUT: inputFile,
      BENCH_RESULT: resultFile,
      // What was learned in another session, or by the user, is not for this one.
      TOKOSCOPE_CACHE: path.join(folder.path, 'cache'),
    });
    const text = await readFile(resultFile, 'utf8').catch(() => undefined);
    if (text === undefined)
      throw new Error(`${name} could not be played: ${why ?? 'VS Code ended before it'}.`);
    const report = JSON.parse(text) as HostReport;
    if ('failure' in report) throw new Error(`${name} could not be played: ${report.failure}`);
    return report.result;
  } finally {
    await server?.dispose();
    folder.remove();
  }
}

/** As llama.cpp's presets for this client start it, but for the context, which is the model's. */
async function launchPeer({
  model,
  gpu,
  threads,
  server,
  freePort,
  endable,
}: SessionBenchOptions): Promise<LaunchedServer> {
  const count = String(threads);
  return launchServer({
    program: server,
    port: await freePort(),
    endable,
    args: [
      ...['--model', model, ...(gpu === 'cpu' ? ['--device', 'none'] : []), '--parallel', '1'],
      ...['--batch-size', '1024', '--ubatch-size', '1024', '--ctx-size', '0', '--cache-reuse', '256'],
      ...(threads > 0 ? ['--threads', count, '--threads-batch', count] : []),
    ],
  });
}
