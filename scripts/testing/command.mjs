import { spawn } from 'node:child_process';
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

/** A check that passes or fails as one: every one of its commands must end with 0. */
export async function check(name, commands) {
  const failed = [];
  for (const [script, ...args] of commands) {
    if ((await runTool(script, args)) !== 0) failed.push([script, ...args].join(' '));
  }
  return failed.length ? failure(`${name}: ${failed.join('; ')}`) : { ...emptyOutcome(), passed: 1 };
}
