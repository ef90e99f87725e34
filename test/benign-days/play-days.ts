// Plays benign days through the schedules of all rules, with the parameters of the company or without.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ruleSettings } from '../../src/alerting/rule-settings.ts';
import { type SilencedAlert, silencersOf } from '../../src/alerting/silencing.ts';
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
  /** The company's, unless the defaults are asked for. */
  readonly parameters?: 'company' | 'default';
  /** Of how many alerts a rule to find what silences them; none by default. */
  readonly looked?: number;
}

interface Play extends Simulation {
  /** By the slug of the rule. */
  readonly silenced: ReadonlyMap<string, readonly SilencedAlert[]>;
}

/** Runs spent on one alert, in search of what would silence it. */
const maxRuns = 60;

/** The alerts of the rules over the rows. */
export async function playDays({
  rows,
  from,
  to,
  rules,
  parameters = 'company',
  looked = 0,
}: PlayedDays): Promise<Play> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'sentinel-sync-days-'));
  writeRows(dataFolder, rows);
  const runner = await openDataRunner({ tables, dataFolder, delayMs: 0 });
  try {
    const played = content.items
      .filter(({ slug }) => rules === undefined || rules.includes(slug))
      .flatMap((item) => {
        const settings = ruleSettings(item);
        if (settings === undefined) return [];
        const query = parameters === 'company' ? queryOfCompany(item.slug, settings.query) : settings.query;
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
    const simulation = await simulate(played, options);
    const silenced = new Map<string, readonly SilencedAlert[]>();
    for (const [index, { name, alerts }] of simulation.rules.entries()) {
      const { settings } = played[index]!;
      silenced.set(name, await silencersOf(settings, alerts.slice(0, looked), { runner, maxRuns, enough: 1 }));
    }
    return { ...simulation, silenced };
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
