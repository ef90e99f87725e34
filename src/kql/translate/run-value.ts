// Values that each of the runs of one statement has of its own.
import type { Column } from '../../tables/schema.ts';
import type { Expression } from './expression.ts';
import { nameSql, type Sql } from './sql.ts';
import { runColumns, type SourceColumn } from './translation.ts';

/** The column that a run has the value of this name in. */
export function runValueColumn({ name, type }: Column, index: number): SourceColumn {
  return { name, type, sqlName: `${runColumns.value}${index}` };
}

/** A value of a run among many: as constant as its clock. */
export function runValue({ type, sqlName }: SourceColumn): Expression {
  return { sql: nameSql(sqlName), type, nullable: type !== 'string', foldable: true };
}

/** Whether a text reads a value of the run; a word inside a string literal counts too. */
export function readsRunValue({ text }: Sql): boolean {
  return text.includes(runColumns.value);
}
