// explain answers for every code the tool can report, and a code that no table explains does not compile.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import { codeIn, errorsOf, findingsOf } from '../../src/diagnostics/codes.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { createProject } from '../stories/command-line.ts';

const source = fileURLToPath(new URL('../../src', import.meta.url));
const tables = (readdirSync(source, { recursive: true }) as string[]).filter(
  (path) => /(^|[\\/])codes\.ts$/.test(path) && !path.startsWith('diagnostics'),
);

/** The codes of a room's table. */
async function codesOf(path: string): Promise<string[]> {
  const room: Readonly<Record<string, object>> = await import(join(source, path));
  return Object.entries(room).flatMap(([name, table]) =>
    typeof table === 'object' && name.endsWith('Codes') && !(table instanceof Set) ? Object.keys(table) : [],
  );
}

test('every code of every room is explained', async () => {
  const codes = [...checks.map(({ code }) => code), ...(await Promise.all(tables.map(codesOf))).flat()];
  const project = createProject();
  try {
    expect(tables.length).toBeGreaterThan(10);
    expect(codes.length).toBeGreaterThan(250);
    const unexplained: string[] = [];
    for (const code of codes) {
      const { code: exit, stdout } = await project.run(`explain ${code}`);
      if (exit !== 0 || !stdout.startsWith(code)) unexplained.push(code);
    }
    expect(unexplained).toEqual([]);
    expect((await project.run('explain KS142')).stdout).toMatch(/^KS142/);
  } finally {
    project.dispose();
  }
});

test('no code stands in two tables', async () => {
  const codes = [...checks.map(({ code }) => code), ...(await Promise.all(tables.map(codesOf))).flat()];
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});

const table = { 'a/known': { summary: 'It is known.', hint: 'Look.', severity: 'warning' } } as const;

test('errors and findings take what the table says, unless they say otherwise', () => {
  const known = findingsOf(table);
  expect(known('a/known', 'Hm.')).toEqual({
    code: 'a/known',
    severity: 'warning',
    message: 'Hm.',
    hint: 'Look.',
  });
  expect(known('a/known', 'Hm.', { hint: 'Go.', severity: 'error' })).toMatchObject({
    hint: 'Go.',
    severity: 'error',
  });
  expect(known('a/known', 'Hm.', { hint: undefined }).hint).toBeUndefined();
  expect(errorsOf(table)('a/known', 'Hm.').diagnostic).toMatchObject({ hint: 'Look.', severity: 'error' });
  expect(errorsOf(table)('a/known', 'Hm.', { hint: undefined }).diagnostic.hint).toBeUndefined();
});

test('a code that no table explains does not compile', () => {
  // @ts-expect-error: the table has no such code
  expect(codeIn(table)('a/unknown')).toBe('a/unknown');
  // @ts-expect-error: a text is no code
  const finding: Diagnostic = { code: 'a/known', severity: 'error', message: 'Hm.' };
  // @ts-expect-error: a text is no code
  expect(new UserError('Hm.', { code: 'a/known' }).diagnostic).toMatchObject(finding);
});
