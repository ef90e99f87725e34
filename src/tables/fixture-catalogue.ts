// A catalogue with fixtures: those of a project, and those that a run brings rows for.
import type { TableCatalogue } from './catalogue.ts';
import { derived } from './derived.ts';
import { type Fixture, type FixtureRow, functionOfFixture, isFixtureName } from './fixtures.ts';
import { columnTypes } from './infer-types.ts';
import { knownFunction } from './known-functions.ts';
import type { Column } from './schema.ts';

/**
 * A fixture of rows as a user writes them. It has the columns that are documented of its function and, where that may give others or
 * nothing is known of it, those of the rows, with the types that all their values have.
 */
export function fixtureOf(
  name: string,
  rows: readonly FixtureRow[],
  { tables, isText = false }: { readonly tables: TableCatalogue; readonly isText?: boolean },
): Fixture {
  const known = knownFunction(functionOfFixture(name) ?? '', tables);
  const declared = known?.columns ?? [];
  const isNew = (column: Column) => !declared.some((one) => one.name === column.name);
  const others = known?.open === false ? [] : columnTypes(rows, isText).filter(isNew);
  return { name, columns: [...declared, ...others], rows };
}

/** The catalogue with fixtures; one of them stands over another of the same name. Equal fixtures give the same one. */
export function withFixtures(catalogue: TableCatalogue, fixtures: readonly Fixture[]): TableCatalogue {
  if (fixtures.length === 0) return catalogue;
  return derived(catalogue, { what: 'fixtures', added: fixtures }, () => {
    const own = new Map(fixtures.map((one) => [one.name, one]));
    return { ...catalogue, fixture: (name) => own.get(name) ?? catalogue.fixture(name) };
  });
}

/** The catalogue with the fixtures that a run gives rows for. */
export function withFixturesOf(
  catalogue: TableCatalogue,
  tables: Readonly<Record<string, readonly FixtureRow[]>>,
): TableCatalogue {
  const given = Object.entries(tables).filter(([name]) => isFixtureName(name));
  return withFixtures(
    catalogue,
    given.map(([name, rows]) => fixtureOf(name, rows, { tables: catalogue })),
  );
}
