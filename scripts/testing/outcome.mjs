/**
 * What one kind of tests came to.
 *
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} skipped  what did not run, with the reason where it is known
 * @property {string[]} failures  what failed
 */

/** @returns {Outcome} */
export const emptyOutcome = () => ({ passed: 0, failed: 0, skipped: [], failures: [] });

/** @returns {Outcome} */
export const failure = (what) => ({ ...emptyOutcome(), failed: 1, failures: [what] });

/** An outcome that ran nothing proves nothing: it counts as a failure. */
export function checked(kind, outcome) {
  return outcome.passed + outcome.failed + outcome.skipped.length > 0
    ? outcome
    : failure(`${kind}: no test was run`);
}

export const counts = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped.length} skipped`;

/** Prints an outcome for a person, and sets this process's exit code. */
export function report(kind, outcome) {
  for (const name of outcome.skipped) console.log(`  skipped: ${name}`);
  for (const name of outcome.failures) console.log(`  FAILED: ${name}`);
  console.log(`${kind}: ${counts(outcome)}`);
  if (outcome.failed > 0) process.exitCode = 1;
}
