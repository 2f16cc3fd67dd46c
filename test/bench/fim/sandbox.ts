import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/**
 * How a check program ended. time: it used up its seconds; ended: its process was gone before
 * the check had an end, by its own doing or for its limits.
 */
export type Outcome = 'passed' | 'failed' | 'time' | 'ended';

export interface Verdict {
  readonly outcome: Outcome;
  /** Name of the exception when it failed. */
  readonly error?: string;
}

export interface SandboxLimits {
  /** Of the processor, which a busy machine does not shorten… */
  readonly cpuSeconds: number;
  /** …and of the clock, for a program that sleeps. */
  readonly wallSeconds: number;
  readonly memoryBytes: number;
  readonly fileBytes: number;
  readonly files: number;
  readonly processes: number;
}

export const LIMITS: SandboxLimits = {
  cpuSeconds: 5,
  wallSeconds: 30,
  memoryBytes: 1 << 30,
  fileBytes: 1 << 20,
  files: 32,
  processes: 1,
};

/** Runs Python programs that a model wrote. */
export interface Sandbox {
  /** One sentence on what keeps the programs in. */
  readonly words: string;
  run(program: string): Promise<Verdict>;
}

/** -I: no packages of the user's, nothing from the environment; -B: no bytecode files (PYTHONDONTWRITEBYTECODE). */
const PYTHON_FLAGS = ['-I', '-S', '-B'];

/** Namespaces of its own: no network, and no process that outlives the first one. */
const NAMESPACES = ['--net', '--pid', '--fork', '--kill-child'];

const execute = promisify(execFile);

/**
 * Finds Python and what this machine has to keep its programs in.
 *
 * @param script path of sandbox.py, which sets the limits inside the process
 * @returns the sandbox, or one sentence why there is none
 */
export async function openSandbox(
  script: string,
  limits: SandboxLimits = LIMITS,
): Promise<Sandbox | { readonly missing: string }> {
  const python = await findPython();
  if (python === undefined)
    return { missing: 'There is no python3, so no completion was run: pass@1 is left out.' };
  const unshare = await findUnshare();
  const command = [...unshare, python, ...PYTHON_FLAGS, script];
  return {
    words: wordsFor(unshare, limits),
    run: (program) => runIn(command, limits, program),
  };
}

/** The interpreter itself, which what is called python3 may only stand for. */
async function findPython(): Promise<string | undefined> {
  for (const name of ['python3', 'python']) {
    try {
      const { stdout } = await execute(name, [
        '-c',
        'import sys; print(sys.version_info[0], sys.executable)',
      ]);
      const [, version, file] = /^(\d+) (.+)$/m.exec(stdout) ?? [];
      if (version === '3' && file !== undefined) return file.trim();
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

/** The command that takes the network and other processes away: as root, or as root of a namespace of one's own. */
async function findUnshare(): Promise<readonly string[]> {
  for (const user of [[], ['--map-root-user']]) {
    const command = ['unshare', ...user, ...NAMESPACES] as const;
    try {
      await execute(command[0], [...command.slice(1), 'true']);
      return command;
    } catch {
      // Not Linux, or not allowed.
    }
  }
  return [];
}

function wordsFor(unshare: readonly string[], limits: SandboxLimits): string {
  const first =
    unshare.length > 0
      ? 'a network and process namespace of its own (unshare)'
      : 'no namespace (unshare is not to be had: the audit hook alone keeps the network away)';
  return (
    `Each program ran in a Python process with ${first}, an audit hook that denies processes, sockets and writing ` +
    `outside a temporary folder, ${limits.cpuSeconds} s of processor time, ${limits.wallSeconds} s of the clock and ` +
    `${limits.memoryBytes >> 20} MiB of memory.`
  );
}

async function runIn(command: readonly string[], limits: SandboxLimits, program: string): Promise<Verdict> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tokoscope-check-'));
  const token = randomUUID();
  const header = JSON.stringify({ ...limits, token });
  try {
    const ended = await spawnIn(command, folder, `${header}\n${program}`, limits.wallSeconds * 1000);
    return verdictOf(ended, token);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Ended {
  readonly output: string;
  readonly late: boolean;
}

/** A group of its own, so that what the program started goes with it. */
function spawnIn(
  [file = '', ...args]: readonly string[],
  folder: string,
  input: string,
  wallMs: number,
): Promise<Ended> {
  const grouped = process.platform !== 'win32';
  const child = spawn(file, args, {
    cwd: folder,
    detached: grouped,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const kill = (): void => {
    try {
      if (grouped && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    } catch {
      // All of them are gone.
    }
  };
  return new Promise((resolve, reject) => {
    let output = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      kill();
    }, wallMs);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(0, 4096)));
    child.stdin.on('error', () => undefined).end(input);
    child.once('error', reject);
    child.once('exit', () => {
      clearTimeout(timer);
      kill();
      // What still holds the output was killed; "close" has the last of it.
      child.once('close', () => resolve({ output, late }));
    });
  });
}

function verdictOf({ output, late }: Ended, token: string): Verdict {
  const line = output.split('\n')[0] ?? '';
  if (!line.includes(token)) return { outcome: late ? 'time' : 'ended' };
  const { outcome, error } = JSON.parse(line) as { readonly outcome: Outcome; readonly error: string | null };
  return { outcome, ...(error === null ? {} : { error }) };
}
