// Writes query results as Kusto does: the frames of v2, and the tables of v1.
import type { QueryColumn, QueryResult } from '../../rows/query-result.ts';

/** A failure that an engine reports after it has begun to answer: the status is 200 then. */
export interface LateFailure {
  readonly code: string;
  readonly message: string;
}

/**
 * The frames of an answer, none of them progressive. With a failure they hold what there is, and say three times that it is not all:
 * in the completion information, and in the completion by HasErrors and by the error itself.
 * https://learn.microsoft.com/kusto/api/rest/response-v2
 */
export function framesText(result: QueryResult, failure?: LateFailure): string {
  const errors = failure === undefined ? undefined : [{ error: oneApiError(failure) }];
  const completion = {
    FrameType: 'DataSetCompletion',
    HasErrors: failure !== undefined,
    Cancelled: false,
    ...(errors !== undefined && { OneApiErrors: errors }),
  };
  const frames = [
    '{"FrameType":"DataSetHeader","IsProgressive":false,"Version":"v2.0"}',
    tableFrame(0, 'QueryProperties', '@ExtendedProperties', queryProperties),
    tableFrame(1, 'PrimaryResult', 'PrimaryResult', result),
    tableFrame(2, 'QueryCompletionInformation', 'QueryCompletionInformation', completionOf(failure)),
    JSON.stringify(completion),
  ];
  return `[${frames.join(',\n')}]`;
}

/** The answer of a command, and of the older query endpoint. https://learn.microsoft.com/kusto/api/rest/response */
export function tablesText({ columns, rows }: QueryResult): string {
  const declared = columns.map(({ name, type }) => ({
    ColumnName: name,
    DataType: netTypes[type] ?? 'String',
    ColumnType: type,
  }));
  return `{"Tables":[{"TableName":"Table_0","Columns":${JSON.stringify(declared)},"Rows":${rowsText(columns, rows)}}]}`;
}

/** An error in the form that Kusto gives it, in a body as among frames. */
export function oneApiError({ code, message }: LateFailure, place: object = {}): object {
  return {
    code: 'General_BadRequest',
    message: 'Request is invalid and cannot be executed.',
    '@type': 'Kusto.Data.Exceptions.KustoBadRequestException',
    '@message': `Request is invalid and cannot be processed: ${code}: ${message}`,
    '@permanent': true,
    innererror: {
      code,
      message,
      '@message': message,
      '@errorCode': code,
      '@errorMessage': message,
      '@permanent': true,
      ...place,
    },
  };
}

const netTypes: Readonly<Record<string, string>> = {
  bool: 'SByte',
  datetime: 'DateTime',
  decimal: 'SqlDecimal',
  dynamic: 'Object',
  guid: 'Guid',
  int: 'Int32',
  long: 'Int64',
  real: 'Double',
  string: 'String',
  timespan: 'TimeSpan',
};

function tableFrame(id: number, kind: string, name: string, { columns, rows }: QueryResult): string {
  const declared = columns.map((column) => ({ ColumnName: column.name, ColumnType: column.type }));
  return `{"FrameType":"DataTable","TableId":${id},"TableKind":"${kind}","TableName":"${name}","Columns":${JSON.stringify(declared)},"Rows":${rowsText(columns, rows)}}`;
}

function rowsText(columns: readonly QueryColumn[], rows: QueryResult['rows']): string {
  const lines = rows.map(
    (row) => `[${row.map((value, index) => cellText(value, columns[index]?.type ?? '')).join(',')}]`,
  );
  return `[${lines.join(',')}]`;
}

/** By hand, because a long beyond 2^53 is a JSON number here, and no JavaScript number. */
function cellText(value: unknown, type: string): string {
  if (value === null || value === undefined) return type === 'dynamic' ? '""' : 'null';
  switch (type) {
    case 'dynamic':
      return JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value));
    case 'int':
    case 'long':
      return String(value);
    case 'datetime':
      return JSON.stringify(String(value).replace(/\.?0+Z$/, 'Z'));
    default:
      return JSON.stringify(value);
  }
}

const columnsOf = (types: Readonly<Record<string, string>>): readonly QueryColumn[] =>
  Object.entries(types).map(([name, type]) => ({ name, type }));

/** What `render` asks for; nothing here draws. */
const queryProperties: QueryResult = {
  columns: columnsOf({ TableId: 'int', Key: 'string', Value: 'dynamic' }),
  rows: [[1, 'Visualization', { Visualization: null, Title: null }]],
};

function completionOf(failure: LateFailure | undefined): QueryResult {
  const columns = columnsOf({
    Level: 'int',
    LevelName: 'string',
    StatusCode: 'int',
    StatusCodeName: 'string',
    EventType: 'int',
    EventTypeName: 'string',
    Payload: 'string',
  });
  const row =
    failure === undefined
      ? [
          4,
          'Info',
          0,
          'S_OK (0)',
          4,
          'QueryInfo',
          JSON.stringify({ Count: 1, Text: 'Query completed successfully' }),
        ]
      : [
          2,
          'Error',
          -2133196797,
          failure.code,
          4,
          'QueryInfo',
          JSON.stringify({ Count: 1, Text: failure.message }),
        ];
  return { columns, rows: [row] };
}
