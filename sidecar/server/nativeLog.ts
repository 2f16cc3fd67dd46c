import type { NativeLog } from '../engine/llama/backend';
import type { LogLevel } from '../protocol';
import type { Log } from './log';

/** llama.cpp calls much "warn" and "info" that only its developers need: both drop by one level. */
const LEVELS: Readonly<Record<string, LogLevel>> = {
  fatal: 'error',
  error: 'error',
  warn: 'info',
};

/** Takes llama.cpp's log into ours. */
export function nativeLog(log: Log): NativeLog {
  return (level, message) => log.write(LEVELS[level] ?? 'debug', `llama.cpp: ${message}`);
}
