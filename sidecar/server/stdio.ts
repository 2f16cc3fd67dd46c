import { Writable } from 'node:stream';

/**
 * Keeps standard output for the protocol: whatever else writes to it, by console.log or directly, goes to standard
 * error. Returns the stream for the protocol's own bytes; it has finished when the last of them are out.
 */
export function takeStdout(): Writable {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  return new Writable({
    write: (bytes: Buffer, _encoding, done) => {
      write(bytes, done);
    },
  });
}

/** Calls back once when whoever started this process is gone: its end of the pipe closed, or we have a new parent. */
export function onParentGone(callback: () => void): void {
  const parent = process.ppid;
  let called = false;
  const once = (): void => {
    if (called) return;
    called = true;
    clearInterval(timer);
    callback();
  };
  // A pipe can outlive its owner when another of its children inherited it.
  const timer = setInterval(() => {
    if (process.ppid !== parent) once();
  }, 2000);
  timer.unref();
  process.stdin.on('end', once).on('close', once).on('error', once);
  // Nobody reads any more.
  process.stdout.on('error', once);
}
