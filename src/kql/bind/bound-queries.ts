// Keeps the last bound queries: one query is planned, checked and run with many rows, and binding costs more than all of it.
import { createCache } from '../../cache/cache.ts';
import { identityOf } from '../translate/identity.ts';
import type { BindOptions } from './bind-options.ts';
import { keyOfNames } from './declared-names.ts';

export interface BoundQueries<Bound> {
  /** The text as it was bound before with the same inputs, or what `bind` gives now. */
  get(text: string, inputs: BindOptions, bind: () => Bound): Bound;
}

/** A bound query takes about half a megabyte, one over large functions some; the content of a project should fit, as checked and as run. */
export const capacity = 160;

/** By the text behind the first line of the key: a tree grows with it, to 20 MB where a function of 50,000 characters stands in front. */
export const weight = { of: (key: string) => key.length - key.indexOf('\n'), most: 2_000_000 } as const;

/** An empty cache of bound queries. */
export function createBoundQueries<Bound>(): BoundQueries<Bound> {
  const cache = createCache<string, { readonly bound: Bound }>({ capacity, weight });
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
      // A workspace asks of its own catalogue what a project asked of another one: neither takes the place of the other.
      const key = `${identityOf(tables)}\t${alwaysInScope.join(' ')}\t${columnsOfRows.join(' ')}\t${anyTable === true} ${advancedHunting === true} ${openTables === true} ${undeclared.join(' ')}\t${columnsOnly.join(' ')}\t${keyOfNames({ parameters, runValues })}\n${text}`;
      const known = cache.get(key);
      if (known !== undefined) return known.bound;
      const bound = bind();
      cache.set(key, { bound });
      return bound;
    },
  };
}
