// The JSON schemas for editors and the page of the options: the files are what the code says, and know just the keys that the loaders take.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { stringify } from 'yaml';
import { environmentSchema, type JsonSchema, projectSchema } from '../../scripts/pages/option-schema.ts';
import { renderOptions } from '../../scripts/pages/options.ts';
import { loadEnvironment } from '../../src/environments/load-environment.ts';
import { loadProject } from '../../src/environments/load-project.ts';
import { temporaryProject } from '../content/project.ts';
import { userErrorOf } from './user-error.ts';

const folder = fileURLToPath(new URL('../../docs/schemas/', import.meta.url));
const update = process.env['UPDATE_DOCS'] === '1';

test.each([
  ['environment.schema.json', environmentSchema],
  ['project.schema.json', projectSchema],
])('docs/schemas/%s is what the code says (UPDATE_DOCS=1 writes it)', (file, schema) => {
  const path = join(folder, file);
  if (update) writeFileSync(path, `${JSON.stringify(schema, null, 2)}\n`);
  else expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(schema);
});

test('docs/reference/options.md is the page made from the options', async () => {
  await expect(renderOptions()).toMatchFileSnapshot(join(folder, '../reference/options.md'));
});

interface ClosedMap {
  /** Keys and list positions from the top to the map. */
  readonly path: readonly (string | 0)[];
  readonly keys: readonly string[];
}

/** Every map of a schema that takes only the keys it names. */
function closedMaps(schema: JsonSchema, path: ClosedMap['path'] = []): ClosedMap[] {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
  const own = schema['additionalProperties'] === false ? [{ path, keys: Object.keys(properties) }] : [];
  const below = Object.entries(properties).flatMap(([key, inner]) => closedMaps(inner, [...path, key]));
  const items = schema['items'] as JsonSchema | undefined;
  const branches = (schema['anyOf'] ?? []) as JsonSchema[];
  return [
    ...own,
    ...below,
    ...(items === undefined ? [] : closedMaps(items, [...path, 0])),
    ...branches.flatMap((branch) => closedMaps(branch, path)),
  ];
}

/** What the loader says of a key nobody knows, put at a path of an otherwise good file. */
function knownAt(path: ClosedMap['path'], base: object, load: (yaml: string) => unknown): string[] {
  const bogus = path.reduceRight<unknown>((inner, step) => (step === 0 ? [inner] : { [step]: inner }), {
    zzzzzzzzzz: 1,
  });
  const { diagnostic } = userErrorOf(() => load(stringify({ ...base, ...(bogus as object) })));
  expect(diagnostic.code).toMatch(/unknown-key$/);
  return (
    /^Use one of: (.*)\.$/
      .exec(diagnostic.hint ?? '')?.[1]
      ?.split(', ')
      .sort() ?? []
  );
}

const loadEnvironmentText = (yaml: string) =>
  loadEnvironment({
    projectFolder: temporaryProject({
      'environments/a.yaml': yaml,
      'environments/dev.yaml': 'workspace: embedded\n',
    }),
    name: 'a',
    variables: {},
  });

describe('the loaders take just the keys of the schemas', () => {
  // `workspace` has one schema for each kind of workspace; the loader knows both keys at once.
  const environments = closedMaps(environmentSchema).filter(({ path }) => path.join('.') !== 'workspace');
  it.each(environments.map((map) => [map.path.join('.') || 'top', map] as const))(
    'environment: %s',
    (_name, { path, keys }) => {
      const known = knownAt(path, { workspace: 'embedded' }, loadEnvironmentText);
      expect(known).toEqual([...keys].sort());
    },
  );

  const projects = closedMaps(projectSchema);
  it.each(projects.map((map) => [map.path.join('.') || 'top', map] as const))(
    'project: %s',
    (_name, { path, keys }) => {
      const load = (yaml: string) => loadProject(temporaryProject({ 'sentinel-sync.yaml': yaml }));
      expect(knownAt(path, {}, load)).toEqual([...keys].sort());
    },
  );

  it('and there are many of them', () => {
    expect(environments.map(({ path }) => path.join('.'))).toEqual(
      expect.arrayContaining(['', 'workspace.azure', 'workspace.embedded', 'overrides.0.match', 'capacity']),
    );
    expect(projects.length).toBeGreaterThan(3);
  });
});
