// Long runs: property tests with many cases, estates of thousands of rules.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/long/**/*.test.ts'], testTimeout: 1_200_000, hookTimeout: 120_000, maxWorkers: 2 },
});
