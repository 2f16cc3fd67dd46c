import { build } from 'esbuild';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { assetFolder, cli, fixtureFolder, root, temporaryFolder } from './support';

const run = promisify(execFile);
const fixture = path.join(fixtureFolder, 'store.js');
let script: string;

beforeAll(async () => {
  await cli(['tokenizers']); // makes the assets
  const folder = await temporaryFolder();
  script = path.join(folder, 'cli.mjs');
  await symlink(assetFolder, path.join(folder, 'assets'));
  await build({
    absWorkingDir: root,
    entryPoints: ['cli/main.ts'],
    outfile: script,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
});

it('the program finds its assets and prints what the commands print', async () => {
  for (const args of [
    ['tokens', fixture, '--json'],
    ['units', fixture],
    ['count', fixtureFolder, '--tree'],
  ]) {
    const { stdout } = await run(process.execPath, [script, ...args], { maxBuffer: 1 << 26 });
    expect(stdout).toBe((await cli(args)).out);
  }
});

it('the program reads standard input and sets the exit code', async () => {
  const child = spawn(process.execPath, [script, 'count', '-', '--budget', '1']);
  child.stdin.end('hello world');
  expect((await once(child, 'exit'))[0]).toBe(1);
});

it('a reader that goes away early is no error', async () => {
  const child = spawn(process.execPath, [script, 'tokens', '-', '--json']);
  child.stdin.end('word '.repeat(200_000));
  await once(child.stdout, 'data');
  child.stdout.destroy();
  expect((await once(child, 'exit'))[0]).toBe(0);
});
