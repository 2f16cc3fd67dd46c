import { spawn } from 'node:child_process';
import os from 'node:os';
import { root } from '../lib/paths.mjs';
import { emptyOutcome, failure } from './outcome.mjs';

/** Runs a program of the project's dependencies with its output shown; resolves to its exit code. */
export function runTool(script, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
}

/**
 * Runs such a program at a lower priority than the tests beside it have, and shows its output when it has ended, in one
 * piece; resolves to its exit code.
 */
export function runPatiently(script, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = [];
    const stop = () => child.kill();
    process.once('exit', stop);
    child.stdout.on('data', (data) => output.push(data));
    child.stderr.on('data', (data) => output.push(data));
    child.on('spawn', () => giveWay(child.pid));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('exit', stop);
      process.stderr.write(Buffer.concat(output));
      resolve(code ?? signal);
    });
  });
}

function giveWay(pid) {
  try {
    os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Where priorities are not ours to set, or the program has ended, it runs as any other.
  }
}

/** A check that passes or fails as one: every one of its commands must end with 0. It runs patiently. */
export async function check(name, commands) {
  const failed = [];
  for (const [script, ...args] of commands) {
    if ((await runPatiently(script, args)) !== 0) failed.push([script, ...args].join(' '));
  }
  return failed.length ? failure(`${name}: ${failed.join('; ')}`) : { ...emptyOutcome(), passed: 1 };
}
