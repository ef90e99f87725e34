// The columns that a bag's keys make, once the keys are known: written into the query as the result schema that bag_unpack and pivot take.
import { compareText } from '../../diagnostics/compare-text.ts';
import type { KqlType } from '../../tables/schema.ts';
import type { OutputColumn, Translation } from '../translate/translation.ts';

/** A bag without a schema: the query that tells its keys, and what its columns stand among. */
export interface BagProbe {
  /** Gives one row a key: `key:string`, and in `types:string` the JSON types of its values, separated by blanks. */
  readonly select: Translation;
  /** Where in the query's text the schema goes. */
  readonly at: number;
  readonly prefix: string;
  /** What a key with the name of a column does: `error`, `keep_source` or `replace_source`. */
  readonly conflict: string;
  /** Names that make no column. */
  readonly ignored: readonly string[];
  /** The columns beside the bag, and the place and name of the bag among them. */
  readonly beside: readonly OutputColumn[];
  readonly place: number;
  readonly bagName: string | undefined;
}

export interface BagKey {
  readonly key: string;
  /** Types as json_type() names them. */
  readonly types: readonly string[];
}

export type BagSchema =
  /** ` : (*, a:long)`, with the columns put in order behind it where they do not stand last. */
  | { readonly text: string }
  | { readonly conflict: string }
  /** A key that cannot be written as a name. */
  | { readonly unwritable: string };

/**
 * New columns stand in the order of their names behind the others; one that takes the place of the bag or of another column stands
 * there. https://learn.microsoft.com/kusto/query/bag-unpack-plugin
 */
export function bagSchema(keys: readonly BagKey[], probe: BagProbe): BagSchema {
  const own = new Set(probe.beside.map(({ name }) => name));
  const named = keys
    .map(({ key, types }) => ({ name: probe.prefix + key, type: typeOf(types) }))
    .filter(({ name }) => !probe.ignored.includes(name))
    .sort((a, b) => compareText(a.name, b.name));
  const clash = named.find(({ name }) => own.has(name));
  if (clash !== undefined && probe.conflict === 'error') return { conflict: clash.name };
  const added = named.filter(({ name }) => probe.conflict === 'replace_source' || !own.has(name));
  const unwritable = added.find(({ name }) => name.trim() === '' || /[\n\r]/.test(name));
  if (unwritable !== undefined) return { unwritable: unwritable.name };
  const columns = added.map(({ name, type }) => `${bracketed(name)}:${type}`);
  const text = ` : (${['*', ...columns].join(', ')})`;
  const inPlace = added.filter(({ name }) => own.has(name) || name === probe.bagName);
  if (inPlace.length === 0) return { text };
  const order = probe.beside.map(({ name }) => name);
  if (added.some(({ name }) => name === probe.bagName)) order.splice(probe.place, 0, probe.bagName!);
  return { text: `${text} | project-reorder ${order.map(bracketed).join(', ')}` };
}

function bracketed(name: string): string {
  return `['${name.replaceAll(/[\\']/g, String.raw`\$&`)}']`;
}

const jsonTypes: Readonly<Record<string, KqlType | undefined>> = {
  BIGINT: 'long',
  BOOLEAN: 'bool',
  DOUBLE: 'real',
  UBIGINT: 'long',
  VARCHAR: 'string',
};

/** The one type that all values have; dynamic where they differ or have none. */
function typeOf(types: readonly string[]): KqlType {
  const distinct = new Set(
    types.filter((type) => type !== 'NULL').map((type) => jsonTypes[type] ?? 'dynamic'),
  );
  if (distinct.size === 1) return [...distinct][0]!;
  return distinct.size === 2 && distinct.has('long') && distinct.has('real') ? 'real' : 'dynamic';
}
