// Puts the watchlists that a query reads in front of it, as `let` functions over their items.
import {
  unknownWatchlist,
  type WatchlistRow,
  watchlistItems,
  watchlistTable,
} from '../../tables/watchlists.ts';
import type { BoundQuery } from '../bind/bind.ts';
import { watchlistColumns } from '../bind/watchlist-calls.ts';
import { literalText } from './literal-text.ts';
import type { SeedSurvey, SurveyedText } from './seed-survey.ts';
import type { TextEdit } from './text-edits.ts';

/** By the names of `watchlistTable`; other tables may be among them. */
type WatchlistRows = Readonly<Record<string, readonly WatchlistRow[]>>;

export interface WatchlistLets {
  /** The `let`s, each on a line of its own. */
  readonly text: string;
  /** A call becomes one of its `let`; what is put in is not longer than what it stands for, and filled up with blanks. */
  edits(text: Pick<SurveyedText, 'watchlists'>, source: string): readonly TextEdit[];
}

/** Of all watchlists that are read: the rows of the run stand over those that are known; a watchlist that nobody knows is empty. */
export function watchlistLets(
  bound: BoundQuery,
  survey: SeedSurvey,
  { rows, now }: { readonly rows: WatchlistRows; readonly now: Date },
): WatchlistLets {
  const aliases = [
    ...new Set(survey.texts.flatMap(({ watchlists }) => watchlists.map(({ alias }) => alias))),
  ];
  const names = freeNames(aliases.sort(), survey);
  const lets = [...names].map(([alias, name]) => `${letOf(alias, name, { bound, rows, now })}\n`);
  return {
    text: lets.join(''),
    edits: ({ watchlists }, source) =>
      watchlists.map(({ call, alias, arguments: [first, keys] }) => {
        const { start } = call;
        const end = keys?.start ?? first!.end;
        const head = `${names.get(alias)!}(`;
        return {
          start,
          end,
          text: head + source.slice(start + head.length, end).replaceAll(/[^\r\n]/g, ' '),
        };
      }),
  };
}

/** Short ones, since they must fit where `_GetWatchlist(` stood. */
function freeNames(aliases: readonly string[], { ownLets }: SeedSurvey): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  let number = 0;
  for (const alias of aliases) {
    do number++;
    while (ownLets.has(`_WL${number}`));
    names.set(alias, `_WL${number}`);
  }
  return names;
}

interface Items {
  readonly bound: BoundQuery;
  readonly rows: WatchlistRows;
  readonly now: Date;
}

function letOf(alias: string, name: string, { bound, rows, now }: Items): string {
  const watchlist = bound.tables.watchlist(alias) ?? unknownWatchlist(alias);
  const columns = watchlistColumns(alias, bound);
  const header = columns.map((column) => `['${column.name}']:${column.type}`).join(', ');
  const items = watchlistItems(watchlist, rows[watchlistTable(alias)] ?? watchlist.rows, now);
  const cells = items.map((row) => columns.map(({ name, type }) => literalText(row[name], type)).join(', '));
  const table = `datatable(${header}) [${cells.join(', ')}]`;
  return `let ${name} = (keys:dynamic=dynamic([])) { ${table} | where array_length(keys) == 0 or SearchKey in (keys) };`;
}
