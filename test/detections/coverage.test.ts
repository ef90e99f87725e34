// What the published analytics ask for is covered: every cell names cases that exist and say what the cell says;
// that they pass is shown by part-1 to part-4, which run every case.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type CoverageCell, type CoverageSource, renderCoverage } from '../../scripts/pages/coverage.ts';
import { content, tests } from './cases.ts';

const folder = fileURLToPath(new URL('../../docs/detections', import.meta.url));
const sources = parse(readFileSync(join(folder, 'coverage.yaml'), 'utf8')) as CoverageSource[];
const detections = content.items.filter(({ kind }) => kind !== 'parser');
const asks = sources.flatMap(({ asks }) => asks);
const cellsOf = (slug: string) => asks.flatMap(({ by }) => by[slug] ?? []);
const namesIn = ({ fires = [], silent = [], gaps = [] }: CoverageCell) => [...fires, ...silent, ...gaps];

test('docs/detections/README.md is what coverage.yaml says (UPDATE_DOCS=1 writes it)', () => {
  const path = join(folder, 'README.md');
  const page = renderCoverage(sources, detections);
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, page);
  expect(readFileSync(path, 'utf8')).toBe(page);
});

test('nothing that is asked for is without a case', () => {
  const empty = asks.filter(
    ({ by }) => Object.keys(by).length === 0 || Object.values(by).some((cell) => namesIn(cell).length === 0),
  );
  expect(empty).toEqual([]);
  expect(new Set(asks.map(({ what }) => what)).size).toBe(asks.length);
});

test('every cell is of a detection that has cases, and every detection has one', () => {
  const named = new Set(asks.flatMap(({ by }) => Object.keys(by)));
  const tested = ['analytics-rules', 'hunting-queries'].flatMap((kind) =>
    readdirSync(join(folder, '../../test', kind)),
  );
  expect(detections.map(({ slug }) => slug).filter((slug) => !named.has(slug))).toEqual([]);
  expect([...named].filter((slug) => !tested.includes(slug))).toEqual([]);
});

describe.each(detections.map((item) => [item.slug, item] as const))('%s', (slug, item) => {
  const cells = cellsOf(slug);
  const cases = tests.casesOf(item);
  const named = new Set(cells.flatMap(namesIn));
  const of = (key: keyof CoverageCell) => new Set(cells.flatMap((cell) => cell[key] ?? []));
  const those = (names: ReadonlySet<string>) => cases.filter(({ name }) => names.has(name));

  test('the cases exist, each once', () => {
    expect(
      those(named)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...named].sort());
  });

  test('the cases expect what the cells say', () => {
    const wrong = [
      ...those(of('fires')).filter(({ expect, skip }) => expect.none || skip !== undefined),
      ...those(of('silent')).filter(({ expect, gap }) => !expect.none || gap !== undefined),
      ...those(of('gaps')).filter(({ gap }) => gap === undefined),
    ];
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});
