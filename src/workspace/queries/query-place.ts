// Leads an error of the query API from its place in the text that was sent to the place of the query it came from.
import { exitCodes, UserError } from '../../diagnostics/user-error.ts';
import { RequestError } from '../requests/request-error.ts';

/** 1-based. */
export interface QueryPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * Where the service says which place of the text is at fault, the error says which place of the query that is. `original` leads
 * from one to the other; undefined: the place is in the seed rows, and no part of the query.
 */
export function placed(error: unknown, original: (place: QueryPlace) => QueryPlace | undefined): unknown {
  if (!(error instanceof RequestError) || error.reason !== 'refused') return error;
  const { code, message: words } = error.service;
  const sent = placeIn(error.service);
  if (sent === undefined) return error;
  const place = original(sent);
  const reason = `${code === undefined ? '' : `${code}: `}${words.replace(/ on line \[\d+,\d+\]/, '')}`;
  const options = { code: error.diagnostic.code, exitCode: exitCodes.findings, cause: error };
  if (place === undefined)
    return new UserError(`${reason} (in the seed rows put in front of the query)`, options);
  const { line, column } = place;
  return new UserError(`${reason} (line ${line}, column ${column} of the query)`, {
    ...options,
    line,
    column,
  });
}

/** Some errors name their place only in their words: `... on line [3,0]`, line from 1, position from 0. */
function placeIn({ line, position, message }: RequestError['service']): QueryPlace | undefined {
  if (line !== undefined) return { line, column: (position ?? 0) + 1 };
  const match = /\bon line \[(\d+),(\d+)\]/.exec(message);
  return match === null ? undefined : { line: Number(match[1]), column: Number(match[2]) + 1 };
}
