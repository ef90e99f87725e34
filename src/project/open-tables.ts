// Opens what queries of a project may name, without the rest of its content: its tables, watchlists and fixtures, and the functions of its parsers.
import { loadContent } from '../content/files/load.ts';
import { definitionOf, functionsIn } from '../content/kinds/kinds.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { loadProject } from '../environments/load-project.ts';
import { createTableCatalogue, type TableCatalogue } from '../tables/catalogue.ts';
import { loadCustomTables } from '../tables/custom-tables.ts';
import { withFixtures } from '../tables/fixture-catalogue.ts';
import { withWatchlists } from '../tables/watchlist-catalogue.ts';
import { loadFixtures } from './load-fixtures.ts';
import { loadWatchlists } from './load-watchlists.ts';

export interface OpenedTables {
  readonly tables: TableCatalogue;
  /** A file of a function that cannot be read is a warning here: the query may not call it. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Throws a UserError when the project file cannot be used. */
export function openTables(folder: string): OpenedTables {
  const { folders, contentFolders } = loadProject(folder);
  const custom = loadCustomTables(folder, folders.tables);
  const ofFunctions = contentFolders.filter(({ kind }) => definitionOf(kind).asFunction !== undefined);
  const content = loadContent({ projectFolder: folder, folders: ofFunctions });
  const lists = loadWatchlists(folder, folders.watchlists);
  const unread = content.diagnostics.map((found): Diagnostic => ({ ...found, severity: 'warning' }));
  const plain = createTableCatalogue(custom.tables, functionsIn(content.items));
  const given = loadFixtures(folder, folders.fixtures, plain);
  return {
    tables: withFixtures(withWatchlists(plain, lists.watchlists), given.fixtures),
    diagnostics: [...custom.diagnostics, ...lists.diagnostics, ...given.diagnostics, ...unread],
  };
}
