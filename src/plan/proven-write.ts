// A PUT that counts as done only when its answer is what was asked for, or a read afterwards shows it.
import { RequestError, type RequestFailure } from '../workspace/requests/request-error.ts';
import type { RawResource } from '../workspace/workspace.ts';

export interface ProvenPut {
  readonly put: () => Promise<RawResource>;
  readonly get: () => Promise<RawResource | undefined>;
  /** Does the resource say what was sent? */
  readonly isDone: (resource: RawResource) => boolean;
  /** Its etag before; undefined for one that was not there. */
  readonly before: string | undefined;
}

/** After these the write may have been made: its own answer was lost, or was not the service's. */
const doubtful: readonly RequestFailure[] = ['etag-mismatch', 'unavailable', 'unreadable-reply'];

/**
 * The resource as the service holds it. An answer that says something else than was sent is not taken at its word: it is read, and
 * what is still as it was before was not written.
 * @throws RequestError of the PUT where neither its answer nor a read shows that it was done.
 */
export async function provenPut({ put, get, isDone, before }: ProvenPut): Promise<RawResource> {
  let answered: RawResource;
  try {
    answered = await put();
  } catch (error) {
    if (!(error instanceof RequestError) || !doubtful.includes(error.reason)) throw error;
    const current = await get();
    if (current !== undefined && isDone(current)) return current;
    throw error;
  }
  if (isDone(answered)) return answered;
  const current = await get();
  if (current === undefined || (before !== undefined && current.etag === before)) throw notWritten(answered);
  return current;
}

function notWritten({ id }: RawResource): RequestError {
  const message = `The service answered as if it had written ${id}, and a read shows that it has not.`;
  return new RequestError(message, { reason: 'unreadable-reply', service: { message } });
}
