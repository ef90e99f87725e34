// Plays benign days through the schedules of all rules, with the parameters of the company or without.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ruleSettings } from '../../src/alerting/rule-settings.ts';
import { type Simulation, simulate } from '../../src/alerting/simulation.ts';
import { overrideParameters } from '../../src/kql/rewrite/parameters.ts';
import { openDataRunner } from '../../src/workspace/queries/data-runner.ts';
import { content, tables } from '../detections/cases.ts';
import type { Row } from './behaviour.ts';
import { companyParameters } from './environment.ts';
import { writeRows } from './write-days.ts';

interface PlayedDays {
  readonly rows: readonly Row[];
  readonly from: Date;
  readonly to: Date;
  /** Rules by their slugs; undefined plays all. */
  readonly rules?: readonly string[];
}

/** The alerts of the rules over the rows, with the company's parameters. */
export async function playDays({ rows, from, to, rules }: PlayedDays): Promise<Simulation> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'sentinel-sync-days-'));
  writeRows(dataFolder, rows);
  const runner = await openDataRunner({ tables, dataFolder, delayMs: 0 });
  try {
    const played = content.items
      .filter(({ slug }) => rules === undefined || rules.includes(slug))
      .flatMap((item) => {
        const settings = ruleSettings(item);
        if (settings === undefined) return [];
        const query = queryOfCompany(item.slug, settings.query);
        return [{ id: item.id, name: item.slug, settings: { ...settings, query } }];
      });
    const options = {
      runner,
      from,
      to,
      phaseMs: 0,
      clock: 'scheduled-time',
      correlation: 'sentinel',
    } as const;
    return await simulate(played, options);
  } finally {
    runner.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** The query of a rule with what the company says of itself. Throws for a parameter that the query does not have. */
export function queryOfCompany(slug: string, query: string): string {
  const values: Readonly<Record<string, Readonly<Record<string, unknown>>>> = companyParameters;
  const { text, problems } = overrideParameters(query, values[slug] ?? {});
  if (problems.length > 0) throw new Error(`${slug}: ${problems.map(({ message }) => message).join(', ')}`);
  return text;
}
