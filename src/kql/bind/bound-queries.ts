// Keeps the last bound queries: one query is planned, checked and run with many rows, and binding costs more than all of it.
import { createCache } from '../../cache/cache.ts';
import type { BindOptions } from './bind-options.ts';
import { keyOfNames } from './declared-names.ts';

export interface BoundQueries<Bound> {
  /** The text as it was bound before with the same inputs, or what `bind` gives now. */
  get(text: string, inputs: BindOptions, bind: () => Bound): Bound;
}

/** A bound query takes about half a megabyte, one over large functions some; the content of a project should fit, as checked and as run. */
export const capacity = 160;

/** An empty cache of bound queries. */
export function createBoundQueries<Bound>(): BoundQueries<Bound> {
  const cache = createCache<string, Pick<BindOptions, 'tables'> & { readonly bound: Bound }>({ capacity });
  return {
    get(
      text,
      {
        tables,
        alwaysInScope = [],
        columnsOfRows = [],
        anyTable,
        advancedHunting,
        openTables,
        undeclared = [],
        columnsOnly = [],
        parameters,
        runValues,
      },
      bind,
    ) {
      const key = `${alwaysInScope.join(' ')}\n${columnsOfRows.join(' ')}\n${anyTable === true} ${advancedHunting === true} ${openTables === true} ${undeclared.join(' ')}\n${columnsOnly.join(' ')}\n${keyOfNames({ parameters, runValues })}\n${text}`;
      const known = cache.get(key);
      if (known !== undefined && known.tables === tables) return known.bound;
      const bound = bind();
      cache.set(key, { tables, bound });
      return bound;
    },
  };
}
