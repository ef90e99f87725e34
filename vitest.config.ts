// The whole test suite: everything under test/ except the runs that are too long for every commit.
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/long/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Loading Microsoft's parser anew for each file would cost a third of the run; no test may lean on what a file before it left.
    isolate: false,
    setupFiles: ['./test/processes/small-parent.ts'],
    // Binding makes much that is not needed for long: with room for it the collector has less to do.
    execArgv: ['--max-semi-space-size=64'],
    sequence: { sequencer: LongestFirst },
  },
});
