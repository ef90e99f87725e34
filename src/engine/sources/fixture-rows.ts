// The rows of fixtures: given by the run, else by the catalogue; a file on the web is read as the query says.
import type { MissingFixture, SourceTable, Translation } from '../../kql/translate/translation.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import type { FixtureRow } from '../../tables/fixtures.ts';
import type { TableSchema } from '../../tables/schema.ts';
import type { TableSource } from '../table-source.ts';
import { readWebFile } from './web-file.ts';

interface Given {
  readonly tables: TableCatalogue;
  readonly data: TableSource;
}

/** The rows that somebody gives for a source; undefined where nobody does. @throws QueryFault for a file that cannot be read so. */
export function fixtureRows(source: SourceTable, { tables, data }: Given): readonly FixtureRow[] | undefined {
  if (source.fixture === undefined) return undefined;
  const given = data.table(source.table);
  if (given?.kind === 'rows') return given.rows;
  const fixture = tables.fixture(source.table);
  if (fixture === undefined || 'rows' in fixture) return fixture?.rows;
  return readWebFile(fixture, source.fixture);
}

/** The schema by which they are read. */
export function fixtureSchema({ table, fixture }: SourceTable): TableSchema | undefined {
  return fixture && { name: table, columns: fixture.columns, source: 'custom', advancedHuntingOnly: false };
}

/**
 * What a run misses: of each fixture that nobody gives, what the translation says. A lookup is missed only where there may be rows to
 * look something up for.
 */
export function missingFixtures(
  { sources, missing, writesRows = false }: Translation,
  given: Given,
): readonly MissingFixture[] {
  if (missing === undefined) return [];
  const others = sources.filter(({ fixture }) => fixture?.isLookup !== true);
  const hasRows = writesRows || others.some((source) => mayHaveRows(source, given));
  return sources.flatMap((source) => {
    const finding = missing.get(source.relation);
    if (finding === undefined || isGiven(source, given)) return [];
    return source.fixture?.isLookup === true && !hasRows ? [] : [finding];
  });
}

function isGiven({ table }: SourceTable, { tables, data }: Given): boolean {
  return data.table(table) !== undefined || tables.fixture(table) !== undefined;
}

function mayHaveRows({ table, fixture }: SourceTable, { tables, data }: Given): boolean {
  const given = data.table(table);
  if (given !== undefined) return given.kind === 'stored' || given.rows.length > 0;
  const known = fixture === undefined ? undefined : tables.fixture(table);
  return known !== undefined && ('text' in known || known.rows.length > 0);
}
