import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * Runs a program to its end and returns what it wrote to standard output.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options] `show: true` passes its output on instead; `allowFailure: true` returns undefined
 *   instead of throwing; the rest goes to `spawn`
 */
export function run(command, args, { show = false, allowFailure = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, args, { stdio, ...options });
    let out = '';
    let tail = '';
    child.stdout?.on('data', (data) => (out += data));
    child.stderr?.on('data', (data) => (tail = (tail + data).slice(-4000)));
    const fail = (why) => (allowFailure ? resolve(undefined) : reject(new Error(why)));
    child.on('error', (error) => fail(`${command}: ${error.message}`));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(out);
      else
        fail(
          `${path.basename(command)} ${args.join(' ')}: ended with ${signal ?? code}\n${tail}${out.slice(-2000)}`,
        );
    });
  });
}

/** Runs npm with this very Node, without what a surrounding `npm run` put into the environment. */
export function npm(args, options = {}) {
  const env = Object.fromEntries(
    Object.entries(options.env ?? process.env).filter(
      ([name]) => !/^npm_(package|lifecycle|command|config_local_prefix)/.test(name),
    ),
  );
  const script = npmScript();
  return script
    ? run(process.execPath, [script, ...args], { ...options, env })
    : run('npm', args, { ...options, env });
}

/** Path of npm's script: the running npm's own, or the one beside this Node. */
function npmScript() {
  const beside = path.dirname(process.execPath);
  return [
    process.env.npm_execpath,
    path.join(beside, 'node_modules/npm/bin/npm-cli.js'),
    path.join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
  ].find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
}

/** Path of a program in PATH, or undefined. */
export function which(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const ending of endings) {
      const file = path.join(folder, name + ending);
      if (folder && existsSync(file)) return file;
    }
  }
  return undefined;
}
