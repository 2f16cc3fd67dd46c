import { build } from 'esbuild';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { root } from '../../lib/scriptPaths.mjs';
import { temporaryFolder } from '../gguf/support';

const folder = temporaryFolder();

/** Code that has its process watched. */
function watched(seconds: number): string {
  const [script, thread] = ['watchdog', 'watchdogThread'].map((name) =>
    JSON.stringify(pathToFileURL(path.join(folder, `${name}.mjs`)).href),
  );
  return `import { startWatchdog } from ${script};
    startWatchdog(new URL(${thread}), { seconds: ${seconds}, orphanSeconds: 1 });`;
}

/** Runs `body` in a process of its own, which is watched and has nothing else to live for. */
function run(body: string, { inspect = false } = {}): ChildProcess {
  const code = `${watched(3)}
    const block = (ms) => { for (const end = Date.now() + ms; Date.now() < end; ); };
    ${body}`;
  const options = inspect ? ['--inspect=127.0.0.1:0'] : [];
  const child = spawn(process.execPath, [...options, '--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

describe('a process that is watched', () => {
  beforeAll(async () => {
    await build({
      entryPoints: ['watchdog', 'watchdogThread'].map((name) =>
        path.join(root, 'sidecar/server', `${name}.ts`),
      ),
      bundle: true,
      platform: 'node',
      format: 'esm',
      outdir: folder,
      outExtension: { '.js': '.mjs' },
    });
  });

  it('is ended when it stands still, and says so', async () => {
    const child = run('setTimeout(() => block(600_000), 100)');
    let said = '';
    child.stderr!.on('data', (data: Buffer) => (said += data.toString()));
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    expect([code, signal]).toEqual([null, 'SIGKILL']);
    expect(said).toContain('did not react');
  });

  it('is left alone while it reacts now and then, and ends when it has nothing to do', async () => {
    const child = run(
      "const { setTimeout: soon } = await import('node:timers/promises'); for (let turn = 0; turn < 4; turn++) { block(1200); await soon(600); }",
    );
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it('is left alone in a debugger', async () => {
    const child = run('setTimeout(() => block(5000), 10)', { inspect: true });
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it.skipIf(process.platform === 'win32')('does not outlive its parent when it stands still', async () => {
    const inner = `${watched(600)}
      console.log(process.pid);
      setTimeout(() => { for (;;); }, 500);`;
    const parent = run(
      `const { spawn } = await import('node:child_process');
       const child = spawn(process.execPath, ['--input-type=module', '--eval', ${JSON.stringify(inner)}], { stdio: 'inherit' });
       setTimeout(() => undefined, 600_000);`,
    );
    const [line] = (await once(parent.stdout!, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(pid).toBeGreaterThan(0);
    onTestFinished(() => {
      if (isRunning(pid)) process.kill(pid, 'SIGKILL');
    });
    parent.kill('SIGKILL');
    await expect.poll(() => isRunning(pid), { timeout: 60_000, interval: 500 }).toBe(false);
  });
});

/** True while a process is there that has not ended: one whose end nobody has asked for yet is a zombie. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self/stat') || !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
