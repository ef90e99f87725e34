// Every detection has a page that says what its file and its tests say: parameters with their meaning, techniques, tables, gaps.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadContent } from '../src/content/files/load.ts';
import { queryOf } from '../src/content/kinds/kinds.ts';
import { parametersOf } from '../src/kql/rewrite/parameters.ts';
import { createTableCatalogue } from '../src/tables/catalogue.ts';
import { loadCases } from '../src/testing/load-cases.ts';

const projectFolder = fileURLToPath(new URL('..', import.meta.url));
const { items } = loadContent({
  projectFolder,
  folders: [
    { kind: 'analytics-rule', path: 'analytics-rules' },
    { kind: 'hunting-query', path: 'hunting-queries' },
  ],
});
const tests = loadCases({ projectFolder, items, tables: createTableCatalogue() });

test('every page belongs to a detection, and every detection has one', () => {
  const pages = readdirSync(join(projectFolder, 'docs/detections')).sort();
  expect(pages).toEqual(items.map((item) => `${item.slug}.md`).sort());
});

describe.each(items.map((item) => [item.slug, item] as const))('%s', (slug, item) => {
  const page = readFileSync(join(projectFolder, `docs/detections/${slug}.md`), 'utf8');
  const section = (title: string) => page.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';

  test('its name, file, techniques and tables', () => {
    const { relevantTechniques, requiredDataConnectors } = item.values as {
      relevantTechniques: readonly string[];
      requiredDataConnectors: readonly { dataTypes: readonly string[] }[];
    };
    expect(page.startsWith(`# ${item.name}\n`)).toBe(true);
    expect(page).toContain(`](../../${item.file})`);
    for (const name of relevantTechniques) expect(page).toContain(`[${name}](https://attack.mitre.org/`);
    for (const { dataTypes } of requiredDataConnectors) {
      for (const table of dataTypes) expect(page).toContain(`\`${table}\``);
    }
  });

  test('its parameters, each with the comment of the query', () => {
    const listed = section('Parameters').match(/^\| `(.*)` \| .* \| (.*) \|$/gm) ?? [];
    const parameters = parametersOf(queryOf(item) ?? '');
    expect(parameters.length).toBeGreaterThan(0);
    expect(listed).toHaveLength(parameters.length);
    for (const [index, { name, comment }] of parameters.entries()) {
      expect(comment).not.toBe('');
      expect(listed[index]).toMatch(new RegExp(`^\\| \`${name}\` `));
      expect(listed[index]).toContain(`| ${comment} |`);
    }
  });

  test('its known gaps', () => {
    const gaps = tests
      .casesOf(item)
      .flatMap(({ name, gap }) => (gap === undefined ? [] : [`- ${name}: ${gap}.`]));
    expect(section('Known gaps').trim().split('\n')).toEqual(gaps);
  });
});
