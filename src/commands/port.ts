// Reads a TCP port from a flag.
import { UserError } from '../diagnostics/user-error.ts';

/** 0 (any free port) when the flag is absent. Throws a UserError for anything that is no port. */
export function parsePort(flag: unknown): number {
  if (flag === undefined) return 0;
  const port = Number(flag);
  if (typeof flag === 'string' && /^\d{1,5}$/.test(flag) && port <= 65_535) return port;
  throw new UserError(`${JSON.stringify(flag)} is not a port.`, {
    code: 'cli/bad-port',
    hint: 'Give a number from 1 to 65535, or leave --port out for any free one.',
  });
}
