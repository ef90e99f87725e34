// Catches the UserError a call must throw.
import { UserError } from '../../src/diagnostics/user-error.ts';

/** The UserError thrown by `call`; anything else, and no error, fails the test. */
export function userErrorOf(call: () => unknown): UserError {
  try {
    call();
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown;
    throw thrown;
  }
  throw new Error('expected a UserError, and nothing was thrown');
}
