// Many queries over the same data: one JSON line in, one JSON line out, in the same order, whatever happens to each.
import type { Code, Diagnostic } from '../diagnostics/diagnostic.ts';
import { isJsonMap } from '../json/json.ts';
import { engineCode } from './codes.ts';
import type { QuerySession } from './query-session.ts';
import type { RunOutcome } from './run-translation.ts';

/** Why a line has no result; line and column count in the query, or in the batch file where the line itself is bad. */
interface BatchError {
  readonly code: Code;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

type QueryResult = Extract<RunOutcome, { readonly result: unknown }>['result'];

/** The answer to one line; `id` is that of the line, null where it has none. */
export type BatchAnswer =
  | {
      readonly id: unknown;
      readonly columns: QueryResult['columns'];
      readonly rows: QueryResult['rows'];
      readonly elapsedMs: number;
      /** What the result rests on that is not known here; absent where there is nothing. */
      readonly warnings?: readonly BatchError[];
    }
  | { readonly id: unknown; readonly error: BatchError };

/**
 * Answers each `{"id","query"}` line with `{"id","columns","rows","elapsedMs","warnings"}` (the last where there are any) or `{"id","error":{code,message,line,column}}`.
 * Blank lines are skipped; a line that is no request is answered with an error, id null where it has none; an id may occur twice.
 */
export async function* runBatch(
  text: string,
  session: Pick<QuerySession, 'run'>,
): AsyncGenerator<BatchAnswer> {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const request = readRequest(line, index + 1);
    if ('error' in request) {
      yield request;
      continue;
    }
    yield await answer(request, session);
  }
}

interface BatchRequest {
  readonly id: unknown;
  readonly query: string;
}

function readRequest(line: string, number: number): BatchRequest | { id: unknown; error: BatchError } {
  const bad = (id: unknown, message: string) => ({
    id: id ?? null,
    error: {
      code: engineCode('query/bad-line'),
      message: `Line ${number} of the batch ${message}.`,
      line: number,
      column: 1,
    },
  });
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return bad(null, 'is not JSON');
  }
  if (!isJsonMap(value)) return bad(null, 'is not an object');
  const { id, query } = value;
  if (typeof id !== 'string' && typeof id !== 'number') return bad(null, 'has no id');
  if (typeof query !== 'string') return bad(id, 'has no query');
  return { id, query };
}

function batchError({ code, message, line = 1, column = 1 }: Diagnostic): BatchError {
  return { code, message, line, column };
}

async function answer({ id, query }: BatchRequest, session: Pick<QuerySession, 'run'>): Promise<BatchAnswer> {
  const started = performance.now();
  try {
    const outcome = await session.run(query);
    if ('result' in outcome) {
      const { columns, rows } = outcome.result;
      const elapsedMs = Math.round((performance.now() - started) * 10) / 10;
      const warnings = (outcome.warnings ?? []).map(batchError);
      return { id, columns, rows, elapsedMs, ...(warnings.length === 0 ? {} : { warnings }) };
    }
    return { id, error: batchError(outcome.diagnostics[0]!) };
  } catch (thrown) {
    const message = `This is a defect of the tool: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
    return { id, error: { code: engineCode('query/internal'), message, line: 1, column: 1 } };
  }
}
