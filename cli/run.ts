import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { COMMANDS } from './commands/index';
import { CheckFailed, Interrupted, reasonOf } from './errors';
import type { Host } from './host';

/** Runs the program and returns its exit code: 0 ok, 1 a budget or check failed, 2 bad use or bad input, 130 interrupted. */
export async function run(args: readonly string[], host: Host): Promise<number> {
  let written = Promise.resolve();
  const program = new Command('tokoscope')
    .description('See code the way a language model reads it: tokens, units, costs and completion.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        written = written.then(() => host.out(text));
      },
      writeErr: (text) => host.message(text.trimEnd()),
      outputError: (text, write) =>
        write(
          text
            .trim()
            .replace(/^error:/, 'tokoscope:')
            .replace(/\s*\n\s*/g, ' '),
        ),
    });
  for (const define of COMMANDS) program.addCommand(define(host).copyInheritedSettings(program));
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has written its message; asking for help or the version is no mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    host.message(`tokoscope: ${reasonOf(error)}`);
    if (error instanceof Interrupted) return 130;
    return error instanceof CheckFailed ? 1 : 2;
  } finally {
    await written;
  }
}
