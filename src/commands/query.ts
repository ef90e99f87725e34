// query: runs KQL over a folder of data files, one query or a batch of them.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { queryOf } from '../content/kinds/kinds.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type ExitCode, exitCodes } from '../diagnostics/user-error.ts';
import type { EngineDiagnostic } from '../engine/engine-fault.ts';
import { runBatch } from '../engine/query-batch.ts';
import type { QuerySession } from '../engine/query-session.ts';
import { bindQuery } from '../kql/bind/bind.ts';
import { standIns } from '../kql/bind/stand-ins.ts';
import { assertData } from '../project/assert-data.ts';
import { openTables } from '../project/open-tables.ts';
import { openSelection } from '../project/selection.ts';
import { datetimeTicks, unixEpochTicks } from '../rows/ticks.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { traceQuery } from '../testing/trace.ts';
import { commandError } from './codes.ts';
import type { Command, CommandContext, Flags, Outcome } from './command.ts';
import { assertEngineFlags, engineOptions, isOnKusto, openKusto } from './kusto-options.ts';
import { onKusto } from './kusto-session.ts';
import { queryCase } from './query-case.ts';

export const queryCommand: Command = {
  report: 'query',
  examples: [
    {
      does: 'over a folder of exported logs',
      line: "query --data logs 'SigninLogs | summarize count() by ResultType'",
    },
    {
      does: 'where the rows of a case are lost',
      line: "query --trace --case 'rare-tool#another program is fine'",
    },
    { does: 'the query of a rule', line: 'query --data logs --file analytics-rules/rare-tool.yaml' },
  ],
  define: (program) =>
    engineOptions(program.command('query'))
      .argument('[kql]', 'the query (default: --file, else stdin)')
      .description('run KQL over a folder of data files, on the embedded engine, or on a Kusto engine')
      .option('--file <file>', 'read the query from a file of KQL, or from a content file')
      .option('--case <slug#name>', 'run the query of a content item over the rows of one of its cases')
      .option('--trace', 'show how many rows, and the first of them, are left behind each step of the query')
      .option(
        '--data <dir>',
        'folder with a file, or a folder of files, for each table: <Table>.csv, .json, .jsonl, .ndjson or .parquet; other known tables are empty',
      )
      .option(
        '--now <time>',
        'the time for now() and ago(), such as 2026-01-15T12:00:00Z (default: the current time)',
      )
      .option('--sql', 'print the SQL instead of running it')
      .option(
        '--explain',
        'run the query, and print the plan of the embedded database with the time of each operator',
      )
      .option('--batch <file>', 'run {"id","query"} JSON lines (- for stdin); prints one JSON line for each'),

  async run(args, flags, context) {
    assertEngineFlags(flags, {
      batch: '--batch',
      case: '--case',
      explain: '--explain',
      sql: '--sql',
      trace: '--trace',
    });
    const traceRows = flags['trace'] === true ? tracedRows : undefined;
    const caseName = textFlag(flags, 'case');
    if (caseName !== undefined) {
      assertOnlyCase(args, flags);
      return queryCase(caseName, { traceRows }, context);
    }
    assertOneAnswer(flags);
    const now = clockOf(flags, context);
    const { tables, diagnostics } = openTables(context.project);
    // DuckDB and the parser take longer to load than most commands take to run.
    const { openQuerySession } = await import('../engine/query-session.ts');
    const dataFolder = textFlag(flags, 'data');
    if (dataFolder !== undefined) assertData(resolve(context.folder, dataFolder), dataFolder);
    const opened = await openQuerySession({
      tables,
      dataFolder: dataFolder === undefined ? undefined : resolve(context.folder, dataFolder),
      now,
    });
    try {
      const session = await sessionOn(opened, now, { flags, context });
      const problems = [...diagnostics, ...session.diagnostics];
      const errors = problems.filter(({ severity }) => severity === 'error');
      for (const { severity, message, file } of problems) {
        if (severity !== 'error') context.progress(`${file ?? ''}: ${message}`);
      }
      if (errors.length > 0) return failed(errors);
      const noted = isOnKusto(flags) && dataFolder === undefined ? session : noting(session, tables, context);
      const batch = textFlag(flags, 'batch');
      if (batch !== undefined) return await answerBatch(await batchText(batch, context), noted, context);
      const query = await queryText(args[0], flags, context);
      if (flags['sql'] === true) return translateOne(query, session);
      if (flags['explain'] === true) return await explainOne(query, session);
      if (traceRows !== undefined) return await traceOne(query, noted, traceRows);
      return await runOne(query, noted, context);
    } finally {
      opened.close();
    }
  },
};

/** On the engine that the flags name. */
async function sessionOn(
  session: QuerySession,
  now: Date,
  { flags, context }: { readonly flags: Flags; readonly context: CommandContext },
): Promise<QuerySession> {
  if (!isOnKusto(flags)) return session;
  const engine = await openKusto(flags, context);
  const hasData = textFlag(flags, 'data') !== undefined;
  const over = hasData ? 'the rows of --data' : 'what its database holds';
  context.progress(`Queries run over ${over}, on ${engine.description}.`);
  return onKusto(session, { engine, now, hasData });
}

/** The session that says once what stands in for a source that the engine does not have. */
function noting(
  session: QuerySession,
  tables: TableCatalogue,
  { progress }: Pick<CommandContext, 'progress'>,
): QuerySession {
  const said = new Set<string>();
  const calls = tables.functionNames().length > 0 ? /./ : /_GetWatchlist|ASim|[iI]m_?[A-Z]/;
  return {
    ...session,
    run: (text) => {
      const root = calls.test(text) ? bindQuery(text, { tables }).root : undefined;
      for (const { message } of root === undefined ? [] : standIns(root, tables)) {
        if (!said.has(message)) progress(`${message}.`);
        said.add(message);
      }
      return session.run(text);
    },
  };
}

interface Query {
  readonly text: string;
  /** The file it was read from, or a word for one in findings. */
  readonly file: string;
}

async function runOne(
  query: Query,
  session: QuerySession,
  { trace, progress }: Pick<CommandContext, 'trace' | 'progress'>,
): Promise<Outcome> {
  const outcome = await session.run(query.text);
  if ('result' in outcome) {
    for (const { code, message, line, column } of outcome.warnings ?? [])
      progress(`${query.file}:${line ?? 1}:${column ?? 1}: warning ${code}: ${message}`);
    return { report: { kind: 'query', result: outcome.result }, exitCode: exitCodes.fine };
  }
  for (const { sql } of outcome.diagnostics as readonly EngineDiagnostic[])
    for (const line of sql?.split('\n') ?? []) trace(line);
  return refused(query, outcome.diagnostics);
}

/** So many of the first rows behind each step are shown. */
const tracedRows = 3;

/** A query that cannot be run says so as without its trace. */
async function traceOne(query: Query, session: QuerySession, firstRows: number): Promise<Outcome> {
  const { engine, tables, data } = session.opened;
  const outcome = session.translate(query.text);
  if ('diagnostics' in outcome) return refused(query, outcome.diagnostics);
  const ask = async (text: string) => {
    const answer = await session.run(text);
    return 'result' in answer ? answer.result : undefined;
  };
  const trace = await traceQuery(engine.bind(query.text, { tables, data, exploring: true }), ask, {
    firstRows,
  });
  return { report: { kind: 'trace', trace }, exitCode: exitCodes.fine };
}

/** Each of these says what is printed. */
function assertOneAnswer(flags: Flags): void {
  const [one, other] = ['batch', 'explain', 'sql', 'trace'].filter((name) => flags[name] !== undefined);
  if (other === undefined) return;
  throw commandError('cli/usage', `Both --${one} and --${other} are given.`, {
    hint: 'Each of them says what is printed: give one.',
  });
}

/** A case brings its query, its rows and its clock. */
function assertOnlyCase(args: readonly unknown[], flags: Flags): void {
  const others = ['batch', 'data', 'explain', 'file', 'now', 'sql'].filter(
    (name) => flags[name] !== undefined,
  );
  if (args[0] === undefined && others.length === 0) return;
  const other = args[0] === undefined ? `--${others[0]}` : 'a query';
  throw commandError('cli/usage', `Both --case and ${other} are given.`, {
    hint: 'A case brings its query, its rows and its clock: leave the other out.',
  });
}

/** The plan names relations and columns as `--sql` does. */
async function explainOne(query: Query, session: QuerySession): Promise<Outcome> {
  const outcome = await session.explain(query.text);
  if ('diagnostics' in outcome) return refused(query, outcome.diagnostics);
  const plan = outcome.result.rows.map(([, text]) => String(text)).join('\n');
  return { report: { kind: 'database-plan', plan }, exitCode: exitCodes.fine };
}

function translateOne(query: Query, session: QuerySession): Outcome {
  const outcome = session.translate(query.text);
  if ('diagnostics' in outcome) return refused(query, outcome.diagnostics);
  const { variables, sql } = outcome.translation;
  return { report: { kind: 'sql', variables, sql }, exitCode: exitCodes.fine };
}

async function answerBatch(
  text: string,
  session: QuerySession,
  { write }: Pick<CommandContext, 'write'>,
): Promise<Outcome> {
  let exitCode: ExitCode = exitCodes.fine;
  for await (const answer of runBatch(text, session)) {
    write(`${JSON.stringify(answer)}\n`);
    if ('error' in answer) exitCode = exitCodes.findings;
  }
  return { report: undefined, exitCode };
}

function refused({ text, file }: Query, diagnostics: readonly Diagnostic[]): Outcome {
  return failed(
    diagnostics.map((each) => ({ ...each, file })),
    (name) => (name === file ? text : undefined),
  );
}

function failed(
  diagnostics: readonly Diagnostic[],
  sourceOf: (file: string) => string | undefined = () => undefined,
): Outcome {
  return {
    report: { kind: 'diagnostics', diagnostics, files: 1, baselined: 0, sourceOf },
    exitCode: exitCodes.findings,
  };
}

async function queryText(argument: unknown, flags: Flags, context: CommandContext): Promise<Query> {
  const file = textFlag(flags, 'file');
  if (typeof argument === 'string' && file !== undefined) {
    throw commandError('cli/usage', 'Both a query and --file are given.', { hint: 'Give one of them.' });
  }
  if (typeof argument === 'string') return { text: argument, file: 'query' };
  if (file !== undefined) return { text: queryInFile(file, context), file };
  const text = await context.readStdin();
  if (text.trim() !== '') return { text, file: 'stdin' };
  throw commandError('cli/usage', 'There is no query to run.', {
    hint: 'Write it as argument, name its file with --file, or pipe it in.',
  });
}

/** The query of a content file, or the text of any other. */
function queryInFile(file: string, context: CommandContext): string {
  const text = readText(file, context);
  if (!/\.ya?ml$/i.test(file)) return text;
  const [item] = openSelection(context, [file], {}).chosen.items;
  const query = item === undefined ? undefined : queryOf(item);
  if (query !== undefined) return query;
  throw commandError('cli/usage', `${file} has no query.`, {
    hint: 'Name a file of KQL, or a rule, hunting query or parser of the project.',
  });
}

async function batchText(file: string, context: CommandContext): Promise<string> {
  const text = file === '-' ? await context.readStdin() : readText(file, context);
  if (text.trim() !== '') return text;
  throw commandError('cli/nothing-found', `The batch ${file} holds no query.`, {
    hint: 'Write one {"id","query"} object a line.',
  });
}

function readText(file: string, context: CommandContext): string {
  try {
    return readFileSync(resolve(context.folder, file), 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    const reason =
      { EACCES: 'permission denied', EISDIR: 'it is a folder', ENOENT: 'it does not exist' }[code] ?? code;
    throw commandError('cli/unreadable-file', `The file '${file}' cannot be read: ${reason}.`, {
      cause,
      hint: undefined,
    });
  }
}

function clockOf(flags: Flags, context: CommandContext): Date {
  const text = textFlag(flags, 'now');
  if (text === undefined) return context.clock();
  const ticks = datetimeTicks(text);
  if (ticks !== undefined) return new Date(Number((ticks - unixEpochTicks) / 10_000n));
  throw commandError('cli/usage', `--now '${text}' is not a time.`, {
    hint: 'Write it as 2026-01-15T12:00:00Z.',
  });
}

function textFlag(flags: Flags, name: string): string | undefined {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
}
