// Keeps the house in order: layers, cycles, file sizes, and who may touch the outside world.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../src', import.meta.url));

/** The rooms from the ground up. A file imports only from its own layer or a lower one. */
const floors: readonly (readonly string[])[] = [
  ['cache', 'diagnostics', 'version.ts'],
  ['json', 'rows', 'tables'],
  ['content', 'environments', 'kql'],
  ['alerting', 'checks', 'engine'],
  ['emulator'],
  ['workspace'],
  [
    'coverage',
    'evasion',
    'formatting',
    'mutation',
    'plan',
    'project',
    'promotion',
    'scaffold',
    'seeding',
    'testing',
    'transfer',
  ],
  ['report', 'reporters'],
  ['commands', 'cli.ts', 'explanation.ts', 'index.ts', 'main.ts', 'ready-process.ts', 'terminal.ts'],
];

const layers: Readonly<Record<string, number>> = Object.fromEntries(
  floors.flatMap((rooms, layer) => rooms.map((room) => [room, layer])),
);

/** Up to the workspace, rooms of one layer do not know each other, apart from these. */
const lastLayerOfStrangers = 5;
const acquainted = ['environments -> content', 'rows -> json', 'rows -> tables'];

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const files: SourceFile[] = (readdirSync(root, { recursive: true }) as string[])
  .filter((path) => path.endsWith('.ts'))
  .map((path) => path.replaceAll('\\', '/'))
  .sort()
  .map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    // Generated data holds no code.
    const imports = path.startsWith('tables/data/') ? [] : importsOf(text);
    return { path, text, imports };
  });

function importsOf(text: string): string[] {
  const statements = text.matchAll(
    /^(?:import|export)\s[^;'"]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm,
  );
  return Array.from(statements, (match) => match[1] ?? match[2]!);
}

const isData = (path: string) => path.startsWith('tables/data/');
const folderOf = (path: string) => path.split('/')[0]!;

function resolve(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return relative(root, join(root, dirname(from), specifier)).replaceAll('\\', '/');
}

describe('architecture', () => {
  test('every folder has a layer', () => {
    expect(
      [...new Set(files.map((file) => folderOf(file.path)))].filter((folder) => !(folder in layers)),
    ).toEqual([]);
  });

  test('a file imports only from its own layer or a lower one', () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .map((specifier) => resolve(file.path, specifier))
        .filter((target) => target !== undefined)
        .filter((target) => layers[folderOf(target)]! > layers[folderOf(file.path)]!)
        .map((target) => `${file.path} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('up to the workspace, rooms of one layer do not know each other', () => {
    const wrong = files.flatMap((file) => {
      const room = folderOf(file.path);
      if (layers[room]! > lastLayerOfStrangers) return [];
      return file.imports
        .map((specifier) => resolve(file.path, specifier) ?? '')
        .filter((target) => layers[folderOf(target)] === layers[room] && folderOf(target) !== room)
        .filter((target) => !acquainted.includes(`${room} -> ${folderOf(target)}`))
        .map((target) => `${file.path} -> ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  test('no import cycles', () => {
    expect(findCycle()).toEqual([]);
  });

  test.each([
    ['@azure/', /^workspace\//],
    ['@duckdb/', /^engine\//],
    ['@kusto/', /^kql\/parser\.ts$/],
    ['commander', /^(main\.ts|commands\/)/],
    ['node:child_process', /^(project\/git|cli)\.ts$/],
  ])('%s is imported only where it belongs', (specifier, allowed) => {
    const users = files.filter(
      (file) =>
        file.imports.some((name) => name.startsWith(specifier)) ||
        file.text.includes(`require('${specifier}`),
    );
    expect(users.map((file) => file.path).filter((path) => !allowed.test(path))).toEqual([]);
  });

  test('@azure/monitor-query-logs is used in one file', () => {
    expect(
      files.filter((file) => file.imports.includes('@azure/monitor-query-logs')).length,
    ).toBeLessThanOrEqual(1);
  });

  test('only cli.ts and main.ts print or end the process', () => {
    const loud = /\bconsole\.|process\.(exit\(|exitCode|stdout|stderr)/;
    expect(
      files
        .filter((file) => !/^(cli|main)\.ts$/.test(file.path) && loud.test(file.text))
        .map((file) => file.path),
    ).toEqual([]);
  });

  test('any stays inside the bridge', () => {
    const loose = /\bas any\b|:\s*any\b|<any>|any\[\]/;
    const code = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'|`[^`]*`/g, '');
    const users = files.filter(
      (file) => file.path !== 'kql/parser.ts' && !isData(file.path) && loose.test(code(file.text)),
    );
    expect(users.map((file) => file.path)).toEqual([]);
  });

  test('no file over 400 lines, tables of data aside', () => {
    const long = files.filter((file) => !isData(file.path) && file.text.split('\n').length > 400);
    expect(long.map((file) => file.path)).toEqual([]);
  });

  test('every file says in its first line what it is for', () => {
    const silent = files.filter((file) => !/^(#!.*\n)?\/\/ \S/.test(file.text));
    expect(silent.map((file) => file.path)).toEqual([]);
  });

  test('no folder is named after nothing', () => {
    const vague = /(^|\/)(utils?|helpers?|common|core|misc|managers?)(\/|\.ts$)/;
    expect(files.map((file) => file.path).filter((path) => vague.test(path))).toEqual([]);
  });

  test('no default exports', () => {
    expect(files.filter((file) => /^export default\b/m.test(file.text)).map((file) => file.path)).toEqual([]);
  });
});

/** The first cycle found, as a list of paths, or an empty list. */
function findCycle(): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const stack: string[] = [];
  const visit = (path: string): string[] | undefined => {
    if (done.has(path)) return undefined;
    const at = stack.indexOf(path);
    if (at >= 0) return [...stack.slice(at), path];
    stack.push(path);
    for (const specifier of byPath.get(path)?.imports ?? []) {
      const target = resolve(path, specifier);
      const cycle = target === undefined ? undefined : visit(target);
      if (cycle !== undefined) return cycle;
    }
    stack.pop();
    done.add(path);
    return undefined;
  };
  for (const file of files) {
    const cycle = visit(file.path);
    if (cycle !== undefined) return cycle;
  }
  return [];
}
