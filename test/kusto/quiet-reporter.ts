// Prints which tests of a run passed, and why the others did not, without how long anything took.
import type { Reporter } from 'vitest/node';

/** The terms of the emulator forbid to publish how fast it is. */
export const quietReporter: Reporter = {
  onTestCaseResult(test) {
    const { state, errors = [] } = test.result();
    const lines = [`${state}: ${test.fullName}`, ...errors.map(({ message }) => message)];
    process.stdout.write(`${lines.join('\n')}\n`);
  },
};
