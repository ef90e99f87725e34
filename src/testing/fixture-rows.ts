// Reads the rows that a case gives as fixtures, `fixtures:`, a map of functions and addresses to lists of rows.
import type { ValuePath } from '../content/content-item.ts';
import { functionFixture, isFixtureName, webFixture } from '../tables/fixtures.ts';
import type { CaseReader } from './case-reader.ts';
import type { CaseRow, CaseSeed } from './case-rows.ts';

/** `VendorEvents`, `VendorEvents()`, `https://example.org/list.csv`, `externaldata("https://example.org/list.csv")`. */
function nameOf(key: string): string | undefined {
  const url = /^(?:externaldata\(["'])?(https?:\/\/[^"']+)(?:["']\))?$/.exec(key)?.[1];
  if (url !== undefined) return webFixture(url);
  const name = key.endsWith('()') ? key : functionFixture(key);
  return isFixtureName(name) ? name : undefined;
}

/** Rows by the names of fixtures.ts. What a case says of a fixture is all that it has. */
export function readFixtures(value: unknown, path: ValuePath, reader: CaseReader): CaseSeed {
  const given: Record<string, readonly CaseRow[]> = {};
  for (const [key, rows] of Object.entries(reader.map(value, path))) {
    const at = [...path, key];
    const name = nameOf(key);
    if (name === undefined) {
      reader.reportValue(
        at,
        `\`${key}\` is neither a function nor an address`,
        'Write VendorEvents or https://example.org/list.csv.',
      );
      continue;
    }
    given[name] = reader
      .list(rows, at)
      .map((row, index) =>
        Object.entries(reader.map(row, [...at, index])).map(([column, cell]) => ({ column, value: cell })),
      );
  }
  return given;
}
