#!/usr/bin/env node
// The command: in a process that begins with the parser of KQL in memory where the build has made one, else in this one.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { readyParser } from './ready-parser.ts';

/** Node's exit code for a file of another build of Node, before it has run anything. */
const refused = 14;

/** Whether the other process began; it takes all that this one has, and this one ends as it does. */
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
  return await new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code, signal) => {
      if (code === refused) return resolve(false);
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
