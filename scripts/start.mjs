// The whole job once, on an embedded workspace of its own: every line printed after `$` is a command you can type.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const folder = fileURLToPath(new URL('..', import.meta.url));
// A state folder of its own, so that the walk-through is the same every time and touches nothing of yours.
const state = mkdtempSync(join(tmpdir(), 'sentinel-sync-'));

const offline = [
  ['Check the content', ['lint']],
  ['Run the detection tests on seeded tables', ['test']],
];
const deployment = [
  ['See what a deployment would change on the embedded workspace', ['plan']],
  ['Deploy', ['apply', '--auto-approve']],
  ['Run every query through the workspace, seed rows in front', ['validate']],
  ['Nothing is left to do', ['plan', '--detailed-exitcode']],
];

/** Runs steps one after another; each answers what it printed and its exit code as soon as it ends. */
function chain(steps) {
  let before = Promise.resolve(0);
  return steps.map(([title, args]) => {
    const step = before.then((code) => (code === 0 ? run(title, args) : undefined));
    before = step.then((result) => result?.code ?? 1);
    return step;
  });
}

function run(title, args) {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SENTINEL_SYNC_STATE: state },
  });
  let result = '';
  let progress = '';
  child.stdout.setEncoding('utf8').on('data', (part) => {
    result += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part) => {
    progress += part;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      // Progress lines matter only where a step fails; they come in the order in which parallel writes end.
      const said = code === 0 ? result : result + progress;
      resolve({ text: `\n# ${title}\n$ sentinel-sync ${args.join(' ')}\n${said}`, code: code ?? 1 });
    });
  });
}

try {
  // What needs no workspace runs beside the deployment; the output keeps the order in which one would type it.
  for (const step of [...chain(offline), ...chain(deployment)]) {
    const result = await step;
    process.exitCode = result?.code ?? 1;
    if (result !== undefined) process.stdout.write(result.text);
    if (process.exitCode !== 0) break;
  }
} finally {
  rmSync(state, { recursive: true, force: true });
}
