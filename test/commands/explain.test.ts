// explain answers for every code the tool can report.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createProject } from '../stories/command-line.ts';

const source = fileURLToPath(new URL('../../src', import.meta.url));
const areas =
  'cli|content|data|emulator|engine|environment|kql|lint|plan|project|promotion|query|style|tables|test|workspace';
const requestFailures = Array.from(
  readFileSync(join(source, 'workspace/requests/request-error.ts'), 'utf8').matchAll(/^ {2}\| '([a-z-]+)'/gm),
  (match) => `workspace/${match[1]}`,
);
const files = (readdirSync(source, { recursive: true }) as string[]).filter((path) => path.endsWith('.ts'));
const notCodes = new Set(['test/analytics-rules', 'test/hunting-queries']);
const codes = new Set(
  files.flatMap((path) =>
    Array.from(
      readFileSync(join(source, path), 'utf8').matchAll(
        new RegExp(`'((?:${areas})/[a-z]+(?:-[a-z]+)*)'`, 'g'),
      ),
      (m) => m[1]!,
    ),
  ),
);

test('every code in the source is explained', async () => {
  const project = createProject();
  try {
    expect(codes.size).toBeGreaterThan(150);
    expect(requestFailures.length).toBeGreaterThan(5);
    const unexplained: string[] = [];
    for (const code of [...codes, ...requestFailures].filter((one) => !notCodes.has(one))) {
      const { code: exit, stdout } = await project.run(`explain ${code}`);
      if (exit !== 0 || !stdout.startsWith(code)) unexplained.push(code);
    }
    expect(unexplained).toEqual([]);
    expect((await project.run('explain KS142')).stdout).toMatch(/^KS142/);
  } finally {
    project.dispose();
  }
});
