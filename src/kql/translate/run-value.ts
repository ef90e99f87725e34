// What each of the runs that share a statement has of its own: its clock and its values, as columns around the statement.
import type { Column } from '../../tables/schema.ts';
import type { Expression } from './expression.ts';
import { nameSql, type Sql } from './sql.ts';
import { runColumns, type SourceColumn } from './translation.ts';

/** The clock of a run among many: a constant of the run, though not of the statement. */
export const runNow: Expression = {
  sql: nameSql(runColumns.now),
  type: 'datetime',
  nullable: false,
  foldable: true,
};

/** The column that a run has the value of this name in. */
export function runValueColumn({ name, type }: Column, index: number): SourceColumn {
  return { name, type, sqlName: `${runColumns.value}${index}` };
}

/** A value of a run among many: as constant as its clock. */
export function runValue({ name, type, sqlName }: SourceColumn): Expression {
  return { sql: nameSql(sqlName), type, nullable: type !== 'string', ofRun: name, foldable: true };
}

/** Whether a text reads a value of the run; a word inside a string literal counts too. */
export function readsRunValue({ text }: Sql): boolean {
  return text.includes(runColumns.value);
}

const ofRun = new RegExp(`\\b(t\\d+|${runColumns.now}|${runColumns.value}\\d+)\\b`);

/** Whether a text reads the rows, the clock or a value of a run; a word inside a string literal only makes a subquery of a variable. */
export function isOfRun({ text }: Sql): boolean {
  return ofRun.test(text);
}
