// Reads what a Kusto engine answers into a QueryResult, and knows every way in which an answer is no result.
import { isJsonMap, type JsonMap } from '../../json/json.ts';
import { readJsonValue } from '../../json/json-text.ts';
import type { QueryResult } from '../../rows/query-result.ts';
import { workspaceError } from '../codes.ts';
import { readCell, readColumn } from '../queries/wire-cells.ts';
import { clip, deepest } from '../requests/service-error.ts';

/**
 * The one result of a query from the body of a 200 to `POST /v2/rest/query`. The status only says that the query had begun, so an
 * answer counts as a result when all of these hold: it is a JSON array of frames from DataSetHeader to DataSetCompletion, none of
 * them progressive; the completion says neither HasErrors nor Cancelled; no table has an error object in the place of a row;
 * QueryCompletionInformation reports no error; there is exactly one PrimaryResult, and its rows are as wide as its columns.
 * https://learn.microsoft.com/kusto/api/rest/response-v2
 * @throws UserError `workspace/partial-result` for a failure the engine reports, `workspace/unreadable-result` for anything else.
 */
export function readKustoAnswer(text: string): QueryResult {
  const frames = framesOf(text);
  const tables = frames.filter(({ FrameType: type }) => type === 'DataTable');
  for (const table of tables) assertNoErrorRow(table);
  assertCompleted(frames.at(-1)!);
  for (const table of tables) assertNoErrorStatus(table);
  const [primary, ...more] = tables.filter(({ TableKind: kind }) => kind === 'PrimaryResult');
  if (primary === undefined) throw unreadable('it has no PrimaryResult');
  if (more.length > 0) throw unreadable(`it has ${more.length + 1} results, and a query of a rule has one`);
  return readTable(primary);
}

/**
 * The first table of an answer in the older form, which commands (`.show version`) give.
 * https://learn.microsoft.com/kusto/api/rest/response
 * @throws UserError as `readKustoAnswer`.
 */
export function readKustoTables(text: string): QueryResult {
  const body = parseBody(text);
  if (isJsonMap(body)) assertNoErrors(body);
  const tables = isJsonMap(body) ? body['Tables'] : undefined;
  if (!Array.isArray(tables) || !tables.every(isJsonMap)) throw unreadable('it has no Tables');
  for (const table of tables) assertNoErrorRow(table);
  const [first] = tables;
  if (first === undefined) throw unreadable('its Tables are empty');
  return readTable(first);
}

function framesOf(text: string): readonly JsonMap[] {
  const body = parseBody(text);
  if (isJsonMap(body)) assertNoErrors(body);
  if (!Array.isArray(body) || !body.every(isJsonMap)) throw unreadable('it is no array of frames');
  for (const frame of body) assertPlain(frame);
  if (body[0]?.['FrameType'] !== 'DataSetHeader') throw unreadable('it does not begin with DataSetHeader');
  if (body.at(-1)?.['FrameType'] !== 'DataSetCompletion')
    throw unreadable('it breaks off before DataSetCompletion');
  return body;
}

/** A real that is not finite comes as text; builds are known that write the bare word, which JSON does not have. */
const bareReal = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

function parseBody(text: string): unknown {
  try {
    return readJsonValue(text);
  } catch (cause) {
    try {
      return readJsonValue(text.replace(bareReal, (word) => (word.startsWith('"') ? word : `"${word}"`)));
    } catch {
      throw unreadable(`it is no JSON, or a part of it: ${clip(text, 120) || '(empty)'}`, cause);
    }
  }
}

const plainFrames: ReadonlySet<unknown> = new Set(['DataSetHeader', 'DataTable', 'DataSetCompletion']);

/** Progressive frames replace rows that went before: a reader that does not follow them has a wrong result. */
function assertPlain({ FrameType: type, IsProgressive: progressive }: JsonMap): void {
  if (progressive === true) throw unreadable('it is progressive, which was not asked for');
  if (!plainFrames.has(type)) throw unreadable(`it has a frame ${JSON.stringify(type)}`);
}

function assertCompleted(completion: JsonMap): void {
  assertNoErrors(completion);
  if (completion['Cancelled'] === true) throw partial('it was cancelled');
  if (completion['HasErrors'] !== false) throw partial('the engine reports errors and does not say which');
}

/** The errors may stand where a row is expected, in any of the tables, and the completion may know nothing of them. */
function assertNoErrorRow({ Rows: rows }: JsonMap): void {
  for (const row of Array.isArray(rows) ? rows : []) if (isJsonMap(row)) assertNoErrors(row);
}

function assertNoErrors(holder: JsonMap): void {
  if (isJsonMap(holder['error'])) throw partial(wordsOf(holder['error']));
  const { OneApiErrors: errors, Exceptions: exceptions } = holder;
  if (Array.isArray(errors) && errors.length > 0) throw partial(errors.map(oneApiWords).join('; '));
  if (Array.isArray(exceptions) && exceptions.length > 0)
    throw partial(exceptions.map((one) => clip(String(one))).join('; '));
}

function oneApiWords(error: unknown): string {
  if (!isJsonMap(error)) return clip(String(error));
  return wordsOf(isJsonMap(error['error']) ? error['error'] : error);
}

function wordsOf(error: JsonMap): string {
  const cause = deepest(error);
  if (cause === undefined) return clip(JSON.stringify(error));
  const code = cause.code === undefined || cause.message.includes(cause.code) ? '' : `${cause.code}: `;
  return `${code}${clip(cause.message)}`;
}

/** Levels of a trace: 1 is critical, 2 an error, 3 a warning. */
const leastErrorLevel = 2;

function assertNoErrorStatus(table: JsonMap): void {
  if (table['TableKind'] !== 'QueryCompletionInformation') return;
  const { columns, rows } = readTable(table);
  const place = (name: string) => columns.findIndex((column) => column.name === name);
  const [level, status, payload] = [place('Level'), place('StatusCodeName'), place('Payload')];
  if (level < 0) return;
  const failed = rows.find((row) => typeof row[level] === 'number' && row[level] <= leastErrorLevel);
  if (failed === undefined) return;
  throw partial(`${String(failed[status] ?? 'error')}: ${clip(String(failed[payload] ?? ''))}`);
}

function readTable({ Columns: columns, Rows: rows }: JsonMap): QueryResult {
  if (!Array.isArray(columns) || !Array.isArray(rows)) throw unreadable('a table lacks Columns or Rows');
  const declared = columns
    .filter(isJsonMap)
    .map(({ ColumnName: name, ColumnType: type, DataType: net }) => readColumn(name, type ?? net));
  return {
    columns: declared,
    rows: rows.map((row: unknown) => {
      if (!Array.isArray(row)) throw unreadable('a row is no list of values');
      if (row.length !== declared.length)
        throw unreadable(`a row has ${row.length} values for ${declared.length} columns`);
      return declared.map(({ type }, index) => readKustoCell(row[index], type));
    }),
  };
}

/** The null of a dynamic is written as an empty text. */
function readKustoCell(value: unknown, type: string): unknown {
  return type === 'dynamic' && value === '' ? null : readCell(value, type);
}

function partial(reason: string) {
  return workspaceError(
    'workspace/partial-result',
    `The query did not finish, although the engine answered 200: ${reason.replace(/\.$/, '')}`,
    { hint: 'Correct what it names, or narrow the query, then run it again.', exitCode: 1 },
  );
}

function unreadable(why: string, cause?: unknown) {
  return workspaceError(
    'workspace/unreadable-result',
    `The Kusto endpoint answered a query with something that is no whole result: ${why}.`,
    { hint: 'Check the address, and what stands between it and here, such as a proxy.', cause },
  );
}
