// Runs the documentation's queries that show no result, where they are at hand: each gives rows or is refused by a sentence.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { seedSource } from '../../src/engine/table-source.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import type { TableSchema } from '../../src/tables/schema.ts';
import { parseColumns } from '../../src/tables/schema.ts';
import { now } from './run-query.ts';

const file = fileURLToPath(new URL('../../../shared/kql-conformance/parse-only.json', import.meta.url));
const queries: readonly { readonly id: string; readonly query: string }[] = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as { cases: { id: string; query: string }[] }).cases
  : [];

/** The table that most pages read: https://learn.microsoft.com/azure/data-explorer/web-results-view */
const stormEvents: TableSchema = {
  name: 'StormEvents',
  source: 'custom',
  advancedHuntingOnly: false,
  columns: parseColumns(
    'StartTime:datetime EndTime:datetime EpisodeId:int EventId:int State EventType InjuriesDirect:int InjuriesIndirect:int DeathsDirect:int DeathsIndirect:int DamageProperty:int DamageCrops:int Source BeginLocation EndLocation BeginLat:real BeginLon:real EndLat:real EndLon:real EpisodeNarrative EventNarrative StormSummary:dynamic',
  ),
};

const storm = (EventId: number, State: string, EventType: string, hour: number, DamageProperty: number) => ({
  StartTime: `2007-09-18T${String(hour).padStart(2, '0')}:00:00Z`,
  EndTime: `2007-09-18T${String(hour + 1).padStart(2, '0')}:30:00Z`,
  EpisodeId: 10,
  EventId,
  State,
  EventType,
  DamageProperty,
  DamageCrops: 0,
  DeathsDirect: 0,
  InjuriesDirect: EventId % 2,
  Source: 'Trained Spotter',
  BeginLocation: 'TOWN',
  BeginLat: 30.1,
  BeginLon: -90.5,
  EventNarrative: 'Wind took down trees.',
  StormSummary: { TotalDamages: DamageProperty, Details: { Location: State } },
});

const tables = createTableCatalogue([stormEvents]);
const data = seedSource({
  StormEvents: [
    storm(1, 'FLORIDA', 'Tornado', 1, 5000),
    storm(2, 'TEXAS', 'Flash Flood', 5, 0),
    storm(3, 'TEXAS', 'Hail', 9, 250),
  ],
});
const engine = createEngine({ limits: { memoryMb: 300, threads: 2 } });
afterAll(() => engine.close());

/** Five million rows that meet each other, and a text in every column of every table that begins with K: time may be over first. */
const heavy: ReadonlySet<string> = new Set([
  'parse/join-time-window/914e3887',
  'parse/union-operator/2eb4c374',
]);

describe.skipIf(queries.length === 0)(
  'documented queries (skipped: ../shared/kql-conformance is not here)',
  () => {
    test('give rows or are refused by a sentence', { timeout: 900_000 }, async () => {
      const broken: string[] = [];
      let ran = 0;
      for (const { id, query } of queries) {
        const outcome = await engine.run(query, {
          tables,
          data,
          now,
          limits: { timeMs: heavy.has(id) ? 2_000 : 60_000 },
        });
        if ('result' in outcome) {
          ran++;
          continue;
        }
        const codes = outcome.diagnostics.map(({ code }): string => code);
        const isOver = codes.includes('engine/time-limit') && !heavy.has(id);
        if (codes.includes('engine/internal') || isOver)
          broken.push(`${id}  ${outcome.diagnostics[0]?.message}`);
      }
      expect(broken).toEqual([]);
      expect(ran).toBeGreaterThan(100);
    });
  },
);
