// The program that `npm start` runs prints what the README says; `npm test` goes through the same steps without a process of their own.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { blocksOf, type ConsoleBlock, matchesOutput } from '../docs/pages.ts';
import { repository } from '../stories/command-line.ts';

test('npm start walks through the whole job', () => {
  execFileSync('npm', ['run', 'build', '--', '--noCheck'], { cwd: repository });
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(repository, 'scripts/start.mjs')], {
    encoding: 'utf8',
    cwd: repository,
  });
  expect(status, stderr).toBe(0);
  const steps = blocksOf(readFileSync(join(repository, 'README.md'), 'utf8'))
    .filter((block): block is ConsoleBlock => block.kind === 'console')
    .flatMap((block) => block.steps);
  const said = steps.find(({ command }) => command === 'npm start')!;
  expect(matchesOutput(said.output, stdout), stdout).toBe(true);
});
