// The parameters of all detections, each set as an environment would set it.
import { expect } from 'vitest';
import { stringify } from 'yaml';
import { binding } from '../../src/checks/binding.ts';
import type { Check } from '../../src/checks/check.ts';
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
import { repository } from '../stories/command-line.ts';

const { items } = loadContent({
  projectFolder: repository,
  folders: [
    { kind: 'analytics-rule', path: 'analytics-rules' },
    { kind: 'hunting-query', path: 'hunting-queries' },
    { kind: 'parser', path: 'parsers' },
  ],
});
const tables = createTableCatalogue([], functionsIn(items));
export const detections = items.filter(({ kind }) => kind !== 'parser');
export const parametersIn = (item: ContentItem) => parametersOf(queryOf(item) ?? '');

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

export function otherOf({ type, name }: Parameter) {
  if (type === undefined) throw new Error(`${name} has a default that is no literal`);
  return others[type];
}

/** A value that the default's type does not take. */
export const wrong = (type: Parameter['type']) => (type === 'number' || type === 'bool' ? 'seven' : 7);

export function effective(item: ContentItem, values: Readonly<Record<string, unknown>>) {
  const text = stringify({ workspace: 'embedded', parameters: { [item.slug]: values } });
  const projectFolder = temporaryProject({ 'environments/a.yaml': text });
  const environment = loadEnvironment({ projectFolder, name: 'a', variables: {} });
  return effectiveItems(items, environment);
}

export function effectiveOne(item: ContentItem, values: Readonly<Record<string, unknown>>): ContentItem {
  const { items: changed, diagnostics } = effective(item, values);
  expect(diagnostics).toEqual([]);
  return changed.find(({ file }) => file === item.file)!;
}

export const bindingFindings = (item: ContentItem) => found(item, binding);
export const lengthFindings = (item: ContentItem) => found(item, tooLong);

function found(item: ContentItem, check: Check): readonly string[] {
  const context = createCheckContext({ items: [item], tables, now: new Date('2026-01-15T12:00:00Z') });
  return check.run(item, context).map(({ message }) => message);
}
