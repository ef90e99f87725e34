// Keeps the last bound queries: one query is planned, checked and run with many rows, and binding costs more than all of it.
import type { BindOptions } from './bind-options.ts';

export interface BoundQueries<Bound> {
  /** The text as it was bound before with the same inputs, or what `bind` gives now. */
  get(text: string, inputs: BindOptions, bind: () => Bound): Bound;
}

/** A bound query takes about half a megabyte. */
const capacity = 64;

/** The one used longest ago leaves when a new one finds no room. */
export function createBoundQueries<Bound>(): BoundQueries<Bound> {
  const kept = new Map<string, Pick<BindOptions, 'tables'> & { readonly bound: Bound }>();
  return {
    get(
      text,
      {
        tables,
        alwaysInScope = [],
        columnsOfRows = [],
        anyTable,
        advancedHunting,
        undeclared = [],
        columnsOnly = [],
        parameters = '',
      },
      bind,
    ) {
      const key = `${alwaysInScope.join(' ')}\n${columnsOfRows.join(' ')}\n${anyTable === true} ${advancedHunting === true} ${undeclared.join(' ')}\n${columnsOnly.join(' ')}\n${parameters}\n${text}`;
      const known = kept.get(key);
      const isSame = known !== undefined && known.tables === tables;
      const bound = isSame ? known.bound : bind();
      kept.delete(key);
      const [oldest] = kept.keys();
      if (kept.size >= capacity && oldest !== undefined) kept.delete(oldest);
      kept.set(key, { tables, bound });
      return bound;
    },
  };
}
