// KQL over a large Parquet file against hand-written SQL over the same file: both sides in turns, in one process, the results compared.
// Run: npm run build && node bench/data.mjs [rows, by default 1000000]

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { openQuerySession } from '../dist/engine/query-session.js';
import { createTableCatalogue } from '../dist/tables/catalogue.js';

const rows = Number(process.argv[2] ?? 1_000_000);
const rounds = 3;
const threads = Math.min(4, availableParallelism());
const folder = mkdtempSync(join(tmpdir(), 'sentinel-sync-bench-'));
const file = join(folder, 'DeviceProcessEvents.parquet');
const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
const connection = await instance.connect();

/** Deterministic: every value is made of the number of its row. */
async function writeFile() {
  const pick = (salt, count) => `(hash(i + ${salt}) % ${count})::bigint`;
  await connection.run(`copy (
    select timestamp '2026-01-15' + interval (i * 86400000000 // ${rows}) microsecond as TimeGenerated,
      'wks-' || lpad(${pick(0, 2000)}::varchar, 4, '0') || '.contoso.com' as DeviceName,
      'user' || ${pick(1, 500)} as AccountName,
      ['git.exe', 'powershell.exe', 'cmd.exe', 'node.exe', 'python.exe'][1 + ${pick(2, 5)}] as FileName,
      'run ' || ${pick(3, 100_000)} || case when i % 97 = 0 then ' https://github.com/contoso/app' else ' --local path' end as ProcessCommandLine,
      ${pick(4, 60_000)} as ProcessId,
      '{"a":' || (i % 100) || ',"b":["x","y' || (i % 7) || '"],"c":{"d":"v' || (i % 10) || '"}}' as AdditionalFields
    from range(${rows}) t(i)) to '${file}' (format parquet)`);
}

const from = `read_parquet('${file}')`;
const github = `regexp_matches(ProcessCommandLine, '(?i)(?:^|[^\\p{L}\\p{N}])github(?:$|[^\\p{L}\\p{N}])')`;
const table = 'DeviceProcessEvents';
/** Name, KQL, SQL. */
const pairs = [
  [
    'filter and count',
    `${table} | where FileName == "git.exe" and ProcessId > 1000 | count`,
    `select count(*) from ${from} where FileName = 'git.exe' and ProcessId > 1000`,
  ],
  [
    'has',
    `${table} | where ProcessCommandLine has "github" | count`,
    `select count(*) from ${from} where ${github}`,
  ],
  [
    'summarize by bin',
    `${table} | summarize Events = count() by bin(TimeGenerated, 1h)`,
    `select date_trunc('hour', TimeGenerated), count(*) from ${from} group by 1`,
  ],
  [
    'five columns',
    `${table} | where TimeGenerated > datetime(2026-01-15 06:00) and FileName == "git.exe" and ProcessCommandLine has "github" | summarize Events = count() by DeviceName, AccountName`,
    `select DeviceName, AccountName, count(*) from ${from} where TimeGenerated > timestamp '2026-01-15 06:00' and FileName = 'git.exe' and ${github} group by all`,
  ],
  [
    'join',
    `${table} | where ProcessCommandLine has "github" | join kind=inner (${table} | summarize Events = count() by DeviceName) on DeviceName | summarize sum(Events) by AccountName`,
    `select AccountName, sum(Events)::bigint from ${from} join (select DeviceName, count(*) as Events from ${from} group by 1) using (DeviceName) where ${github} group by 1`,
  ],
  [
    'arg_max',
    `${table} | summarize arg_max(TimeGenerated, ProcessCommandLine) by DeviceName`,
    `select DeviceName, max(TimeGenerated), arg_max(ProcessCommandLine, TimeGenerated) from ${from} group by 1`,
  ],
  [
    'parse_json',
    `${table} | summarize Events = count() by Value = tostring(parse_json(AdditionalFields).c.d)`,
    `select AdditionalFields ->> '$.c.d', count(*) from ${from} group by 1`,
  ],
  [
    'top',
    `${table} | top 100 by TimeGenerated desc | project ProcessId, TimeGenerated, DeviceName`,
    `select ProcessId, TimeGenerated, DeviceName from ${from} order by TimeGenerated desc limit 100`,
  ],
  [
    'distinct',
    `${table} | distinct DeviceName, AccountName | count`,
    `select count(*) from (select distinct DeviceName, AccountName from ${from})`,
  ],
  [
    'make_set',
    `${table} | summarize Names = make_set(FileName) by AccountName | project AccountName, Names = strcat_array(array_sort_asc(Names), " ")`,
    `select AccountName, array_to_string(list_sort(list(distinct FileName)), ' ') from ${from} group by 1`,
  ],
  [
    'mv-expand',
    `${table} | where ProcessCommandLine has "github" | mv-expand Value = AdditionalFields.b | summarize Events = count() by tostring(Value)`,
    `select Value ->> '$', count(*) from (select unnest(json_extract(AdditionalFields, '$.b[*]')) as Value from ${from} where ${github}) group by 1`,
  ],
];

/** The same text for the same rows, whatever their order and the form of their values. */
function printed(values) {
  const one = (value) =>
    String(value).replace(
      /^(\d{4}-\d\d-\d\d)[T ]([\d:]+)(\.\d+)?Z?$/,
      (_, day, time, part = '.') => `${day} ${time}${part.padEnd(8, '0')}`,
    );
  return values
    .map((row) => row.map(one).join('\t'))
    .sort()
    .join('\n');
}

async function timed(run) {
  const started = performance.now();
  const values = await run();
  return { ms: performance.now() - started, values };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

try {
  await writeFile();
  const opening = performance.now();
  const session = await openQuerySession({
    tables: createTableCatalogue(),
    dataFolder: folder,
    now: new Date('2026-01-16T00:00:00Z'),
  });
  const opened = performance.now() - opening;
  const size = (statSync(file).size / 1024 / 1024).toFixed(0);
  console.log(
    `${rows.toLocaleString('en')} rows, ${size} MB of Parquet, ${threads} threads; opening the folder ${opened.toFixed(0)} ms, once`,
  );
  console.log('\n| query | KQL | SQL by hand | ratio |\n|---|---|---|---|');
  for (const [name, kql, sql] of pairs) {
    const times = { kql: [], sql: [] };
    // The first round is not counted: it reads the query and warms both sides.
    for (let round = 0; round <= rounds; round++) {
      const own = await timed(async () => {
        const outcome = await session.run(kql);
        if (!('result' in outcome)) throw new Error(`${name}: ${outcome.diagnostics[0].message}`);
        return outcome.result.rows;
      });
      const bare = await timed(async () => (await connection.run(sql)).getRows());
      if (printed(own.values) !== printed(bare.values)) {
        throw new Error(
          `${name}: KQL and SQL differ\n${printed(own.values).slice(0, 300)}\n--\n${printed(bare.values).slice(0, 300)}`,
        );
      }
      if (round === 0) continue;
      times.kql.push(own.ms);
      times.sql.push(bare.ms);
    }
    const [kqlMs, sqlMs] = [median(times.kql), median(times.sql)];
    console.log(
      `| ${name} | ${kqlMs.toFixed(0)} ms | ${sqlMs.toFixed(0)} ms | ${(kqlMs / sqlMs).toFixed(1)} |`,
    );
  }
  session.close();
  console.log(`\nlargest memory of the process ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
} finally {
  connection.closeSync();
  instance.closeSync();
  rmSync(folder, { recursive: true, force: true });
}
