#!/usr/bin/env node
// The command: in a process that begins with the parser of KQL in memory where the build has made one, else in this one.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { readyParser } from './ready-parser.ts';

/** Signals that somebody sends. By others a process crashes, as on a file that is not what was written. */
const sent: readonly (NodeJS.Signals | null)[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'];

/** Whether the other process began the command; it takes all that this one has, and this one ends as it does. */
async function handedOver(blob: string): Promise<boolean> {
  const script = join(import.meta.dirname, 'main.js');
  // By the channel the other process notices that this one was killed.
  const child = spawn(process.execPath, ['--snapshot-blob', blob, script, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // A terminal sends its interrupts to both of them.
  const ofTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  process.on('SIGINT', () => ofTerminal || child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  let hasBegun = false;
  child.once('message', () => {
    hasBegun = true;
  });
  return await new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code, signal) => {
      // Node refuses a file of another build with an exit code of its own.
      if (!hasBegun && !sent.includes(signal)) return resolve(false);
      if (signal !== null) {
        process.removeAllListeners(signal);
        process.kill(process.pid, signal);
      }
      process.exitCode = code ?? 1;
      resolve(true);
    });
  });
}

const parser = readyParser(import.meta.dirname, process);
if (parser === undefined || !(await handedOver(parser))) {
  const { runProcess } = await import('./main.ts');
  await runProcess();
}
