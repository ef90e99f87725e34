// Before the run on a real Kusto engine: finds it, or starts it, and stops afterwards what was started.
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { answersQuery, startEngine } from './start-engine.ts';

declare module 'vitest' {
  interface ProvidedContext {
    kustoUrl: string;
    kustoImage: string | undefined;
  }
}

export async function setup({ provide }: TestProject): Promise<() => void> {
  const engine = await startEngine({
    env: process.env,
    run: (program, args) =>
      execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }),
    answers: answersQuery,
    sleep: (ms) => sleep(ms),
  });
  provide('kustoUrl', engine.url);
  provide('kustoImage', engine.image);
  return engine.stop;
}
