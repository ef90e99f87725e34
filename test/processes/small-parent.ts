// Programs that tests wait for, such as git, are started by a small process. To start one, Linux copies the tables of the memory of
// who starts it, and makes each page of it anew when it is next written to: a worker with the parser and the content of many tests in
// memory takes longer for that than git for its answer.
import childProcess, { type ExecFileSyncOptions, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the small process is asked, and what it answers: JSON of one line each. */
interface Asked {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly input: string;
}

interface Answered {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Why it could not be started. */
  readonly error?: string;
}

const direct = childProcess.execFileSync;
if (process.platform !== 'win32' && direct.name !== 'viaSmall') {
  // A worker runs many files of tests, each of which comes by here: the first of them is enough.
  let ask: ((asked: Asked) => Answered) | undefined;
  const viaSmall = (file: string, args: readonly string[] = [], options: ExecFileSyncOptions = {}) => {
    if (!isPlain(args, options)) return direct(file, args, options);
    ask ??= startSmall();
    const { cwd = process.cwd(), env = process.env, input = '' } = options;
    const answered = ask({ file, args, cwd: String(cwd), env, input: String(input) });
    const { status, stdout, stderr, error } = answered;
    if (error !== undefined || status !== 0) {
      throw Object.assign(
        new Error(error ?? `Command failed: ${[file, ...args].join(' ')}\n${stderr}`),
        answered,
      );
    }
    return stdout;
  };
  childProcess.execFileSync = viaSmall as typeof direct;
  syncBuiltinESMExports();
}

/** Nothing but text goes in and comes out: what is no text does not survive JSON. */
function isPlain(args: unknown, { input, stdio, encoding, ...others }: ExecFileSyncOptions): boolean {
  const known = ['cwd', 'env', 'maxBuffer'];
  return (
    Array.isArray(args) &&
    (input === undefined || typeof input === 'string') &&
    encoding === 'utf8' &&
    // What it says of errors is kept back, as with `pipe`.
    Array.isArray(stdio) &&
    stdio.every((one) => one === 'pipe' || one === 'ignore') &&
    Object.keys(others).every((key) => known.includes(key))
  );
}

/** Starts the small process: two pipes with names, since those can be waited for. It ends with this one. */
function startSmall(): (asked: Asked) => Answered {
  const folder = mkdtempSync(join(tmpdir(), 'small-parent-'));
  const [requests, answers] = [join(folder, 'requests'), join(folder, 'answers')];
  direct('mkfifo', ['-m', '600', requests, answers]);
  const program = join(import.meta.dirname, 'small-parent.mjs');
  const child = spawn(process.execPath, [program, requests, answers], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  child.unref();
  const [asking, answering] = [openSync(requests, 'w'), openSync(answers, 'r')];
  rmSync(folder, { recursive: true });
  const chunk = Buffer.alloc(64 * 1024);
  return (asked) => {
    const text = Buffer.from(`${JSON.stringify(asked)}\n`);
    for (let at = 0; at < text.length; ) at += writeSync(asking, text, at);
    const chunks: Buffer[] = [];
    for (;;) {
      const size = readSync(answering, chunk);
      if (size === 0) {
        closeSync(asking);
        throw new Error('The small process that starts programs for the tests has ended.');
      }
      chunks.push(Buffer.from(chunk.subarray(0, size)));
      if (chunk[size - 1] === 10) return JSON.parse(Buffer.concat(chunks).toString('utf8'));
    }
  };
}
