// Rules over history: each run by itself, many in one request and all as one set give the alerts that the loaded events give.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clockModels } from '../../../src/alerting/clock.ts';
import type { RuleSettings } from '../../../src/alerting/rule-settings.ts';
import { simulate } from '../../../src/alerting/simulation.ts';
import { minuteMs } from '../../../src/content/duration.ts';
import { createTableCatalogue } from '../../../src/tables/catalogue.ts';
import { historyRunner } from '../../../src/workspace/history/history-runner.ts';
import { metered } from '../../../src/workspace/history/metered.ts';
import { algorithms } from '../../../src/workspace/history/place.ts';
import { type FolderHistory, openFolderHistory } from '../../../src/workspace/history/places.ts';
import { type DataRunner, openDataRunner } from '../../../src/workspace/queries/data-runner.ts';

const from = new Date('2026-01-15T12:00:00Z');
const to = new Date('2026-01-15T14:00:00Z');
const tables = createTableCatalogue(
  [],
  [{ name: 'Pushes', parameters: 'least:long=1', body: 'DeviceProcessEvents | where ProcessId >= least' }],
);

/** Numbers from 0 to 1 that are the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    yield state / 2 ** 32;
  }
}

function events(count: number, seed: number): string {
  const random = numbers(seed);
  const draw = (below: number) => Math.floor(random.next().value * below);
  return Array.from({ length: count }, () => {
    const generated = from.getTime() - 60 * minuteMs + draw(180) * minuteMs;
    return JSON.stringify({
      TimeGenerated: new Date(generated).toISOString(),
      _IngestionTime: new Date(generated + draw(20) * minuteMs).toISOString(),
      DeviceName: `wks-00${draw(4)}`,
      AccountName: ['ana', 'jdoe', 'root'][draw(3)],
      ProcessId: draw(9),
      ProcessCommandLine: 'git push',
    });
  }).join('\n');
}

let folder: string;
let loaded: DataRunner;
let history: FolderHistory;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sentinel-sync-history-'));
  writeFileSync(join(folder, 'DeviceProcessEvents.jsonl'), events(50, 7));
  writeFileSync(join(folder, 'DeviceEvents.jsonl'), events(20, 5));
  loaded = await openDataRunner({ tables, dataFolder: folder, delayMs: 0 });
  history = await openFolderHistory({ tables, dataFolder: folder, delayMs: 0 }, 'files');
});
afterAll(() => {
  loaded.close();
  history.close();
  rmSync(folder, { recursive: true });
});

interface Shape {
  readonly query: string;
  readonly schedule?: RuleSettings['schedule'];
  readonly suppressionMs?: number;
  /** Of the algorithm that is asked for, the one that is used. */
  readonly batchedAs?: 'exact';
  readonly setAs?: 'batched' | 'exact';
}

const hourly = { frequencyMs: 60 * minuteMs, periodMs: 60 * minuteMs };
const quarters = { frequencyMs: 15 * minuteMs, periodMs: 60 * minuteMs };

const shapes: Readonly<Record<string, Shape>> = {
  'row by row': { query: 'DeviceProcessEvents | where ProcessId > 6 | project TimeGenerated, DeviceName' },
  'a window of arrivals': {
    query:
      'DeviceProcessEvents | extend Seen = ingestion_time() | where Seen > ago(20m) and Seen <= ago(5m) | project DeviceName, Age = now() - TimeGenerated',
    schedule: quarters,
  },
  groups: {
    query:
      'DeviceProcessEvents | summarize Count = count(), Last = max(TimeGenerated) by DeviceName, AccountName | where Count > 2 | sort by Count desc, DeviceName asc, AccountName asc',
    schedule: quarters,
  },
  'arg_max of every column': {
    query:
      'DeviceProcessEvents | summarize arg_max(ProcessId, *) by DeviceName | project DeviceName, ProcessId',
    schedule: hourly,
  },
  'a union of tables': {
    query:
      'union (DeviceProcessEvents | where ProcessId > 6), DeviceEvents | distinct DeviceName, AccountName',
    schedule: quarters,
  },
  suppressed: {
    query: 'DeviceProcessEvents | where ProcessId == 8 | project DeviceName',
    schedule: quarters,
    suppressionMs: 45 * minuteMs,
  },
  'near real time': {
    query: 'DeviceProcessEvents | where ProcessId > 6 | project DeviceName, At = TimeGenerated',
  },
  'a row for no rows': {
    query: 'DeviceProcessEvents | where ProcessId > 6 | summarize Count = count() | where Count < 6',
    schedule: quarters,
    setAs: 'batched',
  },
  'a join': {
    query:
      'DeviceProcessEvents | join kind=inner DeviceEvents on DeviceName, AccountName | where ProcessId == ProcessId1 | project DeviceName, ProcessId, AccountName',
    schedule: quarters,
    setAs: 'batched',
  },
  'a function of the workspace': {
    query: 'Pushes(7) | where TimeGenerated > ago(30m) | project DeviceName, ProcessId',
    schedule: quarters,
    setAs: 'batched',
  },
  'columns by the rows': {
    query:
      'DeviceProcessEvents | where ProcessId == 8 | project Bag = bag_pack(AccountName, ProcessId) | evaluate bag_unpack(Bag)',
    schedule: hourly,
    batchedAs: 'exact',
    setAs: 'exact',
  },
};

function settingsOf({ query, schedule, suppressionMs = 0 }: Shape): RuleSettings {
  return {
    kind: schedule === undefined ? 'NRT' : 'Scheduled',
    name: 'Rule',
    description: '',
    severity: 'Medium',
    tactics: [],
    query,
    schedule,
    trigger: { operator: 'GreaterThan', threshold: 0 },
    aggregation: 'AlertPerResult',
    suppressionMs,
    entityMappings: [],
    customDetails: {},
    override: { properties: {} },
    incident: { create: true, grouping: undefined },
  };
}

describe.each(Object.entries(shapes))('%s', (name, shape) => {
  const rules = [{ id: 'rule', name, settings: settingsOf(shape) }];
  const models = name === 'a window of arrivals' ? clockModels : (['scheduled-time'] as const);

  test.each(models)('gives the alerts of the loaded events, now() by %s', async (clock) => {
    const options = { from, to, clock, correlation: 'sentinel', phaseMs: 0 } as const;
    const raised = async (runner: Parameters<typeof simulate>[1]['runner']) => {
      const { rules: played } = await simulate(rules, { ...options, runner });
      return played[0]!.alerts.map(({ at, alert }) => [at.toISOString(), sorted(alert.rows)]).sort(byText);
    };
    const expected = await raised(loaded);
    expect(expected.length).toBeGreaterThan(0);
    const requests: number[] = [];
    for (const algorithm of algorithms) {
      const place = metered(history.place, { atOnce: 1 });
      const runner = historyRunner(place, { tables, algorithm, atOnce: 1, span: { from, to } });
      expect(await raised(runner), algorithm).toEqual(expected);
      const used = {
        exact: 'exact',
        batched: shape.batchedAs ?? 'batched',
        set: shape.setAs ?? 'set',
      } as const;
      expect(runner.notes().map((note) => note.algorithm)).toEqual([used[algorithm]]);
      requests.push(place.cost().requests);
    }
    if (shape.batchedAs === undefined) expect(requests[1]).toBeLessThan(requests[0]!);
  });
});

const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

function sorted(rows: readonly object[]): readonly unknown[] {
  return [...rows].sort(byText);
}
