// Ctrl+C while changes are written: no new one is begun, those in flight are waited for, and what became of each is said.
import { exitCodes } from '../diagnostics/user-error.ts';
import { planError } from './codes.ts';

/** How long what is in flight is waited for; a second request to stop ends the wait at once. */
const longestGoodbyeMs = 10_000;

export interface Interruption {
  /** Aborted when somebody asks to stop. */
  readonly stop: AbortSignal;
  /** Aborted when they ask again, or the wait is over. */
  readonly leave: AbortSignal;
  /** `work` that writes nothing: given up as soon as somebody asks to stop. Rejects with a UserError then. */
  orNothing<T>(work: Promise<T>): Promise<T>;
}

/** Who asks to stop, and where it is said what follows. */
export interface Stopping {
  /** Calls `stop` each time somebody asks, until the returned function is called; absent where nobody can ask. */
  readonly onStop?: ((stop: () => void) => () => void) | undefined;
  readonly progress: (line: string) => void;
}

/** Runs `use` with the requests to stop that come meanwhile; `inFlight` says what is being written. */
export async function interruptible<T>(
  { onStop, progress }: Stopping,
  inFlight: () => readonly string[],
  use: (interruption: Interruption) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const leave = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const forget = onStop?.(() => {
    if (stop.signal.aborted) return leave.abort();
    stop.abort();
    const items = inFlight();
    if (items.length === 0) return;
    progress(
      `Stopping: nothing more is begun. In flight: ${items.join(', ')}. Press Ctrl+C again to leave at once.`,
    );
    timer = setTimeout(() => leave.abort(), longestGoodbyeMs);
  });
  try {
    return await use({
      stop: stop.signal,
      leave: leave.signal,
      orNothing: (work) => Promise.race([work, whenStopped(stop.signal)]),
    });
  } finally {
    clearTimeout(timer);
    forget?.();
  }
}

function whenStopped(stop: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const give = () =>
      reject(
        planError('cli/stopped', 'Stopped; nothing was written.', {
          hint: 'Run it again when it suits.',
          exitCode: exitCodes.interrupted,
        }),
      );
    if (stop.aborted) give();
    stop.addEventListener('abort', give);
  });
}
