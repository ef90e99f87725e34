// query: runs KQL over a folder of data files, one query or a batch of them.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type ExitCode, exitCodes, UserError } from '../diagnostics/user-error.ts';
import type { EngineDiagnostic } from '../engine/engine-fault.ts';
import { runBatch } from '../engine/query-batch.ts';
import type { QuerySession } from '../engine/query-session.ts';
import { loadProject } from '../environments/project.ts';
import { datetimeTicks, unixEpochTicks } from '../kql/ticks.ts';
import type { Translation } from '../kql/translate/translation.ts';
import { assertData } from '../project/assert-data.ts';
import type { Report } from '../reporters/index.ts';
import type { SqlReport } from '../reporters/report.ts';
import { createTableCatalogue } from '../tables/catalogue.ts';
import { loadCustomTables } from '../tables/custom-tables.ts';
import type { Command, CommandContext, Flags, Outcome } from './command.ts';

export const queryCommand: Command = {
  report: 'query',
  define: (program) =>
    program
      .command('query')
      .argument('[kql]', 'the query (default: --file, else stdin)')
      .description('run KQL over a folder of data files, on the embedded engine')
      .option('--file <file>', 'read the query from a file')
      .option(
        '--data <dir>',
        'folder with <Table>.jsonl, .json, .csv or .parquet; other known tables are empty',
      )
      .option(
        '--now <time>',
        'the clock of now() and ago(), such as 2026-01-15T12:00:00Z (default: the real one)',
      )
      .option('--sql', 'print the SQL instead of running it')
      .option('--batch <file>', 'run {"id","query"} JSON lines (- for stdin); one JSON line out for each'),

  async run(args, flags, context) {
    const now = clockOf(flags, context);
    const { tables, diagnostics } = loadCustomTables(
      context.project,
      loadProject(context.project).folders.tables,
    );
    // DuckDB and the parser take longer to load than most commands take to run.
    const { openQuerySession } = await import('../engine/query-session.ts');
    const dataFolder = textFlag(flags, 'data');
    if (dataFolder !== undefined) assertData(resolve(context.folder, dataFolder), dataFolder);
    const session = await openQuerySession({
      tables: createTableCatalogue(tables),
      dataFolder: dataFolder === undefined ? undefined : resolve(context.folder, dataFolder),
      now,
    });
    try {
      const found = [...diagnostics, ...session.diagnostics];
      for (const { severity, message, file } of found) {
        if (severity !== 'error') context.progress(`${file ?? ''}: ${message}`);
      }
      const errors = found.filter(({ severity }) => severity === 'error');
      if (errors.length > 0) return failed(errors);
      return textFlag(flags, 'batch') === undefined
        ? await runOne(args, flags, context, session)
        : await runMany(flags, context, session);
    } finally {
      session.close();
    }
  },
};

async function runOne(
  args: readonly unknown[],
  flags: Flags,
  context: CommandContext,
  session: QuerySession,
): Promise<Outcome> {
  const { text, file } = await queryText(args, flags, context);
  const outcome = flags['sql'] === true ? session.translate(text) : await session.run(text);
  if ('diagnostics' in outcome) {
    for (const { sql } of outcome.diagnostics as readonly EngineDiagnostic[])
      for (const line of sql?.split('\n') ?? []) context.trace(line);
    return failed(
      outcome.diagnostics.map((found) => ({ ...found, file })),
      (name) => (name === file ? text : undefined),
    );
  }
  const report: Report =
    'result' in outcome
      ? { kind: 'query', result: outcome.result }
      : { kind: 'sql', ...sqlOf(outcome.translation) };
  return { report, exitCode: exitCodes.fine };
}

function sqlOf({ variables, sql }: Translation): Pick<SqlReport, 'variables' | 'sql'> {
  return { variables: variables.map(({ name, sql }) => ({ name, sql })), sql };
}

async function runMany(flags: Flags, context: CommandContext, session: QuerySession): Promise<Outcome> {
  const file = textFlag(flags, 'batch')!;
  const text = file === '-' ? await context.readStdin() : readText(file, context);
  if (text.trim() === '') {
    throw new UserError(`The batch ${file} holds no query.`, {
      code: 'cli/nothing-found',
      hint: 'Write one {"id","query"} object a line.',
    });
  }
  let exitCode: ExitCode = exitCodes.fine;
  for await (const answer of runBatch(text, session)) {
    context.write(`${JSON.stringify(answer)}\n`);
    if ('error' in answer) exitCode = exitCodes.findings;
  }
  return { report: undefined, exitCode };
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

async function queryText(
  args: readonly unknown[],
  flags: Flags,
  context: CommandContext,
): Promise<{ text: string; file: string }> {
  const given = args[0];
  const file = textFlag(flags, 'file');
  if (typeof given === 'string' && file !== undefined) {
    throw new UserError('Both a query and --file are given.', {
      code: 'cli/usage',
      hint: 'Give one of them.',
    });
  }
  if (typeof given === 'string') return { text: given, file: 'query' };
  if (file !== undefined) return { text: readText(file, context), file };
  const text = await context.readStdin();
  if (text.trim() !== '') return { text, file: 'stdin' };
  throw new UserError('There is no query to run.', {
    code: 'cli/usage',
    hint: 'Write it as argument, name its file with --file, or pipe it in.',
  });
}

function readText(file: string, context: CommandContext): string {
  try {
    return readFileSync(resolve(context.folder, file), 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    const reason =
      { EACCES: 'permission denied', EISDIR: 'it is a folder', ENOENT: 'it does not exist' }[code] ?? code;
    throw new UserError(`The file '${file}' cannot be read: ${reason}.`, {
      code: 'cli/unreadable-file',
      cause,
    });
  }
}

function clockOf(flags: Flags, context: CommandContext): Date {
  const text = textFlag(flags, 'now');
  if (text === undefined) return context.clock();
  const ticks = datetimeTicks(text);
  if (ticks !== undefined) return new Date(Number((ticks - unixEpochTicks) / 10_000n));
  throw new UserError(`--now '${text}' is not a time.`, {
    code: 'cli/usage',
    hint: 'Write it as 2026-01-15T12:00:00Z.',
  });
}

function textFlag(flags: Flags, name: string): string | undefined {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
}
