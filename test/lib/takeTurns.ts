/**
 * Lets the runner's messages through between two tests. Tests that never wait would keep them from being read, and
 * after a minute, which is soon over on a busy machine, the runner takes the process for dead.
 */
import { afterEach } from 'vitest';

/** The real one, whatever a test puts in its place. */
const later = setImmediate;

afterEach(() => new Promise<void>((resolve) => void later(resolve)));
