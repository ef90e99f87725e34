// What translating one query carries along: findings, steps, sources, variables, the clock, and the names in scope.
import type { TableCatalogue } from '../../tables/catalogue.ts';
import type { Column, KqlType } from '../../tables/schema.ts';
import type { kqlCodes } from '../codes.ts';
import type { BagProbe } from '../rewrite/bag-schema.ts';
import type { ColumnSymbol, Syntax } from '../syntax.ts';
import type { Expression } from './expression.ts';
import type { Relation, RelationColumn } from './relation.ts';
import type { Sql } from './sql.ts';
import type { Steps } from './steps.ts';
import type { WebFileForm } from './translation.ts';

/** A name that a let, an argument or `as` gives; translated when first used. */
export type Binding =
  | {
      readonly kind: 'scalar';
      readonly value: () => Expression | undefined;
      /** The rows an argument may read: elsewhere it has no value. */
      readonly rows?: Rows | undefined;
    }
  | {
      readonly kind: 'table';
      readonly value: () => Relation | undefined;
      /** The rows themselves have the name, as after `as`; a let only stands for them. */
      readonly isNamed?: boolean | undefined;
    }
  | { readonly kind: 'function'; readonly declaration: Syntax; readonly scope: Names }
  /** What `declare pattern` gives: its matches are called by constants. */
  | { readonly kind: 'pattern'; readonly declaration: Syntax; readonly scope: Names };

/** Names in scope, innermost first. */
export interface Names {
  find(name: string): Binding | undefined;
  /** Names of views (`let V = view () {...}`), which wildcards, find and search see as tables. */
  views(): readonly string[];
  set(name: string, binding: Binding): void;
  child(): Names;
}

export interface UnsupportedFinding {
  readonly code: UnsupportedCode;
  readonly message: string;
  /** The node to point at. */
  readonly node: Syntax;
  /** Slug of the official page of what is not supported. */
  readonly see?: string | undefined;
  /** The value of the run that would have to be a constant. */
  readonly constant?: string | undefined;
}

export type UnsupportedCode =
  | Extract<keyof typeof kqlCodes, `kql/unsupported-${string}`>
  /** Runs, without the rows that nobody gave. */
  | 'kql/no-fixture'
  /** These are refused by Kusto as well. */
  | 'kql/invalid-argument'
  | 'kql/invalid-pattern'
  | 'KS142';

/** What a source needs of its fixture. */
export interface FixtureUse {
  /** What is missing without one, as a sentence without its end. */
  readonly message: string;
  readonly node: Syntax;
  /** Where nothing is looked up nothing is missing: rows are needed only once other sources have some. */
  readonly isLookup?: boolean;
  readonly file?: WebFileForm;
}

/** What a query sets for bin_auto(): https://learn.microsoft.com/kusto/query/bin-auto-function */
export interface BinAuto {
  readonly size: Expression;
  /** One end of a bin; the zero of its type otherwise. */
  readonly at?: Expression | undefined;
}

/** State of one translation. */
export interface QueryContext {
  readonly steps: Steps;
  /** The query's clock: known, or a column of the run where one statement serves many. */
  readonly now: Expression;
  /** What the query sets for bin_auto(). */
  readonly binAuto: BinAuto | undefined;
  /** One statement serves many runs: what belongs to one of them is a column, never a constant of the statement. */
  readonly manyRuns: boolean;
  /** What the workspace has. */
  readonly tables: TableCatalogue;
  /** Tables of other workspaces that rows are given for. */
  readonly otherTables: ReadonlySet<string>;
  /** Counts what is translated: a lambda or a union of unions grows with every use. @throws TooComplex */
  spend(steps: number): void;
  /** Reports what cannot be translated; the rest is still walked so that all findings come at once. */
  unsupported(finding: UnsupportedFinding): undefined;
  /** How many findings there are: who gives nothing back has reported one, or is named itself. */
  findingCount(): number;
  /** Notes that what stands in a body is translated for a call: findings in it are reported at the call. */
  enter(body: Syntax, call: Syntax): void;
  /** The rows of a table of the workspace. */
  source(table: string, columns: readonly (ColumnSymbol | Column)[]): Relation;
  /** The rows that a fixture of that name gives; without one there are none, which `use` says. */
  fixture(name: string, columns: readonly (ColumnSymbol | Column)[], use: FixtureUse): Relation;
  /** The columns that a watchlist has for this query. */
  watchlistColumns(alias: string): readonly Column[];
  /** Columns that the query reads of whatever has no fixed ones. */
  openColumns(): readonly Column[];
  /** Every table of the workspace that the query may mean without naming it. */
  readonly allTables: readonly { readonly name: string; readonly columns: readonly Column[] }[];
  /** Runs a query of one value first and gives the expression that reads it: constant, as patterns must be. */
  variable(select: Sql, type: KqlType, elements?: KqlType): Expression;
  /** The value, computed once before the query runs. */
  constant(value: Expression): Expression;
  /** The first value of a column, read before the query runs. */
  firstValue(table: Relation, column: RelationColumn, node: Syntax): Expression | undefined;
  /** Notes a bag whose keys are columns of rows not read yet, so that they can be asked for before the query is bound again. */
  probeBag(node: Syntax, bag: Sql, from: Sql, options: Omit<BagProbe, 'select' | 'at'>): void;
  /** Stands for rows that could not be translated, so that what follows is still walked for its own findings. */
  placeholder(node: Syntax): Relation | undefined;
  /** Translates a tabular expression; undefined when something in it is not supported. */
  table(node: Syntax, scope: Scope): Relation | undefined;
  /** Translates a scalar expression; undefined when something in it is not supported. */
  scalar(node: Syntax, scope: Scope): Expression | undefined;
}

/** Where an expression stands: whose columns it may read, and under which names. */
export interface Scope {
  readonly query: QueryContext;
  readonly names: Names;
  /** The rows an operator works on; undefined outside rows (let, print). */
  readonly rows?: Rows | undefined;
  /** The rows that flow into a pipe which does not name its source (mv-apply, partition). */
  readonly input?: Relation | undefined;
  /** Inside a filter, where null may count as false: cheaper comparisons are allowed. */
  readonly filter?: boolean | undefined;
  /** Translates a call of an aggregate, where aggregates may stand. */
  readonly aggregate?: ((node: Syntax) => Expression | undefined) | undefined;
}

/** The rows an expression reads. */
export interface Rows {
  /** A column by name; `side` is set for $left and $right. */
  column(name: string, side?: 'left' | 'right'): Expression | undefined;
  /** A column of other rows that have a name: of a step of scan. */
  named?(owner: string, name: string): Expression | undefined;
  /** The rows along a path of a graph: one for each of its edges, or for each node between them. */
  along?(path: string, part: 'edges' | 'nodes'): readonly Rows[] | undefined;
  /** The same value under a short name, computed once a row. */
  once(expression: Expression): Expression;
  /** Keys that order the rows, for `order by`; may be empty. */
  readonly order: Sql;
  /** The key of the group each row belongs to inside mv-apply and partition, for `partition by`; else empty. */
  readonly group: Sql;
  /** Hidden datetime of ingestion, where it is still known. */
  readonly ingestionTime: Expression | undefined;
  /** All columns of the rows, for `*`. */
  readonly relation: Relation;
}
