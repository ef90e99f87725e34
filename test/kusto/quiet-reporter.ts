// Prints which tests of a run passed, and why the others did not, without how long anything took.
import type { Reporter, TestCase } from 'vitest/node';

/** The terms of the emulator forbid to publish how fast it is. */
export default class QuietReporter implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const { state, errors = [] } = test.result();
    console.log([`${state}: ${test.fullName}`, ...errors.map(({ message }) => message)].join('\n'));
  }
}
