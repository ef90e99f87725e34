// Stories: the rows of one intrusion over every sensor, and the set of rules that must find it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alertsOf } from '../../src/alerting/alerts.ts';
import { arrivalOf, ingestedIn } from '../../src/alerting/arrival.ts';
import { scheduleOf, timesBetween, viewOf } from '../../src/alerting/clock.ts';
import type { Incident } from '../../src/alerting/incident.ts';
import { incidentsOf } from '../../src/alerting/incidents.ts';
import { ruleSettings } from '../../src/alerting/rule-settings.ts';
import type { SimulatedAlert } from '../../src/alerting/simulation.ts';
import { summaryOf } from '../../src/alerting/simulation-summary.ts';
import { queryOf } from '../../src/content/kinds/kinds.ts';
import { parseYaml } from '../../src/content/yaml/parse-yaml.ts';
import type { JsonMap } from '../../src/json/json.ts';
import { overrideParameters } from '../../src/kql/rewrite/parameters.ts';
import { createStyle } from '../../src/reporters/style.ts';
import { renderTimeline } from '../../src/reporters/text-simulation.ts';
import type { QueryRunner } from '../../src/rows/query-runner.ts';
import type { SeedRow, SeedTables } from '../../src/rows/seed-row.ts';
import { CaseReader } from '../../src/testing/case-reader.ts';
import { rowsAt } from '../../src/testing/case-rows.ts';
import { readSeed } from '../../src/testing/seed.ts';
import { content, tables } from './cases.ts';

const minute = 60_000;
/** The clock of the stories; their schedules are played from an hour before it until every rule has seen the last row. */
const now = new Date('2026-03-02T12:00:00Z');
const folder = fileURLToPath(new URL('stories', import.meta.url));

type Counts = Readonly<Record<string, number>>;

export interface Story {
  readonly name: string;
  readonly rows: SeedTables;
  /** Rule -> its alerts; every other rule must be silent. */
  readonly alerts: Counts;
  /** Hunting query -> its rows, at the time of the clock; every other one must find nothing. */
  readonly hunting: Counts;
  /** Rule -> custom details that its alert must show. */
  readonly details: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Every story, and what is wrong with the files. */
export function readStories(): { readonly stories: readonly Story[]; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const stories = readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const parsed = parseYaml(readFileSync(join(folder, file), 'utf8'), { file });
      const reader = new CaseReader(file, parsed.source);
      const head = reader.map(parsed.value ?? undefined, []);
      const options = { reader, tables, defaults: reader.map(head['defaults'], ['defaults']) };
      const read = reader.list(head['stories'], ['stories']).map((value, index): Story => {
        const story = reader.map(value, ['stories', index]);
        const seed = readSeed(story['seed'], ['stories', index, 'seed'], options);
        return {
          name: String(story['name']),
          rows: rowsAt({ seed }, now),
          alerts: (story['alerts'] ?? {}) as Counts,
          hunting: (story['hunting'] ?? {}) as Counts,
          details: (story['details'] ?? {}) as Story['details'],
        };
      });
      problems.push(
        ...[...parsed.diagnostics, ...reader.diagnostics].map(({ message }) => `${file}: ${message}`),
      );
      return read;
    });
  return { stories, problems };
}

export interface Told {
  readonly alerts: Counts;
  readonly hunting: Counts;
  readonly raised: readonly SimulatedAlert[];
  readonly incidents: readonly Incident[];
}

/** The company's own owners, for every query that asks for them. */
function withOwners(query: string): string {
  const own: JsonMap = /^let AllowedOwners = /m.test(query) ? { AllowedOwners: ['contoso'] } : {};
  return overrideParameters(query, own).text;
}

/** Plays the rows through the schedules of all rules, and asks each hunting query once. */
export async function tell({ rows }: Story, runner: QueryRunner): Promise<Told> {
  const played = content.items.map(async (item): Promise<readonly SimulatedAlert[]> => {
    const settings = ruleSettings(item);
    if (settings === undefined) return [];
    const query = withOwners(settings.query);
    const reach = { from: now.getTime() - 60 * minute, to: now.getTime() + 75 * minute, phaseMs: 0 };
    const views = Array.from(timesBetween(scheduleOf(settings), reach), (at) =>
      viewOf(settings, at, 'scheduled-time'),
    );
    const alerts = views.map(async (view) => {
      const seen = ingestedIn(rows, view.ingested);
      // A run that sees nothing newer than twenty minutes before the one ahead of it did has nothing to report.
      const edge = view.startsAt.getTime() - scheduleOf(settings).frequencyMs - 20 * minute;
      const isNew = (row: SeedRow) => arrivalOf(row).ingested > edge;
      if (!Object.values(seen).some((ofTable) => ofTable.some(isNew))) return [];
      const { window } = view;
      const result = await runner.run({
        query,
        now: view.now,
        tables: seen,
        ...(window !== undefined && { window }),
      });
      return alertsOf(settings, result).map((alert) => ({
        rule: item.slug,
        incident: settings.incident,
        at: view.startsAt,
        alert,
        view,
      }));
    });
    return (await Promise.all(alerts)).flat();
  });
  const hunted = content.items
    .filter(({ kind }) => kind === 'hunting-query')
    .map(async (item) => {
      const result = await runner.run({ query: withOwners(queryOf(item)!), now, tables: rows });
      return [item.slug, result.rows.length] as const;
    });
  const raised = (await Promise.all(played)).flat();
  const found = (await Promise.all(hunted)).filter(([, count]) => count > 0);
  const alerts: Record<string, number> = {};
  for (const { rule } of raised) alerts[rule] = (alerts[rule] ?? 0) + 1;
  const incidents = incidentsOf(raised, { correlation: 'sentinel' });
  return { alerts, hunting: Object.fromEntries(found), raised, incidents };
}

/** The folder of its rows in `examples/stories`. */
export function folderOf({ name }: Story): string {
  return name.toLowerCase().replace(/[^a-z]+/g, '-');
}

/** What `simulate` plays to see a story whole. */
const reach = {
  from: new Date(now.getTime() - 60 * minute),
  to: new Date(now.getTime() + 75 * minute),
};

/** The command that plays a story, for a reader of the guide. */
export function commandOf(story: Story): string {
  const time = (at: Date) => at.toISOString().replace('.000', '');
  const { from, to } = reach;
  return `sentinel-sync simulate --data examples/stories/${folderOf(story)} -e contoso --from ${time(from)} --to ${time(to)} --silence 0 --format timeline`;
}

/** What that command prints. */
export function timelineOf({ raised, incidents }: Told): string {
  const clockAndCorrelation = { clock: 'scheduled-time', correlation: 'sentinel' } as const;
  const rules = content.items.map(({ slug: id, name }) => ({
    id,
    name,
    runs: 0,
    empty: 0,
    suppressed: 0,
    alerts: raised.filter(({ rule }) => rule === id),
    incidents: 0,
  }));
  const simulation = { days: 1, rules, incidents, entities: [] };
  const summary = summaryOf(simulation, [], { ...clockAndCorrelation, ...reach });
  return renderTimeline({ kind: 'simulation', ...summary }, createStyle());
}
