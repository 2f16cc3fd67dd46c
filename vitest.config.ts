import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/golden/**/*.test.ts'],
    // The sidecar's tests start processes with a model each; two at a time is what two cores carry.
    maxWorkers: 2,
    minWorkers: 1,
    testTimeout: 30_000,
  },
});
