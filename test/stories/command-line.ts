// Runs the command line in this process on a project folder of its own, as a user would in a terminal.
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { main } from '../../src/main.ts';
import type { Terminal } from '../../src/terminal.ts';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/**
 * An embedded workspace of the one table that the rule of tests reads. Where a test is not about tables it does without the
 * others: to list them all takes each plan longer than the rest of it.
 */
export const smallWorkspace = 'workspace: { embedded: { tables: [DeviceProcessEvents] } }\n';

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  /** Where the command is started; the folder of the project otherwise. */
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly confirm?: (question: string) => Promise<boolean>;
  readonly clock?: () => Date;
  /** Gets what stops the command as Ctrl+C does, each time it is called. */
  readonly onStoppable?: (stop: () => void) => void;
  /** Tells of changed files what it is called with. */
  readonly watchFiles?: Terminal['watchFiles'];
  /** Hears what is written. */
  readonly onWrite?: (stream: 'stdout' | 'stderr', text: string) => void;
  /** Places of a line of the terminal; without it there is none. */
  readonly width?: number;
  /** What became of stdout: an error where it cannot be written. */
  readonly flushed?: () => Promise<Error | undefined>;
}

export interface TestProject {
  readonly folder: string;
  path(file: string): string;
  write(file: string, text: string | Buffer): void;
  remove(file: string): void;
  run(args: string, options?: RunOptions): Promise<Result>;
  /** The same, from words that hold blanks. */
  runWords(args: readonly string[], options?: RunOptions): Promise<Result>;
  /** JSON of a command that is run with --format json. */
  json<T>(args: string, options?: RunOptions): Promise<T>;
  /** Git in its folder, as Ada; what it prints. */
  git(...args: readonly string[]): string;
  dispose(): void;
}

/** A new project; `files` are written into it, `shipped` copies the content of this repository first. */
export function createProject(
  files: Readonly<Record<string, string>> = {},
  options: { readonly shipped?: boolean } = {},
): TestProject {
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-sync-test-'));
  const path = (file: string) => join(folder, file);
  const write = (file: string, text: string | Buffer) => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), text);
  };
  if (options.shipped === true) {
    for (const part of shippedParts) cpSync(join(repository, part), path(part), { recursive: true });
  }
  for (const [file, text] of Object.entries(files)) write(file, text);
  const runWords = (args: readonly string[], run: RunOptions = {}) =>
    runMain(args, run.folder ?? folder, run);
  const run = (args: string, runOptions?: RunOptions) =>
    runWords(args.split(' ').filter(Boolean), runOptions);
  return {
    folder,
    path,
    write,
    remove: (file) => rmSync(path(file), { recursive: true }),
    runWords,
    run,
    json: async (args, runOptions) => {
      const result = await run(`${args} --format json`, runOptions);
      if (result.stdout === '') throw new Error(`no JSON from ${args}: ${result.stderr}`);
      return JSON.parse(result.stdout);
    },
    git: (...args) =>
      execFileSync('git', ['-C', folder, ...author, ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      }).trim(),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@contoso.com'];

/** The same, gone when the test that calls it is over. */
export function startProject(files: Readonly<Record<string, string>> = {}): TestProject {
  const project = createProject(files);
  onTestFinished(() => project.dispose());
  return project;
}

const shippedParts = [
  'parsers',
  'watchlists',
  'analytics-rules',
  'hunting-queries',
  'test/analytics-rules',
  'test/hunting-queries',
  'test/seeds',
  'environments',
  'sentinel-sync.yaml',
];

async function runMain(args: readonly string[], folder: string, options: RunOptions): Promise<Result> {
  let stdout = '';
  let stderr = '';
  const display = { colour: false, width: options.width };
  const terminal: Terminal = {
    folder,
    env: options.env ?? {},
    clock: options.clock ?? (() => new Date()),
    stdout: (text) => {
      stdout += text;
      options.onWrite?.('stdout', text);
    },
    stderr: (text) => {
      stderr += text;
      options.onWrite?.('stderr', text);
    },
    appendFile: (path, text) => appendFileSync(path, text),
    readStdin: async () => options.stdin ?? '',
    confirm: options.confirm,
    display: { stdout: display, stderr: display },
    progress: undefined,
    stopToken: () => 'secret-word',
    untilStopped: async () => {},
    onStop: (stop) => {
      options.onStoppable?.(stop);
      return () => {};
    },
    watchFiles: options.watchFiles,
    flushed: options.flushed,
  };
  const code = await main(args, terminal);
  return { code, stdout, stderr };
}
