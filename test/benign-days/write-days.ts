// Writes the benign days into a folder that `simulate --data` and `query --data` read.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from './behaviour.ts';
import { behaviours, dayCount, rowsBefore, rowsOfDay, tablesOf } from './days.ts';

/** Writes `<Table>.jsonl` into the folder; says how many rows of each table, and how often each behaviour happens. */
export function writeDays(folder: string, days = dayCount, share = 1): string {
  const played = Array.from({ length: days }, (_, number) => rowsOfDay(number, share));
  const counts = writeRows(folder, [...rowsBefore(), ...played.flat()]);
  return [
    `${behaviours.length} behaviours, ${played.map(({ length }) => length).join(' + ')} rows`,
    ...counts.map(([table, count]) => `${String(count).padStart(7)}  ${table}`),
    ...behaviours.map(
      ({ name, perDay }) => `${String(Math.round(perDay * share)).padStart(7)}  a day: ${name}`,
    ),
  ].join('\n');
}

/** Writes `<Table>.jsonl` into the folder; the number of rows of each table. */
export function writeRows(folder: string, rows: readonly Row[]): readonly (readonly [string, number])[] {
  mkdirSync(folder, { recursive: true });
  return Array.from(tablesOf(rows), ([table, values]) => {
    writeFileSync(join(folder, `${table}.jsonl`), `${values.map((row) => JSON.stringify(row)).join('\n')}\n`);
    return [table, values.length] as const;
  });
}
