// Reads the items of watchlists, `watchlists/<alias>.csv`.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readTextFile } from '../content/files/text-file.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { csvRecords } from '../engine/data/csv.ts';
import { type Watchlist, watchlistOf } from '../tables/watchlists.ts';
import { projectFinding } from './codes.ts';

export interface LoadedWatchlists {
  readonly watchlists: readonly Watchlist[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The aliases are those of the service: letters, digits, `_` and `-`. A folder that is not there holds no watchlists. */
export function loadWatchlists(projectFolder: string, folder: string): LoadedWatchlists {
  const path = join(projectFolder, folder);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    return { watchlists: [], diagnostics: [] };
  const names = readdirSync(path)
    .filter((name) => name.endsWith('.csv'))
    .sort();
  const read = names.map((name) => readWatchlist(join(path, name), `${folder}/${name}`, name.slice(0, -4)));
  return {
    watchlists: read.flatMap(({ watchlist }) => watchlist ?? []),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** The first row names the columns; all values are texts, as the service has them. */
function readWatchlist(
  path: string,
  file: string,
  alias: string,
): { readonly watchlist?: Watchlist; readonly diagnostics: readonly Diagnostic[] } {
  const text = readTextFile(path, file);
  if ('diagnostic' in text) return { diagnostics: [text.diagnostic] };
  const { header, records } = csvRecords(text.text);
  const bad = (message: string, at = { line: 1, column: 1 }) =>
    projectFinding('watchlists/bad-file', message, { file, ...at });
  if (header.length === 0) return { diagnostics: [bad('The file has no columns')] };
  const problems = records.flatMap((record) => ('problem' in record ? [bad(record.problem, record.at)] : []));
  const rows = records.flatMap((record) => ('values' in record ? [record.values] : []));
  return { watchlist: watchlistOf(alias, header, rows), diagnostics: problems };
}
