import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Runs a script of this folder in a fresh process; returns the JSON that it prints. */
export function inProcess(script, args, { timeout, flags = [] } = {}) {
  const file = path.join(import.meta.dirname, script);
  const output = execFileSync(process.execPath, [...flags, file, ...args.map(String)], {
    encoding: 'utf8',
    timeout,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output);
}

export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** The value at a share of the sorted numbers. */
export function quantile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

export function rounded(number) {
  return Number(number.toPrecision(3));
}

/** Columns that say what was wanted and whether it is so: at least `atLeast`, or at most `atMost`. */
export function target(value, { atLeast, atMost }) {
  const reached = atLeast === undefined ? value <= atMost : value >= atLeast;
  return {
    target: atLeast === undefined ? `<= ${atMost}` : `>= ${atLeast}`,
    reached: reached ? 'yes' : 'no',
  };
}

/** What `work` returns, and the milliseconds of CPU time, of all threads of the process, that it took. */
export function cpuTime(work) {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1000 };
}
