// The shape of a command: flags in, a report and an exit code out. A command never prints.
import type { Command as CommanderCommand } from 'commander';
import type { ExitCode, UserError } from '../diagnostics/user-error.ts';
import type { WatchFiles } from '../project/watch-files.ts';
import type { Report, ReportKind } from '../reporters/index.ts';

/** Everything a command may want from the world outside. */
export interface CommandContext {
  /** Where the command was started, or --folder: paths on the command line are relative to it. */
  readonly folder: string;
  /** The folder of the project. */
  readonly project: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: () => Date;
  /** Writes one line of progress to stderr; a line break in it does not make two. */
  progress(line: string): void;
  /** Says what is being done and how far it is: `doing('Testing', 12, 194)`. Shown to a reader who has to wait, never kept. */
  doing(what: string, done?: number, total?: number): void;
  /** Nothing is being done for a while: nothing is shown of it any more. */
  resting(): void;
  /** Writes one line to stderr under --verbose only. */
  trace(line: string): void;
  /** Asks on the terminal; undefined when there is none. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
  readStdin(): Promise<string>;
  /** Resolves when the user asks to stop (Ctrl+C), for commands that run until then. */
  untilStopped(): Promise<void>;
  /**
   * Calls `stop` each time the user or the system asks to stop, until the returned function is called; only then are the signals
   * taken from Node's own handling. Undefined where nobody can ask.
   */
  readonly onStop?: ((stop: () => void) => () => void) | undefined;
  /** Hears of changed files; undefined where nobody waits for them. */
  readonly watchFiles?: WatchFiles | undefined;
  /** Publishes a report before the command ends, for one that goes on until it is stopped. */
  print(report: Report): void;
  /** Writes to stdout at once, for answers that must not wait for each other. */
  write(text: string): void;
}

export interface Outcome {
  /** Undefined when everything was printed already. */
  readonly report: Report | undefined;
  readonly exitCode: ExitCode;
  /** What could not be put on record of work that is done. */
  readonly notRecorded?: UserError | undefined;
}

/** Flags as commander parsed them, under their camelCase names; those that several commands share are typed (`options.ts`). */
export interface Flags {
  readonly environment?: string;
  readonly as?: string;
  readonly ref?: string;
  readonly allowEmpty?: boolean;
  readonly prune?: boolean;
  readonly wait?: string;
  readonly out?: string;
  readonly [name: string]: unknown;
}

/** A command line, without the name of the tool, and what it does. */
interface Example {
  readonly does: string;
  readonly line: string;
}

export interface Command {
  /** The kind of report it gives where nothing stops it: says which formats it has. */
  readonly report: ReportKind;
  /** It reads no project, so none is announced. */
  readonly withoutProject?: true;
  /** What it is good for: shown below its flags. */
  readonly examples: readonly Example[];
  /** Name, arguments and flags. */
  define(program: CommanderCommand): CommanderCommand;
  run(args: readonly unknown[], flags: Flags, context: CommandContext): Promise<Outcome>;
}
