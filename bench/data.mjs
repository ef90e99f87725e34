// KQL over a large Parquet file against hand-written SQL over the same file: both sides in turns, in one process, the results compared.
// Run: npm run build && npm run bench -- data [rows, by default 1000000]

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { openQuerySession } from '../src/engine/query-session.ts';
import { createTableCatalogue } from '../src/tables/catalogue.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
const rounds = 3;
const threads = Math.min(4, availableParallelism());
const home = mkdtempSync(join(tmpdir(), 'sentinel-sync-bench-'));
const folder = join(home, 'data');
mkdirSync(folder);
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
  // From here in the style of published detections.
  [
    'first and last seen',
    `${table} | where FileName in~ ("powershell.exe", "cmd.exe") and ProcessCommandLine has_any ("github", "gitlab") | summarize StartTime = min(TimeGenerated), EndTime = max(TimeGenerated), Events = count(), Accounts = make_set(AccountName) by DeviceName | project DeviceName, StartTime, EndTime, Events, Accounts = array_length(Accounts)`,
    `select DeviceName, min(TimeGenerated), max(TimeGenerated), count(*), len(list(distinct AccountName)) from ${from} where lower(FileName) in ('powershell.exe', 'cmd.exe') and regexp_matches(ProcessCommandLine, '(?i)(?:^|[^\\p{L}\\p{N}])(?:github|gitlab)(?:$|[^\\p{L}\\p{N}])') group by 1`,
  ],
  [
    'devices of a process',
    `${table} | summarize Devices = dcount(DeviceName), Events = count() by FileName, AccountName | where Devices > 500`,
    `select FileName, AccountName, count(distinct DeviceName) as Devices, count(*) from ${from} group by 1, 2 having Devices > 500`,
  ],
  [
    'spike of an hour',
    `${table} | summarize Events = count() by AccountName, bin(TimeGenerated, 1h) | summarize Most = max(Events), Mean = avg(Events) by AccountName | where Most > Mean * 1.1 | project AccountName, Most`,
    `select AccountName, max(Events) as Most from (select AccountName, date_trunc('hour', TimeGenerated), count(*) as Events from ${from} group by 1, 2) group by 1 having max(Events) > avg(Events) * 1.1`,
  ],
  [
    'not seen before',
    `let Before = ${table} | where TimeGenerated < datetime(2026-01-15 20:00) | distinct DeviceName, AccountName; ${table} | where TimeGenerated >= datetime(2026-01-15 20:00) | distinct DeviceName, AccountName | join kind=leftanti Before on DeviceName, AccountName | count`,
    `select count(*) from (select distinct DeviceName, AccountName from ${from} where TimeGenerated >= timestamp '2026-01-15 20:00') n where not exists (select 1 from ${from} b where b.DeviceName = n.DeviceName and b.AccountName = n.AccountName and b.TimeGenerated < timestamp '2026-01-15 20:00')`,
  ],
  [
    'extract',
    `${table} | extend Host = extract(@"https?://([^/\\s]+)", 1, ProcessCommandLine) | where isnotempty(Host) | summarize Events = count() by Host, AccountName`,
    `select regexp_extract(ProcessCommandLine, 'https?://([^/\\s]+)', 1) as Host, AccountName, count(*) from ${from} where Host <> '' group by 1, 2`,
  ],
  [
    'case and split',
    `${table} | extend Kind = case(FileName =~ "git.exe", "git", FileName startswith "python", "script", "other"), Domain = tostring(split(DeviceName, ".")[1]) | summarize Events = count() by Kind, Domain`,
    `select case when lower(FileName) = 'git.exe' then 'git' when starts_with(lower(FileName), 'python') then 'script' else 'other' end, split(DeviceName, '.')[2], count(*) from ${from} group by 1, 2`,
  ],
  [
    'list of accounts',
    `let Watched = dynamic(["user1", "user2", "user3", "user40"]); ${table} | where AccountName in (Watched) and ProcessCommandLine !contains "github" | summarize Devices = make_set(DeviceName, 100), Events = count() by AccountName | project AccountName, Devices = array_length(Devices), Events`,
    `select AccountName, least(100, count(distinct DeviceName)), count(*) from ${from} where AccountName in ('user1', 'user2', 'user3', 'user40') and not contains(lower(ProcessCommandLine), 'github') group by 1`,
  ],
  [
    'union',
    `union (${table} | where FileName == "git.exe" | extend Source = "git"), (${table} | where ProcessId < 100 | extend Source = "early") | summarize Events = count() by Source, AccountName`,
    `select Source, AccountName, count(*) from (select 'git' as Source, AccountName from ${from} where FileName = 'git.exe' union all select 'early', AccountName from ${from} where ProcessId < 100) group by 1, 2`,
  ],
  [
    'last event of a device',
    `${table} | summarize arg_max(TimeGenerated, *) by DeviceName | project DeviceName, AccountName, FileName, ProcessId`,
    `select DeviceName, arg_max(AccountName, TimeGenerated), arg_max(FileName, TimeGenerated), arg_max(ProcessId, TimeGenerated) from ${from} group by 1`,
  ],
  [
    'one after the other',
    `${table} | where ProcessCommandLine has "github" | project DeviceName, AccountName, First = TimeGenerated | join kind=inner (${table} | where FileName == "git.exe" and ProcessId < 100 | project DeviceName, Second = TimeGenerated) on DeviceName | where Second between (First .. 30m) | summarize Events = count() by AccountName`,
    `select l.AccountName, count(*) from (select DeviceName, AccountName, TimeGenerated as First from ${from} where ${github}) l join (select DeviceName, TimeGenerated as Second from ${from} where FileName = 'git.exe' and ProcessId < 100) r using (DeviceName) where Second between First and First + interval 30 minute group by 1`,
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

/** What a whole process takes, with a database of its own, in a folder where no content lies. */
function processMs(args) {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: home, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - started;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const root = join(import.meta.dirname, '..');
const cli = join(root, 'dist/cli.js');
const asProcesses = ['filter and count', 'has', 'five columns', 'join', 'arg_max', 'parse_json'];

/** What bare Node runs: it finds the database's package from the folder of the project. */
const bareProgram = (sql) => `import { createRequire } from 'node:module';
  const { DuckDBInstance } = createRequire('${root}/package.json')('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '${threads}' })).connect();
  console.log(await (await connection.run(${JSON.stringify(sql)})).getRows());`;

/** Medians of both sides, one after the other; the first round is not counted. */
async function inTurns(own, bare) {
  const times = { own: [], bare: [] };
  for (let round = 0; round <= rounds; round++) {
    const [ownMs, bareMs] = [await own(), await bare()];
    if (round === 0) continue;
    times.own.push(ownMs);
    times.bare.push(bareMs);
  }
  return { own: median(times.own), bare: median(times.bare) };
}

const line = ({ own, bare }) =>
  `KQL ${own.toFixed(0)} ms, SQL by hand ${bare.toFixed(0)} ms, ratio ${(own / bare).toFixed(1)}`;

async function csvAgainst(kql, sql) {
  const csvFolder = join(home, 'csv');
  mkdirSync(csvFolder);
  const csvFile = join(csvFolder, `${table}.csv`);
  const most = Math.min(rows, 1_000_000);
  const time = "strftime(TimeGenerated, '%Y-%m-%dT%H:%M:%S.%fZ') as TimeGenerated";
  await connection.run(
    `copy (select * replace (${time}) from ${from} limit ${most}) to '${csvFile}' (format csv, header true)`,
  );
  const opening = performance.now();
  const session = await openQuerySession({
    tables: createTableCatalogue(),
    dataFolder: csvFolder,
    now: new Date('2026-01-16T00:00:00Z'),
  });
  const opened = performance.now() - opening;
  const times = await inTurns(
    async () => (await timed(() => session.run(kql))).ms,
    async () =>
      (
        await timed(async () =>
          (await connection.run(sql.replaceAll(from, `read_csv('${csvFile}')`))).getRows(),
        )
      ).ms,
  );
  session.close();
  return { rows: most, opened, times };
}

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
  console.log('\n| query as a process of its own | KQL | SQL by hand | ratio |\n|---|---|---|---|');
  for (const [name, kql, sql] of pairs.filter(([name]) => asProcesses.includes(name))) {
    const { own, bare } = await inTurns(
      () => processMs([cli, 'query', kql, '--data', folder, '--now', '2026-01-16T00:00:00Z']),
      () => processMs(['--input-type=module', '--eval', bareProgram(sql)]),
    );
    console.log(`| ${name} | ${own.toFixed(0)} ms | ${bare.toFixed(0)} ms | ${(own / bare).toFixed(1)} |`);
  }
  const [, kql, sql] = pairs.find(([name]) => name === 'five columns');
  const csv = await csvAgainst(kql, sql);
  console.log(
    `five columns of ${csv.rows.toLocaleString('en')} rows of CSV, opened in ${csv.opened.toFixed(0)} ms: ${line(csv.times)}`,
  );
  console.log(`\nlargest memory of the process ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
} finally {
  connection.closeSync();
  instance.closeSync();
  rmSync(home, { recursive: true, force: true });
}
