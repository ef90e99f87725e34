// What a promise is rejected with, for a test that looks at it more than once; that it is rejected at all is part of the test.

/** @throws Error when nothing is thrown. */
export function thrown(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => Promise.reject(new Error('nothing was thrown')),
    (error: unknown) => error,
  );
}
