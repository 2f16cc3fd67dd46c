import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './test/lib/slowestFirst';

/** They put modules in the place of others, which must then not be loaded yet. */
const replacingModules = ['test/unit/direct/withoutKoffi.test.ts', 'test/unit/sidecar/loadFailures.test.ts'];
const all = ['test/unit/**/*.test.ts', 'test/golden/**/*.test.ts'];

export default defineConfig({
  test: {
    // The sidecar's tests start processes with a model each; two at a time is what two cores carry.
    maxWorkers: 2,
    minWorkers: 1,
    // Files share a process each worker keeps: to load llama.cpp or a vocabulary for every file anew takes minutes.
    poolOptions: { forks: { isolate: false } },
    sequence: { sequencer: SlowestFirst },
    projects: [
      { extends: true, test: { name: 'shared', include: all, exclude: replacingModules } },
      {
        extends: true,
        test: {
          name: 'isolated',
          include: replacingModules,
          poolOptions: { forks: { isolate: true } },
        },
      },
    ],
    setupFiles: ['test/lib/leaveNoTrace.ts', 'test/lib/takeTurns.ts'],
    // Ends a test that hangs; a busy machine takes many times what a test takes on a quiet one.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
