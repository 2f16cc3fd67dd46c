import type { LogLevel } from '../protocol';

const ORDER: readonly LogLevel[] = ['error', 'warn', 'info', 'debug'];

/** Logs to standard error, one line each: standard output carries the protocol. */
export class Log {
  level: LogLevel = 'warn';

  write(level: LogLevel, message: string): void {
    if (ORDER.indexOf(level) > ORDER.indexOf(this.level)) return;
    process.stderr.write(`[${level}] ${message.trimEnd()}\n`);
  }
}
