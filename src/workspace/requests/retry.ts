// The waits the Azure SDKs leave to the caller: a 429 without Retry-After, and a 409 that passes with time.
import { RequestError } from './request-error.ts';

export interface RetryPolicy {
  /** Attempts after the first. */
  readonly retries: number;
  /** The first wait, in milliseconds; each further one is twice as long. */
  readonly delayMs: number;
  readonly sleep: (ms: number) => Promise<void>;
}

export const defaultRetryPolicy: RetryPolicy = {
  retries: 3,
  delayMs: 2000,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * Runs `attempt` again after a wait where waiting can help. A stale etag, a recently deleted id and a name that is taken are
 * conflicts too, but the same request would meet them again: they are not repeated.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
export async function withRetries<T>(
  policy: RetryPolicy,
  attempt: () => Promise<T>,
  mayPass: (error: RequestError) => boolean = isTransient,
): Promise<T> {
  for (let tried = 0; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (tried >= policy.retries || !(error instanceof RequestError) || !mayPass(error)) throw error;
      await policy.sleep(policy.delayMs * 2 ** tried);
    }
  }
}

function isTransient(error: RequestError): boolean {
  if (error.reason === 'throttled') return !error.retriedBySdk;
  return error.reason === 'busy';
}
