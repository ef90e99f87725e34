// The tables a query reads: every column has a generated name, and only those that something reads are asked for.
import type { Column, KqlType } from '../../tables/schema.ts';
import type { ColumnSymbol } from '../syntax.ts';
import type { FixtureUse } from './context.ts';
import type { Relation, RelationColumn } from './relation.ts';
import { nameSql } from './sql.ts';
import { passOn, type Steps } from './steps.ts';
import type { SourceColumn, SourceFixture, SourceTable } from './translation.ts';

/** Columns by their SQL names: all that are read, and those read as they are. */
export interface ColumnsRead {
  readonly used: ReadonlySet<string>;
  readonly whole: ReadonlySet<string>;
}

export interface Sources {
  table(name: string, columns: readonly (ColumnSymbol | Column)[]): Relation;
  /** The rows that a fixture gives. */
  fixture(name: string, columns: readonly (ColumnSymbol | Column)[], use: FixtureUse): Relation;
  /** The tables with the columns that are read. */
  used(read: ColumnsRead): SourceTable[];
  /** What was said of each fixture, by its relation. */
  readonly uses: ReadonlyMap<string, FixtureUse>;
}

/** Pseudo column that stands for ingestion_time(). */
const ingestionTimeColumn = '$ingestion_time';

/** Pseudo column that stands for the place of a row among those of its table. */
const rowNumberColumn = '$row';

/** `inOrder`: the rows come in their order by themselves, for none of other runs are among them. */
export function createSources(steps: Steps, { inOrder }: { readonly inOrder: boolean }): Sources {
  const relations = new Map<string, Relation>();
  const sources: SourceTable[] = [];
  const uses = new Map<string, FixtureUse>();
  const add = (
    table: string,
    columns: readonly (ColumnSymbol | Column)[],
    fixture?: SourceFixture,
  ): Relation => {
    const relation = nameSql(`t${sources.length}`);
    const renamed: RelationColumn[] = columns.map((column) => ({
      name: column.name,
      type: knownType(column),
      sqlName: steps.newColumn(),
      nullable: column.type !== 'string',
    }));
    const ingestionTime = steps.newColumn();
    const row = steps.newColumn();
    const all: SourceColumn[] = renamed.map(({ name, type, sqlName }) => ({ name, type, sqlName }));
    all.push({ name: ingestionTimeColumn, type: 'datetime', sqlName: ingestionTime });
    all.push({ name: rowNumberColumn, type: 'long', sqlName: row });
    sources.push({ table, relation: relation.text, columns: all, fixture });
    const from = steps.add([{ items: passOn(all.map((column) => column.sqlName)), from: relation }]);
    return {
      from,
      columns: renamed,
      sort: [],
      arrival: [row],
      ingestionTime,
      inOrder: inOrder ? from : undefined,
    };
  };
  return {
    table(name, columns) {
      const relation = relations.get(name) ?? add(name, columns);
      relations.set(name, relation);
      return relation;
    },
    fixture(name, columns, use) {
      const { file, isLookup = false } = use;
      const declared = columns.map((column): Column => ({ name: column.name, type: knownType(column) }));
      const key = `${name} ${JSON.stringify([declared, file])}`;
      const relation = relations.get(key) ?? add(name, columns, { columns: declared, file, isLookup });
      if (!relations.has(key)) uses.set(sources.at(-1)!.relation, use);
      relations.set(key, relation);
      return relation;
    },
    uses,
    used: ({ used, whole }) =>
      sources.map((source) => ({
        ...source,
        columns: source.columns
          .filter(({ sqlName }) => used.has(sqlName))
          .map((column) =>
            column.type === 'dynamic' && !whole.has(column.sqlName)
              ? { ...column, isReadInside: true }
              : column,
          ),
      })),
  };
}

function knownType(column: ColumnSymbol | Column): KqlType {
  return column.type === 'unknown' ? 'dynamic' : column.type;
}
