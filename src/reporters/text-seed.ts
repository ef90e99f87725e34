// What a seeding made and wrote, or would, for a reader at a terminal.
import { plural } from '../diagnostics/plural.ts';
import type { SeedReport } from './report.ts';

const doneWords: Readonly<Record<string, string>> = { create: 'created', update: 'updated' };

/** Tables, rules, cases that keep the prologue, one summary line, and how to validate over the rows. */
export function renderSeed(report: SeedReport): string {
  const { runId, tables, rules, cases, environment, where } = report;
  const isDry = runId === undefined;
  const word = (action: string) => (isDry ? action : (doneWords[action] ?? action)).padEnd(10);
  const others = cases.filter(({ way }) => way === 'prologue');
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const verb = isDry ? 'would be written to' : 'are in';
  const lines = [
    ...tables.map(({ name, action, rows: own }) => `${word(action)} ${name} (${plural(own, 'row')})`),
    ...rules.map(
      ({ name, action, tables: own }) =>
        `${word(action)} data collection rule ${name} (${plural(own.length, 'stream')})`,
    ),
    ...others.map((one) => `prologue   ${one.item}: ${one.case}: ${one.why}`),
    `Seed: ${plural(rows, 'row')} of ${plural(cases.length - others.length, 'case')} ${verb} ${plural(tables.length, 'test table')} of ${where}; ${plural(others.length, 'case')} with the prologue.`,
    ...(isDry
      ? []
      : [
          `Run ${runId}: sentinel-sync validate --environment ${environment} --seed tables --run-id ${runId}`,
        ]),
  ];
  return `${lines.join('\n')}\n`;
}
