// A translated table: the SQL relation it is read from, its KQL columns, and what is known about the order of its rows.
import type { KqlType } from '../../tables/schema.ts';
import type { Expression } from './expression.ts';
import { columnSql, listSql, type Sql, sql, textSql } from './sql.ts';

export interface RelationColumn {
  /** The KQL name; unique inside a relation. */
  readonly name: string;
  readonly type: KqlType;
  /** The generated SQL column; equal in every relation that merely passes the column on. */
  readonly sqlName: string;
  readonly nullable: boolean;
  /** Static list shape: the SQL column is a list of this type. */
  readonly elements?: KqlType | undefined;
}

export interface SortKey {
  readonly sqlName: string;
  readonly type: KqlType;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** The rest of a bag whose keys are columns only once the rows are read: what bag_unpack() leaves without a schema. */
export interface OpenBag {
  readonly sqlName: string;
  /** The relation when the bag was unpacked, and the bag's name there: its rows decide which keys are columns. */
  readonly unpackedFrom: Sql;
  readonly unpackedName: string;
  readonly prefix: string;
  readonly conflict: string;
  /** Keys that later operators took away, with the prefix. */
  readonly ignored: readonly string[];
  /** Columns there were when the bag was unpacked: a key of the same name is a conflict. */
  readonly beside: readonly string[];
  /** The value of a key that a row's bag does not have. */
  readonly missing?: number | undefined;
}

export interface Relation {
  /** The SQL relation. */
  readonly from: Sql;
  readonly columns: readonly RelationColumn[];
  /** Sort keys in force; empty when the order means nothing. */
  readonly sort: readonly SortKey[];
  /**
   * Hidden columns of whole numbers that tell, the first before the next, in which order the rows came: the tie-break of every
   * choice. No two rows agree in all of them; empty where there is one row at most.
   */
  readonly arrival: readonly string[];
  /** Hidden datetime column of ingestion_time(), while rows still are those of a table. */
  readonly ingestionTime?: string | undefined;
  readonly bag?: OpenBag | undefined;
  /** Equal to `from` while the rows come out of it in their order by themselves: `take` then reads no more of them than it gives. */
  readonly inOrder?: Sql | undefined;
  /** Set inside mv-apply and partition: operators work on each group of rows by itself. */
  readonly partition?: Partition | undefined;
}

export interface Partition {
  /** Hidden column that tells the groups apart. */
  readonly sqlName: string;
  /** A relation with one row a group, in a column of the same name: a group may have lost all its rows. */
  readonly groups: Sql;
}

/** Stands where rows could not be translated; what reads from it is walked only for findings of its own. */
export const placeholderName: Sql = sql`placeholder`;

export function isPlaceholder(relation: Relation | undefined): boolean {
  return relation?.from === placeholderName;
}

/** Columns that travel with the rows without being columns of the query. */
export function hiddenColumns(relation: Relation): string[] {
  const own = new Set(relation.columns.map((column) => column.sqlName));
  const hidden = relation.sort.map((key) => key.sqlName);
  hidden.push(...relation.arrival);
  if (relation.ingestionTime !== undefined) hidden.push(relation.ingestionTime);
  if (relation.partition !== undefined) hidden.push(relation.partition.sqlName);
  if (relation.bag !== undefined) hidden.push(relation.bag.sqlName);
  return [...new Set(hidden)].filter((name) => !own.has(name));
}

export function columnNamed(relation: Relation, name: string): RelationColumn | undefined {
  return relation.columns.find((column) => column.name === name);
}

export function columnExpression(column: RelationColumn, relation?: string): Expression {
  const { type, nullable, elements } = column;
  return { sql: columnSql(column.sqlName, relation), type, nullable, elements, foldable: false };
}

/** `c3 desc nulls last, c9`: the sort keys in force, ties broken by the order in which rows came. */
export function orderSql(relation: Relation): Sql {
  return listSql([...relation.sort.map(sortKeySql), ...arrivalSqls(relation)]);
}

/** A value that orders rows, and how: `desc nulls last`. */
export interface OrderTerm {
  readonly value: Sql;
  readonly order: Sql;
}

/** One value that is less for a row that comes earlier, and equal for no two rows. */
export interface Place {
  readonly sql: Sql;
  /** Whether it is a whole number from 0 to 2^62; else it is a BLOB. */
  readonly isNumber: boolean;
}

/** Where a row stands in the order of `orderSql`; 0 for all where there is none. */
export function placeOf(relation: Relation): Place {
  const { sort } = relation;
  const arrival = arrivalSqls(relation);
  if (sort.length === 0 && arrival.length <= 1) return { sql: arrival[0] ?? sql`0`, isNumber: true };
  const ties = arrival.map((value) => ({ value, order: ascending }));
  return { sql: sortKeyOf([...sort.flatMap(orderTerms), ...ties]), isNumber: false };
}

/** The columns of `arrival` in SQL, `relation` their table where there are several. */
export function arrivalSqls({ arrival }: Relation, relation?: string): readonly Sql[] {
  return arrival.map((name) => columnSql(name, relation));
}

/** One value that is less for a row that came earlier, whatever the sort keys say. */
export function arrivalOf(relation: Relation): Sql {
  return placeOf({ ...relation, sort: [] }).sql;
}

export const ascending: Sql = sql`asc nulls last`;

/** A BLOB that compares as `order by` with the terms does. */
export function sortKeyOf(terms: readonly OrderTerm[]): Sql {
  return sql`create_sort_key(${listSql(terms.map(({ value, order }) => sql`${value}, ${textSql(order.text)}`))})`;
}

/** `order by ...`, or nothing when there is nothing to order by. */
export function orderByClause(relation: Relation): Sql {
  const order = orderSql(relation);
  return order.text === '' ? order : sql`order by ${order}`;
}

/** What stands inside `over (...)` for the rows as they come; groups of a partition by themselves. */
export function windowSql(relation: Relation): Sql {
  const { partition } = relation;
  const order = orderByClause(relation);
  return partition === undefined ? order : sql`partition by ${columnSql(partition.sqlName)} ${order}`;
}

function sortKeySql(key: SortKey): Sql {
  return listSql(orderTerms(key).map(({ value, order }) => sql`${value} ${order}`));
}

function orderTerms(key: SortKey): readonly OrderTerm[] {
  const column = columnSql(key.sqlName);
  const direction = key.descending ? sql`desc` : sql`asc`;
  const nulls = key.nullsFirst ? sql`nulls first` : sql`nulls last`;
  if (key.type !== 'real') return [{ value: column, order: sql`${direction} ${nulls}` }];
  // DuckDB sorts NaN above infinity; Kusto puts it with the nulls, which stand at the very end.
  const value = sql`case when isnan(${column}) then null else ${column} end`;
  return [
    { value, order: sql`${direction} ${nulls}` },
    { value: sql`isnan(${column})`, order: sql`asc ${nulls}` },
  ];
}
