import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LIMITS, openSandbox, type Sandbox, type Verdict } from '../../bench/fim/sandbox';
import { root } from '../../lib/scriptPaths.mjs';

const script = path.join(root, 'test/bench/fim/sandbox.py');
// Its own, since other checks may be running on this machine.
const folder = await mkdtemp(path.join(os.tmpdir(), 'tokoscope-sandbox-test-'));
const usual = process.env['TMPDIR'];
process.env['TMPDIR'] = folder;
const opened = await openSandbox(script, { ...LIMITS, cpuSeconds: 1, wallSeconds: 4 });
const missing = 'missing' in opened ? opened.missing : undefined;
const sandbox = opened as Sandbox;
const outside = path.join(folder, 'outside');

afterAll(async () => {
  if (usual === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = usual;
  await rm(folder, { recursive: true });
});

function run(program: string): Promise<Verdict> {
  return sandbox.run(program);
}

describe.skipIf(missing !== undefined)(`the sandbox of check programs ${missing ?? ''}`, () => {
  it('says what keeps programs in', () => {
    expect(sandbox.words).toMatch(/unshare/);
    expect(sandbox.words).toMatch(/1024 MiB/);
  });

  it('passes a program that comes to its end, with what solutions import', async () => {
    const imports =
      'import collections, copy, functools, hashlib, heapq, itertools, math, random, re, string, typing\n';
    expect(await run(`${imports}assert 1 + 1 == 2`)).toEqual({ outcome: 'passed' });
  });

  it.each([
    ['assert False', 'AssertionError'],
    ['def f(:', 'SyntaxError'],
    ['raise SystemExit(0)', 'SystemExit'],
    ['def f(): f()\nf()', 'RecursionError'],
    ['x = "a" * (1 << 31)', 'MemoryError'],
  ])('fails %j', async (program, error) => {
    expect(await run(program)).toEqual({ outcome: 'failed', error });
  });

  it('does not take an exit for a pass', async () => {
    expect(await run('import os\nos._exit(0)')).toEqual({ outcome: 'ended' });
    expect(await run('print("{\\"outcome\\": \\"passed\\"}")\nimport os\nos._exit(0)')).toEqual({
      outcome: 'ended',
    });
  });

  it('ends an endless loop, one that bears signals, and one that sleeps', async () => {
    const bearing = 'import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass';
    const ends = ['while True: pass', bearing, 'import time\ntime.sleep(60)'].map(run);
    const [loop, deaf, asleep] = await Promise.all(ends);
    expect(loop).toEqual({ outcome: 'time' });
    expect(['time', 'ended']).toContain(deaf?.outcome);
    expect(asleep).toEqual({ outcome: 'time' });
  });

  it.each([
    'import os\nos.fork()',
    'import subprocess\nsubprocess.run(["true"])',
    'import os\nos.system("true")',
    'import os\nos.execv("/bin/true", ["true"])',
    'import os\nos.kill(os.getppid(), 9)',
    'import socket\nsocket.socket()',
    'import socket\nsocket.getaddrinfo("localhost", 80)',
    'import shutil\nshutil.rmtree(".")',
    `open(${JSON.stringify(outside)}, "w")`,
    `import os\nos.open(${JSON.stringify(outside)}, os.O_CREAT | os.O_WRONLY)`,
    `import os\nos.chdir("/")\nopen(${JSON.stringify(outside)}, "a")`,
  ])('denies %j', async (program) => {
    expect(await run(program)).toEqual({ outcome: 'failed', error: 'PermissionError' });
    expect(existsSync(outside)).toBe(false);
  });

  it.skipIf(!existsSync('/proc'))('leaves no process behind, had the guard let one be made', async () => {
    const guarded = await readFile(script, 'utf8');
    const unguarded = path.join(folder, 'unguarded.py');
    await writeFile(unguarded, guarded.replace('    guard(os.getcwd())\n', ''));
    const without = (await openSandbox(unguarded, { ...LIMITS, wallSeconds: 4 })) as Sandbox;
    // In a group of its own, where only the end of its namespace reaches it.
    const hide = without.words.includes('(unshare)') ? 'os.setsid()' : 'pass';
    const program = `import os, time\nif os.fork() == 0:\n  ${hide}\n  time.sleep(60)`;
    // Where the limit of processes holds, which it does not for root, there is no fork.
    expect(['passed', 'failed']).toContain((await without.run(program)).outcome);
    await expect.poll(() => processesWith(unguarded), { timeout: 2000 }).toEqual([]);
    const parent = `import os, time\nif os.fork() == 0:\n  ${hide}\n  while True: pass\ntime.sleep(60)`;
    expect(['time', 'failed']).toContain((await without.run(parent)).outcome);
    await expect.poll(() => processesWith(unguarded), { timeout: 2000 }).toEqual([]);
  });

  it('writes in a folder of its own, which it takes away, and not beyond its size', async () => {
    const before = await checkFolders();
    expect(await run('open("a", "w").write("b")\nassert open("a").read() == "b"')).toEqual({
      outcome: 'passed',
    });
    expect(await run('open("a", "w").write("b" * (1 << 22))')).toEqual({
      outcome: 'failed',
      error: 'OSError',
    });
    expect((await checkFolders()).filter((name) => !before.includes(name))).toEqual([]);
  });
});

it('says so when there is no Python', async () => {
  const before = process.env['PATH'];
  process.env['PATH'] = path.join(root, 'no-such-folder');
  try {
    expect(await openSandbox(script)).toEqual({ missing: expect.stringContaining('no python3') as string });
  } finally {
    process.env['PATH'] = before;
  }
});

async function checkFolders(): Promise<string[]> {
  return (await readdir(os.tmpdir())).filter((name) => name.startsWith('tokoscope-check-'));
}

async function processesWith(argument: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(argument));
}
