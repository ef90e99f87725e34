// argv -> command -> reporter -> exit code: the only file that touches stdin, stdout and stderr.
import { appendFileSync, fstatSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { Command as CommanderCommand, CommanderError } from 'commander';
import { commandError } from './commands/codes.ts';
import type { Command, CommandContext, Flags } from './commands/command.ts';
import { commandGroups } from './commands/index.ts';
import {
  addReportOptions,
  assertReportFiles,
  type ReportFile,
  writeReport,
} from './commands/report-formats.ts';
import { oneLine } from './diagnostics/harmless.ts';
import { type ExitCode, exitCodes, UserError } from './diagnostics/user-error.ts';
import { explanationFor } from './explanation.ts';
import { findProjectOf, namedProject } from './project/find-project.ts';
import { watchFiles } from './project/watch-files.ts';
import { annotation } from './reporters/github-actions.ts';
import { type Format, formatsFor, type Rendering, type Report, reporters } from './reporters/index.ts';
import { summarised } from './reporters/markdown.ts';
import { indented } from './reporters/one-line-fields.ts';
import { cleaned } from './reporters/output.ts';
import { createStyle, type Display, isColoured, widthOf } from './reporters/style.ts';
import { renderDiagnostic } from './reporters/text-diagnostics.ts';
import { consent, createShell, helpWidth, type Shell, type Terminal } from './terminal.ts';
import { version } from './version.ts';

/** Runs one command line (`argv` without node and script). Never throws; the answer is the exit code. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const shell = createShell(terminal);
  try {
    return await runCommand(argv, shell);
  } finally {
    shell.stop();
  }
}

/** One call of the tool: what is known of it so far. */
interface Invocation {
  readonly terminal: Shell;
  /** Of the command that was called, once they are parsed: a failure is reported in the format they ask for. */
  flags: Flags;
  /** The project folder; undefined before it is looked for. */
  project?: string;
  exitCode: ExitCode;
}

async function runCommand(argv: readonly string[], terminal: Shell): Promise<ExitCode> {
  const invocation: Invocation = { terminal, flags: {}, exitCode: exitCodes.fine };
  const program = createProgram(invocation);
  try {
    await program.parseAsync(argv, { from: 'user' });
    const unwritten = await terminal.flushed?.();
    if (unwritten !== undefined) reportLoss(unwrittenReport(unwritten), invocation);
    return invocation.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
    return reportFailure(error, argv, invocation);
  }
}

/** The work is done, and something that was to be kept of it is not. */
function reportLoss({ diagnostic }: UserError, invocation: Invocation): void {
  const { terminal, exitCode } = invocation;
  terminal.stderr(renderDiagnostic(diagnostic, createStyle(terminal.display.stderr)));
  // Where something failed besides, that is what the code says.
  const isFine = exitCode === exitCodes.fine || exitCode === exitCodes.changesPending;
  if (isFine) invocation.exitCode = exitCodes.notRecorded;
}

function unwrittenReport(cause: Error): UserError {
  return commandError(
    'cli/unwritable-report',
    `The command has done its work, but its report cannot be written: ${cause.message}.`,
    {
      hint: 'Run plan to see how things stand; --report FORMAT=FILE writes the report to a file.',
      exitCode: exitCodes.notRecorded,
      cause,
    },
  );
}

function createProgram(invocation: Invocation): CommanderCommand {
  const { terminal } = invocation;
  const output = {
    writeOut: (text: string) => terminal.stdout(text, 'document'),
    writeErr: terminal.stderr,
    outputError: (text: string, write: (text: string) => void) =>
      write(`${indented(text.trimEnd(), '    ')}\n`),
    getOutHelpWidth: () => terminal.display.stdout.width ?? helpWidth,
    getErrHelpWidth: () => terminal.display.stderr.width ?? helpWidth,
  };
  const program = new CommanderCommand('sentinel-sync')
    .description(
      'Microsoft Sentinel content as code: check, test, plan, deploy and promote detections from Git.',
    )
    .version(version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .showHelpAfterError('(run with --help for usage)')
    .exitOverride()
    .configureOutput(output)
    // Beside the longest flag, a description would go beyond a terminal of 60 places otherwise.
    .configureHelp({ minWidthToWrap: 20 });
  for (const { heading, commands } of commandGroups) {
    program.commandsGroup(`${heading}:`);
    for (const command of commands) addCommand(program, command, invocation);
  }
  // Of the last group.
  return program.helpCommand('help [command]', 'show the help of a command');
}

/** Defines a command with what all commands have, and runs it when it is called; how it writes it has of the program. */
function addCommand(program: CommanderCommand, command: Command, invocation: Invocation): void {
  const { terminal } = invocation;
  const defined = command
    .define(program)
    .optionsGroup('Options of every command:')
    .option(
      '-C, --folder <dir>',
      'project folder, or a folder in it (default: search upwards from the current folder)',
    )
    .option('--verbose', 'print details of each step and request to stderr')
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', examplesText(command));
  addReportOptions(defined, command.report);
  defined.action(async (...received: unknown[]) => {
    const flags = defined.opts() as Flags;
    invocation.flags = flags;
    const paths = defined.registeredArguments[0]?.name() === 'path' ? (received[0] as string[]) : [];
    const project =
      flags['folder'] === undefined
        ? findProjectOf(terminal.folder, paths)
        : namedProject(folderOf(invocation));
    invocation.project = project;
    const context = createContext(invocation, project);
    if (command.withoutProject !== true) announceProject(context, terminal);
    assertReportFiles(context.folder, reportFilesOf(flags));
    const outcome = await command.run(received.slice(0, -2), flags, context);
    invocation.exitCode = outcome.exitCode;
    if (outcome.report !== undefined) publish(outcome.report, invocation);
    if (outcome.notRecorded !== undefined) reportLoss(outcome.notRecorded, invocation);
  });
}

function examplesText({ examples }: Command): string {
  const lines = examples.map(({ does, line }) => `  # ${does}\n  $ sentinel-sync ${line}`);
  return `\n${examples.length === 1 ? 'Example' : 'Examples'}:\n${lines.join('\n')}`;
}

function reportFilesOf(flags: Flags): readonly ReportFile[] {
  return (flags['report'] ?? []) as readonly ReportFile[];
}

/** Prints the report, and writes it wherever else it is wanted. */
function publish(report: Report, invocation: Invocation): void {
  const { terminal, flags } = invocation;
  // What stops a command may have no form in the format of its result: findings of a query have no CSV.
  const reporterFor = (format: Format) =>
    reporters[formatsFor(report.kind).includes(format) ? format : 'text'];
  const { render, output } = reporterFor(flags['format'] as Format);
  terminal.stdout(render(report, renderingOf(invocation, terminal.display.stdout)), output);
  const rendering = renderingOf(invocation);
  const summary = terminal.env['GITHUB_STEP_SUMMARY'];
  if (summary && summarised.includes(report.kind)) {
    try {
      terminal.appendFile(summary, `${cleaned(reporters.markdown.render(report, rendering), 'document')}\n`);
    } catch (error) {
      // The job has done its work; what it says besides must not fail it.
      terminal.stderr(`The job summary cannot be written: ${(error as Error).message}\n`);
    }
  }
  for (const { format, file } of reportFilesOf(flags)) {
    try {
      const { render, output } = reporterFor(format);
      writeReport(folderOf(invocation), file, cleaned(render(report, rendering), output));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      reportLoss(error, invocation);
    }
  }
}

/** Paths are relative to the root of the repository, which is where GitHub looks for them, or from where the command was started. */
function renderingOf(invocation: Invocation, display?: Display): Rendering {
  const { terminal, project } = invocation;
  const root = resolve(terminal.env['GITHUB_WORKSPACE'] || terminal.folder);
  const inside = relative(root, project ?? folderOf(invocation)).replaceAll('\\', '/');
  const prefix = inside === '' || inside.startsWith('..') ? '' : `${inside}/`;
  return {
    style: createStyle(display),
    explain: explanationFor,
    placeOf: (file) => `${prefix}${file}`,
  };
}

/** Where paths of the command line begin; the project may be above. */
function folderOf({ flags, terminal }: Invocation): string {
  return typeof flags['folder'] === 'string' ? resolve(terminal.folder, flags['folder']) : terminal.folder;
}

function createContext(invocation: Invocation, project: string): CommandContext {
  const { terminal, flags } = invocation;
  return {
    folder: folderOf(invocation),
    project,
    env: terminal.env,
    clock: terminal.clock,
    progress: (line) => terminal.stderr(`${oneLine(line)}\n`),
    doing: terminal.doing,
    resting: terminal.resting,
    trace: flags['verbose'] === true ? (line) => terminal.stderr(`${oneLine(line)}\n`) : () => {},
    confirm: terminal.confirm,
    readStdin: terminal.readStdin,
    untilStopped: terminal.untilStopped,
    onStop: terminal.onStop,
    watchFiles: terminal.watchFiles,
    print: (report) => publish(report, invocation),
    write: (text) => terminal.stdout(text, 'document'),
  };
}

/** Whoever works in a subfolder, or has mistyped one, sees which project is meant. */
function announceProject({ folder, project }: CommandContext, terminal: Shell): void {
  if (project === resolve(folder)) return;
  terminal.stderr(`The project is ${oneLine(project)}.\n`);
}

function reportFailure(error: unknown, argv: readonly string[], invocation: Invocation): ExitCode {
  const { terminal } = invocation;
  const style = createStyle(terminal.display.stderr);
  if (error instanceof UserError) {
    terminal.stderr(renderDiagnostic(error.diagnostic, style));
    if (invocation.flags['format'] === 'github-actions') {
      terminal.stdout(`${annotation(error.diagnostic, renderingOf(invocation))}\n`, 'commands');
    }
    return error.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  terminal.stderr(`${style.red('internal error')} ${message}\n`);
  terminal.stderr(
    '    This is a defect of sentinel-sync, not of your content. Run again with --verbose for the details.\n',
  );
  if (argv.includes('--verbose') && error instanceof Error) terminal.stderr(`${error.stack}\n`);
  return exitCodes.internal;
}

async function readAll(stream: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function askOnTerminal(question: string): Promise<boolean> {
  return consent(question, {
    input: process.stdin,
    output: process.stderr,
    interrupt: () => process.kill(process.pid, 'SIGINT'),
  });
}

function ticking(milliseconds: number, tick: () => void): () => void {
  const timer = setInterval(tick, milliseconds).unref();
  return () => clearInterval(timer);
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    // Closed: nobody reads it.
    return true;
  }
}

function processTerminal(): Terminal {
  const displayOf = (stream: NodeJS.WriteStream): Display => ({
    colour: isColoured(process.env, stream.isTTY === true),
    width: widthOf(stream),
  });
  const isInteractive = process.stdin.isTTY === true && process.stderr.isTTY === true;
  return {
    folder: process.cwd(),
    env: process.env,
    clock: () => new Date(),
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    appendFile: (path, text) => appendFileSync(path, text),
    readStdin: () => {
      // Whoever forgot to name a query or a file would wait for the tool, which waits for them.
      if (process.stdin.isTTY === true) process.stderr.write('Reading from the terminal, up to Ctrl+D.\n');
      return readAll(process.stdin);
    },
    confirm: isInteractive ? askOnTerminal : undefined,
    display: { stdout: displayOf(process.stdout), stderr: displayOf(process.stderr) },
    toFile: { stdout: isFile(1), stderr: isFile(2) },
    progress: { isLive: process.stderr.isTTY === true && process.env['TERM'] !== 'dumb', every: ticking },
    untilStopped: () =>
      new Promise((stop) => {
        process.once('SIGINT', () => stop());
        process.once('SIGTERM', () => stop());
      }),
    onStop: (stop) => {
      for (const signal of stopSignals) process.on(signal, stop);
      return () => {
        for (const signal of stopSignals) process.off(signal, stop);
      };
    },
    watchFiles,
    flushed: stdoutWatched(),
  };
}

const stopSignals = ['SIGINT', 'SIGTERM'] as const;

/** A closed pipe (`sentinel-sync lint | head`) is the reader's choice, not a failure; a full disk is one. */
function stdoutWatched(): () => Promise<Error | undefined> {
  let failed: NodeJS.ErrnoException | undefined;
  const { stdout } = process;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    failed ??= error;
  });
  // Nobody is left to read it.
  process.stderr.on('error', () => {});
  return async () => {
    if (failed === undefined) {
      await new Promise<void>((resolve) => {
        stdout.once('error', () => resolve());
        stdout.write('', () => resolve());
      });
    }
    return failed?.code === 'EPIPE' ? undefined : failed;
  };
}

/** Runs the command line of this process, and sets its exit code. */
export async function runProcess(): Promise<void> {
  const code = await main(process.argv.slice(2), processTerminal());
  process.exitCode = code;
  // Requests that nobody waits for any more would keep the process for as long as they take.
  if (code === exitCodes.interrupted) process.exit();
}
