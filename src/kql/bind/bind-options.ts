// What a query is bound against, beside its own text.
import type { TableCatalogue } from '../../tables/catalogue.ts';
import type { Column } from '../../tables/schema.ts';

export interface BindOptions {
  /** The tables and functions that the workspace has. */
  readonly tables: TableCatalogue;
  /** Of a text that is the body of a function: its parameters, as `WorkspaceFunction` has them. */
  readonly parameters?: string | undefined;
  /** Names that have another value in each run where many share a statement: no constants. A dynamic is a list of texts. */
  readonly runValues?: readonly Column[] | undefined;
  /** Tables in scope even when the text does not name them: those that `union *`, `find` and `search` should see. */
  readonly alwaysInScope?: readonly string[] | undefined;
  /** Columns that the rows at hand have: an open table has those it would take on demand. Sorted. */
  readonly columnsOfRows?: readonly string[];
  /** Whether `union *`, `search` and `find` read tables that nobody names: any column may then come from one of them. */
  readonly anyTable?: boolean;
  /** Whether tables, columns and functions that only Defender advanced hunting has are in scope too. */
  readonly advancedHunting?: boolean;
  /** Whether tables that take columns on demand have any column that the query reads. */
  readonly openTables?: boolean;
  /** Tables and functions that nothing known has, taken to be there with whatever columns the query reads. Sorted. */
  readonly undeclared?: readonly string[];
  /** Names of tables that the query means as columns: those tables are out of scope. Sorted. */
  readonly columnsOnly?: readonly string[];
}
