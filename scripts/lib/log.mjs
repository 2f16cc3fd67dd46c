/** Progress for the person at the terminal; standard output stays free for results. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Runs `work`, saying before and after what is done and how long it took. */
export async function timed(text, work) {
  say(`${text}…`);
  const start = performance.now();
  const result = await work();
  say(`${text}: done in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

export function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
