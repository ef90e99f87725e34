// Lists where this translation cannot be, or chooses to be, different from Kusto: the source of the reference page.
import { aggregates } from '../../src/kql/translate/aggregates/index.ts';
import { scalarFunctions } from '../../src/kql/translate/functions/index.ts';
import { tabularOperators } from '../../src/kql/translate/operators/index.ts';
import { plugins } from '../../src/kql/translate/plugins/index.ts';
import { scopeFunctions } from '../../src/kql/translate/scalar/scope-functions.ts';
import { scalarOperators } from '../../src/kql/translate/scalar-operators.ts';

export interface Difference {
  readonly kind: 'aggregate' | 'plugin' | 'scalar function' | 'scalar operator' | 'tabular operator';
  /** The KQL name; for operators the slug of their page. */
  readonly name: string;
  readonly differs: string;
  /** The official page. */
  readonly see: string;
}

interface Described {
  readonly see: string;
  readonly differs?: string | undefined;
}

/** Every difference, by kind and name. */
export function describeDiffers(): Difference[] {
  const bySlug = (entries: ReadonlyMap<string, Described>) =>
    new Map([...entries.values()].map((entry) => [entry.see, entry]));
  return [
    ...differencesOf('aggregate', aggregates),
    ...differencesOf('plugin', plugins),
    ...differencesOf('scalar function', new Map<string, Described>([...scalarFunctions, ...scopeFunctions])),
    ...differencesOf('scalar operator', bySlug(scalarOperators)),
    ...differencesOf('tabular operator', bySlug(tabularOperators)),
  ];
}

function differencesOf(kind: Difference['kind'], entries: ReadonlyMap<string, Described>): Difference[] {
  return [...entries]
    .filter(([, entry]) => entry.differs !== undefined)
    .map(([name, { differs, see }]) => ({
      kind,
      name,
      differs: differs!,
      see: `https://learn.microsoft.com/kusto/query/${see}`,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
