// Every detection has a page that says what its file and its tests say: its head line, parameters, gaps and tests are written from them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { renderDetection, sectionOf, sections } from '../scripts/pages/detections.ts';
import { loadContent } from '../src/content/files/load.ts';
import { functionsIn, queryOf } from '../src/content/kinds/kinds.ts';
import { parametersOf } from '../src/kql/rewrite/parameters.ts';
import { createTableCatalogue } from '../src/tables/catalogue.ts';
import { loadCases } from '../src/testing/load-cases.ts';

const projectFolder = fileURLToPath(new URL('..', import.meta.url));
const { items: content } = loadContent({
  projectFolder,
  folders: [
    { kind: 'analytics-rule', path: 'analytics-rules' },
    { kind: 'hunting-query', path: 'hunting-queries' },
    { kind: 'parser', path: 'parsers' },
  ],
});
const items = content.filter(({ kind }) => kind !== 'parser');
const parsers = content.filter(({ kind }) => kind === 'parser');
const tests = loadCases({
  projectFolder,
  items: content,
  tables: createTableCatalogue([], functionsIn(content)),
});
const update = process.env['UPDATE_DOCS'] === '1';
const coverage = ['README.md', 'coverage.yaml', 'evasion.md'];

test('every page belongs to a detection, and every detection has one', () => {
  const pages = readdirSync(join(projectFolder, 'docs/detections')).filter(
    (name) => !coverage.includes(name),
  );
  expect(pages.sort()).toEqual(items.map((item) => `${item.slug}.md`).sort());
});

describe.each(items.map((item) => [item.slug, item] as const))('%s', (slug, item) => {
  const path = join(projectFolder, `docs/detections/${slug}.md`);
  const written = readFileSync(path, 'utf8');
  const page = renderDetection(written, { item, cases: tests.casesOf(item), parsers });

  test('what is written from its file and its cases (UPDATE_DOCS=1 writes it)', () => {
    if (update) writeFileSync(path, page);
    else expect(written).toBe(page);
  });

  test('each parameter has a comment that says what it means', () => {
    const parameters = parametersOf(queryOf(item) ?? '');
    expect(parameters.length).toBeGreaterThan(0);
    expect(parameters.filter(({ comment }) => comment === '' || comment.includes('|'))).toEqual([]);
  });

  test('every section is there, in its order, and says something', () => {
    const titles = Array.from(page.matchAll(/^## (.*)$/gm), (match) => match[1]!);
    expect(titles.filter((title) => title !== 'What it cannot find')).toEqual(sections);
    for (const title of titles) expect(sectionOf(page, title), title).not.toBe('');
  });

  test('each thing that silences a false positive is a parameter of the query', () => {
    const known = parametersOf(queryOf(item) ?? '').map(({ name }) => name);
    const named = Array.from(
      (sectionOf(page, 'False positives') ?? '').matchAll(/`((?:Allowed|Min|Max)\w+)`/g),
      (match) => match[1]!,
    );
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
    expect(sectionOf(page, 'False positives')).toMatch(/`\w+`/);
  });
});
