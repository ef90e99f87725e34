// Reads the user's own table schemas, `tables/*.json`, in the format of Azure-Sentinel's KQL validation (CustomTables).

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { tableFinding } from './codes.ts';
import { type Column, type KqlType, kqlTypes, type TableSchema } from './schema.ts';

export interface CustomTables {
  readonly tables: readonly TableSchema[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Other spellings of KQL types in published schema files. https://learn.microsoft.com/kusto/query/scalar-data-types */
const spellings: ReadonlyMap<string, KqlType> = new Map([
  ['bigint', 'long'],
  ['boolean', 'bool'],
  ['date', 'datetime'],
  ['double', 'real'],
  ['float', 'real'],
  ['integer', 'int'],
  ['number', 'real'],
  ['object', 'dynamic'],
  ['time', 'timespan'],
  ['uuid', 'guid'],
]);

/**
 * Loads `<projectFolder>/<folder>/*.json`: `{"Name": "My_CL", "Properties": [{"Name": "Host", "Type": "String"}]}`, trailing commas
 * allowed as published files have them. A file that cannot be used is a finding; a folder that is not there holds no tables.
 * https://github.com/Azure/Azure-Sentinel/tree/master/.script/tests/KqlvalidationsTests
 */
export function loadCustomTables(projectFolder: string, folder = 'tables'): CustomTables {
  const path = join(projectFolder, folder);
  if (!existsSync(path)) return { tables: [], diagnostics: [] };
  const files = readdirSync(path).filter((name) => name.endsWith('.json'));
  const read = files.sort().map((name) => readTable(join(path, name), `${folder}/${name}`));
  return {
    tables: read.flatMap((result) => ('table' in result ? [result.table] : [])),
    diagnostics: read.flatMap((result) => ('problem' in result ? [result.problem] : [])),
  };
}

type ReadResult = { readonly table: TableSchema } | { readonly problem: Diagnostic };

function readTable(path: string, file: string): ReadResult {
  const bad = (message: string, hint?: string): ReadResult => ({
    problem: tableFinding('tables/bad-schema', message, { file, line: 1, column: 1, hint }),
  });
  let value: unknown;
  try {
    value = JSON.parse(withoutTrailingCommas(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')));
  } catch (error) {
    return bad(`The file is not JSON: ${(error as Error).message}`);
  }
  const { Name: name, Properties: properties } = (value ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || !/^[A-Za-z_]\w*$/.test(name)) return bad('The table has no usable "Name"');
  if (!Array.isArray(properties)) return bad('The table has no list "Properties"');
  const columns: Column[] = [];
  for (const property of properties) {
    const { Name: column, Type: spelt } = (property ?? {}) as Record<string, unknown>;
    if (typeof column !== 'string' || typeof spelt !== 'string')
      return bad('A property lacks "Name" or "Type"');
    const type = kqlTypeOf(spelt);
    if (type === undefined) {
      const suggestion = didYouMean(spelt, kqlTypes);
      return bad(
        `Column ${column} has the unknown type ${spelt}`,
        suggestion && `Did you mean ${suggestion}?`,
      );
    }
    columns.push({ name: column, type });
  }
  return { table: { name, columns, source: 'custom', advancedHuntingOnly: false } };
}

function kqlTypeOf(spelt: string): KqlType | undefined {
  const word = spelt.toLowerCase();
  return kqlTypes.find((type) => type === word) ?? spellings.get(word);
}

/** Drops commas before a closing bracket, outside strings. */
function withoutTrailingCommas(text: string): string {
  return text.replaceAll(
    /("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g,
    (_, string: string | undefined) => string ?? '',
  );
}
