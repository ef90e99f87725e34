#!/usr/bin/env node
// argv -> command -> reporter -> exit code: the only file that touches the process, stdin, stdout and stderr.
import { realpathSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { Command as CommanderCommand, CommanderError, Option } from 'commander';
import type { CommandContext, Flags } from './commands/command.ts';
import { commands } from './commands/index.ts';
import { type ExitCode, exitCodes, UserError } from './diagnostics/user-error.ts';
import { reporters } from './reporters/index.ts';
import { createStyle } from './reporters/style.ts';
import { renderDiagnostic } from './reporters/text-diagnostics.ts';
import { version } from './version.ts';

/** The process as `main` sees it, so that tests run the command line without one. */
export interface Terminal {
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: () => Date;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly readStdin: () => Promise<string>;
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
  /** Width of help texts; 80 where there is no terminal. */
  readonly columns: number;
  readonly colour: { readonly stdout: boolean; readonly stderr: boolean };
  /** Resolves when the user asks to stop; only then are the signals taken from Node's own handling. */
  readonly untilStopped: () => Promise<void>;
}

/** Runs one command line (`argv` without node and script). Never throws; the answer is the exit code. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.fine;
  const program = createProgram(terminal, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
    return reportFailure(error, terminal, argv);
  }
}

function createProgram(terminal: Terminal, finish: (code: ExitCode) => void): CommanderCommand {
  const output = {
    writeOut: terminal.stdout,
    writeErr: terminal.stderr,
    getOutHelpWidth: () => terminal.columns,
    getErrHelpWidth: () => terminal.columns,
  };
  const program = new CommanderCommand('sentinel-sync')
    .description(
      'Microsoft Sentinel content as code: check, test, plan, deploy and promote detections from Git.',
    )
    .version(version)
    .showHelpAfterError('(run with --help for usage)')
    .exitOverride()
    .configureOutput(output);
  for (const command of commands) {
    const defined = command
      .define(program)
      .exitOverride()
      .configureOutput(output)
      .option('-C, --folder <dir>', 'project folder (default: the current one)')
      .option('--verbose', 'details of each step and request on stderr');
    const hasOwnFormat = defined.options.some((option) => option.long === '--format');
    if (!hasOwnFormat) {
      defined.addOption(
        new Option('--format <format>', 'how to print the result')
          .choices(Object.keys(reporters))
          .default('text'),
      );
    }
    defined.action(async (...received: unknown[]) => {
      const flags = defined.opts() as Flags;
      const context = createContext(terminal, flags);
      const outcome = await command.run(received.slice(0, -2), flags, context);
      if (outcome.report !== undefined) {
        const format = flags['format'] === 'json' ? 'json' : 'text';
        terminal.stdout(reporters[format](outcome.report, createStyle(terminal.colour.stdout)));
      }
      finish(outcome.exitCode);
    });
  }
  return program;
}

function createContext(terminal: Terminal, flags: Flags): CommandContext {
  const folder = typeof flags['folder'] === 'string' ? flags['folder'] : terminal.folder;
  return {
    folder,
    env: terminal.env,
    clock: terminal.clock,
    progress: (line) => terminal.stderr(`${line}\n`),
    trace: flags['verbose'] === true ? (line) => terminal.stderr(`${line}\n`) : () => {},
    confirm: terminal.confirm,
    readStdin: terminal.readStdin,
    untilStopped: terminal.untilStopped,
    write: terminal.stdout,
  };
}

function reportFailure(error: unknown, terminal: Terminal, argv: readonly string[]): ExitCode {
  const style = createStyle(terminal.colour.stderr);
  if (error instanceof UserError) {
    terminal.stderr(renderDiagnostic(error.diagnostic, style));
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

async function askOnTerminal(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}

function processTerminal(): Terminal {
  const colour = (stream: NodeJS.WriteStream) => stream.isTTY === true && !process.env['NO_COLOR'];
  const isInteractive = process.stdin.isTTY === true && process.stderr.isTTY === true;
  return {
    folder: process.cwd(),
    env: process.env,
    clock: () => new Date(),
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    readStdin: () => readAll(process.stdin),
    confirm: isInteractive ? askOnTerminal : undefined,
    columns: process.stdout.columns ?? 80,
    colour: { stdout: colour(process.stdout), stderr: colour(process.stderr) },
    untilStopped: () =>
      new Promise((stop) => {
        process.once('SIGINT', () => stop());
        process.once('SIGTERM', () => stop());
      }),
  };
}

/** A closed pipe (`sentinel-sync lint | head`) is the reader's choice, not a failure. */
function ignoreClosedPipes(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const script = process.argv[1];
if (script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url)) {
  ignoreClosedPipes();
  process.exitCode = await main(process.argv.slice(2), processTerminal());
}
