// The whole job once, on an embedded workspace of its own, step by step.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The tests of one query are enough for a first look; `test` without a path runs them all.
const one = 'hunting-queries/unusual-code-repository-logon.yaml';

const steps = [
  ['Check the content', ['lint']],
  ['Run the detection tests of a query on seeded tables', ['test', one]],
  ['See what a deployment would change on the embedded workspace', ['plan']],
  ['Deploy', ['apply', '--auto-approve']],
  ['Run its query through the workspace, seed rows in front', ['validate', one]],
  ['Nothing is left to do', ['plan', '--detailed-exitcode']],
];

const folder = fileURLToPath(new URL('..', import.meta.url));

/**
 * Goes through the steps until one fails; gives the exit code of the last. `main` is the command line of the tool; what a reader
 * sees goes to `write`.
 */
export async function walkThrough(main, write) {
  // A state folder of its own, so that the walk-through is the same every time and touches nothing of yours.
  const state = mkdtempSync(join(tmpdir(), 'sentinel-sync-'));
  let exitCode = 0;
  try {
    for (const [title, args] of steps) {
      write(`\n# ${title}\n$ sentinel-sync ${args.join(' ')}\n`);
      exitCode = await run(main, args, { state, write });
      if (exitCode !== 0) break;
    }
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
  return exitCode;
}

/** Nobody's terminal. */
const plain = { colour: false, width: undefined };

/** One command line in this process: a query that one step has read is not read again by the next. */
async function run(main, args, { state, write }) {
  let progress = '';
  const exitCode = await main(args, {
    folder,
    env: { ...process.env, SENTINEL_SYNC_STATE: state },
    clock: () => new Date(),
    stdout: write,
    stderr: (text) => {
      progress += text;
    },
    appendFile: () => {},
    readStdin: async () => '',
    confirm: undefined,
    display: { stdout: plain, stderr: plain },
    progress: undefined,
    untilStopped: () => new Promise(() => {}),
  });
  // Progress lines matter only where a step fails; they come in the order in which parallel writes end.
  if (exitCode !== 0) write(progress);
  return exitCode;
}
