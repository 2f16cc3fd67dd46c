/** The outcome of one kind of tests, as scripts/test.mjs adds it up. */
export interface KindResult {
  passed: number;
  failed: number;
  /** Full names of the tests that did not run, and of those that failed. */
  skipped: string[];
  failures: string[];
}
