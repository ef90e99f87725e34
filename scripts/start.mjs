// The whole job once, on an embedded workspace of its own: every line printed after `$` is a command you can type.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const folder = fileURLToPath(new URL('..', import.meta.url));
const state = mkdtempSync(join(tmpdir(), 'sentinel-sync-'));

const steps = [
  ['Check the content', ['lint']],
  ['Run the detection tests on seeded tables', ['test']],
  ['See what a deployment would change on the embedded workspace', ['plan']],
  ['Deploy', ['apply', '--auto-approve']],
  ['Run every query through the workspace, seed rows in front', ['validate']],
  ['Nothing is left to do', ['plan', '--detailed-exitcode']],
];

let exitCode = 0;
try {
  for (const [title, args] of steps) {
    console.log(`\n# ${title}\n$ sentinel-sync ${args.join(' ')}`);
    const { status } = spawnSync(process.execPath, [cli, ...args], {
      cwd: folder,
      stdio: 'inherit',
      // A state folder of its own, so that the walk-through is the same every time and touches nothing of yours.
      env: { ...process.env, SENTINEL_SYNC_STATE: state },
    });
    exitCode = status ?? 1;
    if (exitCode !== 0) break;
  }
} finally {
  rmSync(state, { recursive: true, force: true });
}
process.exitCode = exitCode;
