// What a command line needs of the world outside, and the shell around it: every text is made harmless, and progress gives way to text.
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import type { CommandContext } from './commands/command.ts';
import { createOutput, type OutputForm } from './reporters/output.ts';
import { createProgress, type ProgressOptions } from './reporters/progress.ts';
import { createStyle, type Display } from './reporters/style.ts';

/** The process as `main` sees it, so that tests run the command line without one. */
export interface Terminal {
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: () => Date;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Appends to a file that the platform names, such as the job summary of GitHub Actions. */
  readonly appendFile: (path: string, text: string) => void;
  readonly readStdin: () => Promise<string>;
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
  readonly display: { readonly stdout: Display; readonly stderr: Display };
  /** Shows how far a command is; undefined where nobody waits. */
  readonly progress: Pick<ProgressOptions, 'isLive' | 'every'> | undefined;
  /** Which streams end in a file, where no runner reads them. */
  readonly toFile?: { readonly stdout: boolean; readonly stderr: boolean };
  /** A word nobody can guess, between which and its like a runner of GitHub Actions obeys nothing; random unless it is given. */
  readonly stopToken?: () => string;
  /** Resolves when the user asks to stop; only then are the signals taken from Node's own handling. */
  readonly untilStopped: () => Promise<void>;
  /** See CommandContext. */
  readonly onStop?: CommandContext['onStop'];
  /** See CommandContext. */
  readonly watchFiles?: CommandContext['watchFiles'];
  /** Resolves when what was written on stdout is out; with the error where it could not be written. */
  readonly flushed?: (() => Promise<Error | undefined>) | undefined;
}

/** Places of a line of help, and of progress, where there is no terminal. */
export const helpWidth = 80;

/** A terminal that shows how far the command is. */
export interface Shell extends Omit<Terminal, 'stdout' | 'stderr'> {
  readonly stdout: (text: string, form: OutputForm) => void;
  readonly stderr: (text: string) => void;
  readonly doing: CommandContext['doing'];
  readonly resting: CommandContext['resting'];
  readonly stop: () => void;
}

/** The line that shows how far a command is gives way to whatever else is written. */
export function createShell(terminal: Terminal): Shell {
  const { display, clock, stopToken = randomUUID } = terminal;
  const outputOn = (stream: 'stdout' | 'stderr') => {
    const isRead = terminal.env['GITHUB_ACTIONS'] === 'true' && terminal.toFile?.[stream] !== true;
    return createOutput(terminal[stream], isRead ? stopToken : undefined);
  };
  const stdout = outputOn('stdout');
  const stderr = outputOn('stderr');
  const progress =
    terminal.progress &&
    createProgress({
      ...terminal.progress,
      // A line that is written over is the tool's own to the last character, and is seen on a terminal only.
      write: terminal.progress.isLive ? terminal.stderr : (text) => stderr.write(text, 'text'),
      columns: display.stderr.width ?? helpWidth,
      style: createStyle(display.stderr),
      now: () => clock().getTime(),
    });
  const end = () => {
    progress?.clear();
    stdout.end();
    stderr.end();
  };
  const { confirm } = terminal;
  const asking =
    confirm &&
    ((question: string) => {
      progress?.stop();
      return confirm(question);
    });
  return {
    ...terminal,
    stdout: (text, form) => {
      progress?.clear();
      stdout.write(text, form);
    },
    stderr: (text) => {
      progress?.clear();
      stderr.write(text, 'text');
    },
    confirm: asking,
    doing: (what: string, done?: number, total?: number) => progress?.show({ what, done, total }),
    resting: () => progress?.rest(),
    untilStopped: () => {
      end();
      return terminal.untilStopped();
    },
    stop: () => {
      progress?.stop();
      end();
    },
  };
}

interface Asked {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Ctrl+C reaches the prompt, not the process. */
  readonly interrupt: () => void;
}

/** Asks for a yes; Ctrl+D, like an empty line, is none. Whatever is written next begins on a line of its own. */
export async function consent(question: string, { input, output, interrupt }: Asked): Promise<boolean> {
  const lines = createInterface({ input, output, terminal: true });
  lines.on('SIGINT', () => {
    output.write('\n');
    interrupt();
  });
  const left = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
  try {
    const answer = await Promise.race([lines.question(`${question} [y/N] `), left]);
    if (answer === undefined) output.write('\n');
    return /^y(es)?$/i.test((answer ?? '').trim());
  } finally {
    lines.close();
  }
}
