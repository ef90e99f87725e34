#!/usr/bin/env node
// The command: in the process that the build has kept for it where there is one, else in this one.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { readyProcess, tuned } from './ready-process.ts';

const passedOn: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Whether the other process began the command; it takes all that this one has, and this one ends as it does. */
async function handedOver(blob: string): Promise<boolean> {
  const script = join(import.meta.dirname, 'main.js');
  // By the channel the other process notices that this one was killed.
  const child = spawn(process.execPath, ['--snapshot-blob', blob, script, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: tuned(process.env),
  });
  // A terminal sends its interrupts to both of them.
  const ofTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const passOn = (signal: NodeJS.Signals) => {
    if (signal !== 'SIGINT' || !ofTerminal) child.kill(signal);
  };
  for (const signal of passedOn) process.on(signal, passOn);
  let hasBegun = false;
  child.once('message', () => {
    hasBegun = true;
  });
  const [code, signal] = await new Promise<readonly [number | null, NodeJS.Signals | null]>((resolve) => {
    child.once('error', () => resolve([null, null]));
    child.once('exit', (...ended) => resolve(ended));
  });
  // From now on this process ends as any other.
  for (const one of passedOn) process.off(one, passOn);
  // Node refuses a file of another build with an exit code of its own, and crashes on one that is not what was written.
  const isSent = signal !== null && (signal === 'SIGKILL' || passedOn.includes(signal));
  if (!hasBegun && !isSent) return false;
  if (signal !== null) process.kill(process.pid, signal);
  process.exitCode = code ?? 1;
  return true;
}

/** Help and versions are printed sooner than such a process begins. */
const isShort = process.argv.slice(2).some((word) => /^(?:-h|--help|help|-V|--version)$/.test(word));
const kept = isShort ? undefined : readyProcess(import.meta.dirname, process);
if (kept === undefined || !(await handedOver(kept))) {
  const { runProcess } = await import('./main.ts');
  await runProcess();
}
