// The goldens and the detection tests on a real Kusto engine: the one that SENTINEL_SYNC_KUSTO_URL names, else the emulator in Docker.
import { defineConfig } from 'vitest/config';
import { quietReporter } from './test/kusto/quiet-reporter.ts';

export default defineConfig({
  test: {
    include: ['test/kusto/**/*.kusto.ts'],
    globalSetup: ['test/kusto/global-setup.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
    // One request after the other, and the report as it is, not under a heading for each line.
    maxWorkers: 1,
    disableConsoleIntercept: true,
    // How long the emulator takes may not be published.
    reporters: [quietReporter],
  },
});
