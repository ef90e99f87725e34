// Reads the fixtures of a project: `fixtures/<Function>.csv`, `.json` or `.jsonl`, and `fixtures/externaldata/<host>/<path>`.
import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { readTextFile } from '../content/files/text-file.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { csvRecords } from '../engine/data/csv.ts';
import { isJsonMap } from '../json/json.ts';
import { parseJson } from '../json/json-text.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { fixtureOf } from '../tables/fixture-catalogue.ts';
import { type Fixture, type FixtureRow, functionFixture, webFixture } from '../tables/fixtures.ts';
import { projectFinding } from './codes.ts';

export interface LoadedFixtures {
  readonly fixtures: readonly Fixture[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The folder below which files lie as on the web. */
const webFolder = 'externaldata';

/** A folder that is not there holds no fixtures. `tables` says which columns functions are documented to have. */
export function loadFixtures(projectFolder: string, folder: string, tables: TableCatalogue): LoadedFixtures {
  const path = join(projectFolder, folder);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    return { fixtures: [], diagnostics: [] };
  const names = (readdirSync(path, { recursive: true }) as string[])
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => statSync(join(path, name)).isFile())
    .sort();
  const read = names.map((name) =>
    readFixture(join(path, name), { file: `${folder}/${name}`, name, tables }),
  );
  return {
    fixtures: read.flatMap((one) => ('fixture' in one ? [one.fixture] : [])),
    diagnostics: read.flatMap((one) => ('fixture' in one ? [] : one.diagnostics)),
  };
}

interface FixtureFile {
  /** As findings name it. */
  readonly file: string;
  /** Below the folder of fixtures. */
  readonly name: string;
  readonly tables: TableCatalogue;
}

type ReadFixture = { readonly fixture: Fixture } | { readonly diagnostics: readonly Diagnostic[] };

function readFixture(path: string, { file, name, tables }: FixtureFile): ReadFixture {
  const read = readTextFile(path, file);
  if ('diagnostic' in read) return { diagnostics: [read.diagnostic] };
  const { text } = read;
  if (name.startsWith(`${webFolder}/`)) {
    return { fixture: { name: webFixture(`https://${name.slice(webFolder.length + 1)}`), text } };
  }
  const bad = (message: string, at = { line: 1, column: 1 }) =>
    projectFinding('fixtures/bad-file', message, { file, ...at });
  const kind = extname(name);
  const own = name.slice(0, -kind.length);
  if (!/^[A-Za-z_]\w*$/.test(own) || !['.csv', '.json', '.jsonl'].includes(kind))
    return { diagnostics: [bad('The name is not that of a function and one of .csv, .json or .jsonl')] };
  const isText = kind === '.csv';
  const rows = isText ? csvRows(text, bad) : jsonRows(text, kind === '.jsonl', bad);
  if ('diagnostics' in rows) return rows;
  return { fixture: fixtureOf(functionFixture(own), rows.rows, { tables, isText }) };
}

type Rows = { readonly rows: readonly FixtureRow[] } | { readonly diagnostics: readonly Diagnostic[] };

type Bad = (message: string, at?: { readonly line: number; readonly column: number }) => Diagnostic;

function csvRows(text: string, bad: Bad): Rows {
  const { records } = csvRecords(text);
  const problems = records.flatMap((record) => ('problem' in record ? [bad(record.problem, record.at)] : []));
  if (problems.length > 0) return { diagnostics: problems };
  return { rows: records.flatMap((record) => ('values' in record ? [record.values] : [])) };
}

function jsonRows(text: string, isLines: boolean, bad: Bad): Rows {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const parts = isLines ? lines.map((part, index) => ({ part, line: index + 1 })) : [{ part: text, line: 1 }];
  const rows: FixtureRow[] = [];
  for (const { part, line } of parts) {
    if (part.trim() === '') continue;
    try {
      const value = parseJson(part);
      for (const row of isLines || !Array.isArray(value) ? [value] : value) {
        if (!isJsonMap(row)) return { diagnostics: [bad('A row is no JSON object', { line, column: 1 })] };
        rows.push(row);
      }
    } catch (error) {
      const message = `The file is not JSON: ${(error as Error).message}`;
      return { diagnostics: [bad(message, { line, column: 1 })] };
    }
  }
  return { rows };
}
