// Walks the options that a schema offers, and runs a command on a small project so that a test sees what an option does.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProject, repository, type TestProject } from '../stories/command-line.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Paths of the options that have none below them, such as `promotion.maxAge`; list items are not told apart. */
export function optionsOf(file: string): readonly string[] {
  const root = JSON.parse(readFileSync(join(repository, 'docs/schemas', file), 'utf8')) as Schema;
  const walk = (schema: unknown): string[] => {
    if (typeof schema !== 'object' || schema === null) return [];
    const { $ref, properties = {}, items, oneOf = [], anyOf = [] } = schema as Schema;
    if (typeof $ref === 'string') {
      const keys = $ref.slice(2).split('/');
      return walk(keys.reduce<unknown>((at, key) => (at as Schema)[key], root));
    }
    const own = Object.entries(properties as Schema).flatMap(([key, inner]) => {
      const below = walk(inner);
      return below.length === 0 ? [key] : below.map((one) => `${key}.${one}`);
    });
    return [...own, ...[items, ...(oneOf as unknown[]), ...(anyOf as unknown[])].flatMap(walk)];
  };
  return [...new Set(walk(root))].sort();
}

/** Runs `use` on a project of these files, which is then gone. */
export async function inProject<T>(
  files: Readonly<Record<string, string>>,
  use: (project: TestProject) => Promise<T>,
): Promise<T> {
  const project = createProject(files);
  try {
    return await use(project);
  } finally {
    project.dispose();
  }
}

/** The last of the commands on a project of these files: its exit code, stdout, and all it says. */
export const lastOf = (files: Readonly<Record<string, string>>, ...commands: readonly string[]) =>
  inProject(files, async (project) => {
    let last = { code: -1, stdout: '', output: '' };
    for (const command of commands) {
      const { code, stdout, stderr } = await project.run(command);
      last = { code, stdout, output: stdout + stderr };
    }
    return last;
  });
