// Tells once a run what stood in for sources that the embedded engine does not have: ASIM functions, watchlists without items.
import { missingWatchlistCheck } from '../checks/missing-watchlist.ts';
import { inQuery } from '../checks/reading/query-view.ts';
import { runChecks } from '../checks/run.ts';
import { functionsIn, parametersOf, queryOf } from '../content/kinds/kinds.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { bindQuery } from '../kql/bind/bind.ts';
import { standIns } from '../kql/bind/stand-ins.ts';
import type { OpenedProject } from '../project/open-project.ts';
import { watchlistTable } from '../tables/watchlists.ts';
import { testFinding } from './codes.ts';
import type { ItemWithCases } from './item-with-cases.ts';

/** Each function and each watchlist once, at its first call. What every case says for itself stands for nothing. */
export function standInNotes(
  tested: readonly ItemWithCases[],
  { project, tables, items: all }: Pick<OpenedProject, 'project' | 'tables' | 'items'>,
): readonly Diagnostic[] {
  const ran = tested.filter(({ cases }) => cases.length > 0);
  const notes = new Map<string, Diagnostic>();
  const watchlists = new Map<string, boolean>();
  for (const { item, cases } of ran) {
    const { root } = bindQuery(queryOf(item) ?? '', { tables, parameters: parametersOf(item) });
    for (const { kind, name, message, at } of root === undefined ? [] : standIns(root, tables)) {
      if (kind === 'watchlist') {
        const isGiven = cases.every(({ seed }) => Object.hasOwn(seed, watchlistTable(name)));
        watchlists.set(message, (watchlists.get(message) ?? false) || !isGiven);
      } else if (!notes.has(name)) {
        notes.set(name, testFinding('test/asim-view', message, { file: item.file, ...inQuery(item, at) }));
      }
    }
  }
  const called = new Set(ran.map(({ item }) => item.file));
  const items = all.filter((item) => called.has(item.file) || functionsIn([item]).length > 0);
  const now = ran[0]?.cases[0]?.now ?? new Date(0);
  for (const found of runChecks([missingWatchlistCheck], { project, items, tables, now })) {
    if (watchlists.get(found.message) === true && !notes.has(found.message)) notes.set(found.message, found);
  }
  return [...notes.values()];
}
