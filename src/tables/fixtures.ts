// Fixtures: rows that a user gives for what a query reads and no table holds: a function of a solution, a file on the web, a lookup
// that only the service has. Without one they are empty here, and every run says so.
import type { Column } from './schema.ts';

/** One row of a fixture: column -> value. */
export type FixtureRow = Readonly<Record<string, unknown>>;

/** Rows for a name, or the text of a file on the web, which the query says how to read. */
export type Fixture = { readonly name: string } & (
  | { readonly columns: readonly Column[]; readonly rows: readonly FixtureRow[] }
  | { readonly text: string }
);

/** The name under which rows of a function, or of a lookup, are given: `CrowdStrikeEvents()`. */
export const functionFixture = (name: string) => `${name}()`;

/**
 * The name under which rows of a file on the web are given: `externaldata("https://example.org/list.csv")`. What follows a `?`, `;`
 * or `#` in the address is how it is asked for, often a key: it is no part of the name.
 */
export const webFixture = (url: string) =>
  `externaldata("${url.replace(/[?;#].*$/s, '').replace(/^http:/i, 'https:')}")`;

/** The function whose rows a fixture of that name gives; undefined of any other name. */
export function functionOfFixture(name: string): string | undefined {
  return /^([A-Za-z_]\w*)\(\)$/.exec(name)?.[1];
}

/** Whether a name is that of a fixture, and not that of a table. */
export function isFixtureName(name: string): boolean {
  return functionOfFixture(name) !== undefined || /^externaldata\("[^"]+"\)$/.test(name);
}
