// What each rule and hunting query costs: over 50,000 events of one actor in an hour in every table, and over a million process events.
// In seconds of processor time, which other work on the machine disturbs less; a run uses as many cores as there are, up to four.
// Run: npm run build && npm run bench -- detections [--events actor|processes] [--rules a,b]

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'yaml';
import { openQuerySession } from '../src/engine/query-session.ts';
import { openTables } from '../src/project/open-tables.ts';

const project = process.cwd();
const clock = new Date('2026-03-02T13:05:00Z');
/** Events end five minutes before the clock, as a run sees them. */
const firstEvent = '2026-03-02 12:00:10';
const seconds = 3580;
const sets = { actor: 50_000, processes: 1_000_000 };
/** The first shows what a run costs without rows. */
const shares = [0.01, 0.25, 0.5, 1];
const actorColumns =
  /^(Device(Name|Id)|Account\w*|InitiatingProcessAccount\w*|Dvc\w*|Actor\w*|User(Name|Id|PrincipalName)?|Src\w*|Source(IP|UserName|HostName)|LocalIP|IPAddress|actor|user|Identity)$/;
const parquetTypes = {
  bool: 'BOOLEAN',
  datetime: 'TIMESTAMP',
  decimal: 'DECIMAL(38,17)',
  dynamic: 'JSON',
  guid: 'UUID',
  int: 'INTEGER',
  long: 'BIGINT',
  real: 'DOUBLE',
  string: 'VARCHAR',
  timespan: 'VARCHAR',
};

const { tables } = openTables(project);
const [, , mode, rulePath, folder] = process.argv;
if (mode === '--measure') await measure(rulePath, folder);
else await main();

async function main() {
  const { values } = parseArgs({ options: { events: { type: 'string' }, rules: { type: 'string' } } });
  const names = values.rules?.split(',');
  const rules = ['analytics-rules', 'hunting-queries'].flatMap((kind) =>
    readdirSync(join(project, kind))
      .filter((name) => name.endsWith('.yaml') && (names?.includes(basename(name, '.yaml')) ?? true))
      .map((name) => join(project, kind, name)),
  );
  const work = mkdtempSync(join(tmpdir(), 'sentinel-sync-bench-'));
  try {
    const day = join(work, 'day');
    execFileSync('node', ['scripts/days.mjs', day, '1'], { cwd: project });
    for (const set of values.events === undefined ? Object.keys(sets) : [values.events]) {
      await writeSet(set, day, join(work, set));
      console.log(
        `\n| ${set}, ${sets[set].toLocaleString('en')} events a table | rows | ${shares.map((share) => `${share * 100} %`).join(' | ')} | growth | memory |`,
      );
      console.log(`|---|${'---|'.repeat(shares.length + 3)}`);
      for (const rule of rules) {
        const runs = shares.map((share) => {
          const args = [fileURLToPath(import.meta.url), '--measure', rule, join(work, set, String(share))];
          return JSON.parse(String(execFileSync('node', args, { maxBuffer: 1e8 })));
        });
        const [, quarter, half, whole] = runs.map(({ time }) => time);
        // The second half of the rows against the second quarter: 2 is linear, 4 square. Half a second of growth says nothing.
        const isKnown = whole - half > 0.5 && runs.every(({ problem }) => problem === undefined);
        const growth = isKnown ? ((whole - half) / (half - quarter)).toFixed(1) : '';
        const cells = runs.map(({ time, problem }) => problem ?? `${time.toFixed(1)} s`);
        const { rows = '', memoryMb } = runs.at(-1);
        console.log(
          `| ${basename(rule, '.yaml')} | ${rows} | ${cells.join(' | ')} | ${growth} | ${memoryMb} MB |`,
        );
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Runs one rule over one share of a set; prints JSON. */
async function measure(rule, set) {
  const { query } = parse(readFileSync(rule, 'utf8'));
  const session = await openQuerySession({ tables, dataFolder: set, now: clock });
  const bad = session.diagnostics.find(({ severity }) => severity === 'error');
  if (bad !== undefined) throw new Error(bad.message);
  // Reading and binding the query is paid once, however many runs follow.
  session.translate(query);
  const started = process.cpuUsage();
  const outcome = await session.run(query);
  const { user, system } = process.cpuUsage(started);
  const time = (user + system) / 1_000_000;
  const found =
    'result' in outcome ? { rows: outcome.result.rows.length } : { problem: outcome.diagnostics[0].code };
  const memoryMb = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ time, memoryMb, ...found }));
  session.close();
}

/** Writes `<share>/<Table>.parquet`: the events of the day and of the stories, again and again. */
async function writeSet(set, day, target) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const share of shares) mkdirSync(join(target, String(share)), { recursive: true });
  const stories = readdirSync(join(project, 'examples/stories')).map((name) =>
    join(project, 'examples/stories', name),
  );
  const files = new Map();
  for (const from of [day, ...stories]) {
    for (const name of readdirSync(from).filter((each) => each.endsWith('.jsonl'))) {
      const table = basename(name, '.jsonl');
      files.set(table, [...(files.get(table) ?? []), join(from, name)]);
    }
  }
  const chosen = set === 'processes' ? ['DeviceProcessEvents'] : [...files.keys()];
  for (const table of chosen) {
    const given = files.get(table);
    const present = new Set(
      given.flatMap((file) =>
        readFileSync(file, 'utf8')
          .split('\n')
          .filter(Boolean)
          .flatMap((line) => Object.keys(JSON.parse(line))),
      ),
    );
    const columns = tables
      .table(table)
      .columns.filter(({ name }) => present.has(name) && name !== 'TimeGenerated');
    const types = columns.map(({ name, type }) => `"${name}": '${parquetTypes[type]}'`);
    const list = given.map((file) => `'${file}'`).join(', ');
    await connection.run(
      `create or replace table events as select row_number() over () - 1 as number, * from read_json([${list}], format = 'newline_delimited', columns = {${types.join(', ')}})`,
    );
    const [[counted]] = await (await connection.run('select count(*) from events')).getRows();
    const count = Number(counted);
    const value = ({ name, type }) => {
      if (set === 'actor' && actorColumns.test(name))
        return `(select any_value("${name}" order by number) from events where "${name}" is not null) as "${name}"`;
      // A million events come from more machines than those of the day.
      if (set === 'processes' && type === 'string' && /^Device(Name|Id)$/.test(name))
        return `regexp_replace("${name}", '^([^.]*)', '\\1-' || copy) as "${name}"`;
      return `"${name}"`;
    };
    for (const share of shares) {
      const rows = Math.round(sets[set] * share);
      await connection.run(
        `copy (select timestamp '${firstEvent}' + interval (i * ${seconds * 1000} // ${rows}) millisecond as TimeGenerated, ${columns.map(value).join(', ')}
          from (select *, copy * ${count} + number as i from range(${Math.ceil(rows / count)}) r(copy) join events on copy * ${count} + number < ${rows}))
          to '${join(target, String(share), `${table}.parquet`)}' (format parquet)`,
      );
    }
  }
  connection.closeSync();
  instance.closeSync();
}
