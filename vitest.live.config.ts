// The live checks: the contract of a workspace and the open questions, on the workspace that SENTINEL_SYNC_LIVE_* names.
import { defineConfig } from 'vitest/config';
import { liveTarget } from './test/live/target.ts';

// Without a workspace there is nothing to run, and that is an error.
liveTarget(process.env);

export default defineConfig({
  test: {
    include: ['test/live/**/*.live.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // One request after the other, and the report as it is, not under a heading for each line.
    maxWorkers: 1,
    disableConsoleIntercept: true,
  },
});
