// Every parameter of every detection can be set by an environment: the query it gives binds, stays as short as the service takes it, and shows in the plan.
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { stringify } from 'yaml';
import { binding } from '../../src/checks/binding.ts';
import { createCheckContext } from '../../src/checks/context.ts';
import { tooLong } from '../../src/checks/too-long.ts';
import type { ContentItem } from '../../src/content/content-item.ts';
import { loadContent } from '../../src/content/files/load.ts';
import { functionsIn, queryOf } from '../../src/content/kinds/kinds.ts';
import { loadEnvironment } from '../../src/environments/load-environment.ts';
import { type Parameter, parametersOf } from '../../src/kql/rewrite/parameters.ts';
import { effectiveItems } from '../../src/plan/effective-item.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { temporaryProject } from '../content/project.ts';
import { createProject, repository } from '../stories/command-line.ts';

const { items } = loadContent({
  projectFolder: repository,
  folders: [
    { kind: 'analytics-rule', path: 'analytics-rules' },
    { kind: 'hunting-query', path: 'hunting-queries' },
    { kind: 'parser', path: 'parsers' },
  ],
});
const tables = createTableCatalogue([], functionsIn(items));
const detections = items.filter(({ kind }) => kind !== 'parser');
const parametersIn = (item: ContentItem) => parametersOf(queryOf(item) ?? '');

/** A list as an environment would set it; longer ones of owners stand on a watchlist. */
const names = Array.from({ length: 6 }, (_, index) => `contoso-${index}`);

/** Another value of the default's type. */
const others = {
  bool: true,
  datetime: '2026-01-15T12:00:00Z',
  dynamic: names,
  number: 7,
  string: 'contoso',
  timespan: '2h',
} as const;

/** A value that the default's type does not take. */
const wrong = (type: Parameter['type']) => (type === 'number' || type === 'bool' ? 'seven' : 7);

function effective(item: ContentItem, values: Readonly<Record<string, unknown>>) {
  const text = stringify({ workspace: 'embedded', parameters: { [item.slug]: values } });
  const projectFolder = temporaryProject({ 'environments/a.yaml': text });
  const environment = loadEnvironment({ projectFolder, name: 'a', variables: {} });
  return effectiveItems(items, environment);
}

function effectiveOne(item: ContentItem, values: Readonly<Record<string, unknown>>): ContentItem {
  const { items: changed, diagnostics } = effective(item, values);
  expect(diagnostics).toEqual([]);
  return changed.find(({ file }) => file === item.file)!;
}

/** What the checks on the binding and on the lengths find in it. */
function findings(item: ContentItem) {
  const context = createCheckContext({ items: [item], tables, now: new Date('2026-01-15T12:00:00Z') });
  return [...binding.run(item, context), ...tooLong.run(item, context)].map(({ message }) => message);
}

describe.each(detections.map((item) => [item.slug, item] as const))('%s', (_, item) => {
  const parameters = parametersIn(item);
  const otherOf = ({ type, name }: Parameter) => {
    if (type === undefined) throw new Error(`${name} has a default that is no literal`);
    return others[type];
  };

  test.each(parameters.map((parameter) => [parameter.name, parameter] as const))(
    '%s is set, and nothing else',
    (name, parameter) => {
      const changed = effectiveOne(item, { [name]: otherOf(parameter) });
      const after = parametersIn(changed);
      const touched = after.filter(({ expression }, at) => expression !== parameters[at]!.expression);
      expect(touched.map((one) => one.name)).toEqual([name]);
      expect(touched[0]!.type).toBe(parameter.type);
      expect(effective(item, { [name]: wrong(parameter.type) }).diagnostics).toMatchObject([
        { code: 'kql/parameter-type', file: 'environments/a.yaml' },
      ]);
    },
  );

  test('with each of them set, the query binds', () => {
    const found = parameters.flatMap((parameter) =>
      findings(effectiveOne(item, { [parameter.name]: otherOf(parameter) })),
    );
    expect(found).toEqual([]);
  });
});

test('the plan shows the parameter of a rule, at the rule that it changes', async () => {
  const workspace = 'workspace: { embedded: { tables: [DeviceProcessEvents, ASimProcessEventLogs] } }\n';
  const project = createProject({ 'environments/dev.yaml': workspace });
  onTestFinished(() => project.dispose());
  const slug = 'git-push-outside-organisation';
  mkdirSync(project.path('analytics-rules'), { recursive: true });
  for (const path of [`analytics-rules/${slug}.yaml`, 'parsers', 'watchlists']) {
    cpSync(join(repository, path), project.path(path), { recursive: true });
  }
  expect(await project.run('apply -e dev --auto-approve')).toMatchObject({ code: 0 });
  project.write(
    'environments/dev.yaml',
    `${workspace}parameters:\n  ${slug}: { AllowedOwners: [contoso, github.com/contoso-oss] }\n`,
  );
  const plan = await project.run('plan -e dev');
  expect(plan).toMatchObject({ code: 0 });
  expect(plan.stdout).toContain('Plan: 1 to update');
  expect(plan.stdout).toContain('let AllowedOwners = dynamic(["contoso","github.com/contoso-oss"]);');
});
