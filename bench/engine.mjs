// How much our path adds to the bare SQL: one 12-step query over five seed rows of six columns, measured in turns in one process.
// Run: npm run build && npm run bench -- engine

import { createEngine } from '../src/engine/engine.ts';
import { openDatabase } from '../src/engine/running/database.ts';
import { sqlTypes } from '../src/engine/sql-types.ts';
import { seedSource } from '../src/engine/table-source.ts';
import { createTableCatalogue } from '../src/tables/catalogue.ts';

const rounds = 5;
const perRound = 100;
const now = new Date('2026-01-15T12:00:00Z');
const tables = createTableCatalogue();
const columns = ['UserPrincipalName', 'IPAddress', 'ResultType', 'AppDisplayName', 'Location'];
const row = (index) => ({
  TimeGenerated: `2026-01-15T11:0${index}:00Z`,
  ...Object.fromEntries(columns.map((name) => [name, `${name} ${index}`])),
});
const data = seedSource({ SigninLogs: Array.from({ length: 5 }, (_, index) => row(index)) });
const steps = Array.from({ length: 10 }, (_, index) => `| where ${columns[index % 5]} != "none ${index}"`);
const query = [
  'SigninLogs',
  ...steps,
  '| summarize n = count() by UserPrincipalName',
  '| sort by n desc',
].join('\n');

const engine = createEngine();
const outcome = await engine.run(query, { tables, data, now });
if (!('result' in outcome) || outcome.result.rows.length !== 5) throw new Error(JSON.stringify(outcome));
const { translation } = engine.translate(query, { tables, data, now });

// The bare side: the same SQL on a table that is already there, on one connection, rows read and not decoded.
const database = await openDatabase({ memoryMb: 1024, spillMb: 0, threads: 2 });
const connection = await database.connect();
const [source] = translation.sources;
const types = source.columns.map(({ sqlName, type }) => `${sqlName} ${sqlTypes[type]}`);
await connection.run(`create temp table ${source.relation} (${types})`);
for (let index = 0; index < 5; index++) {
  const values = source.columns.map(({ name, type }) => (type !== 'string' ? index : `'${name} ${index}'`));
  await connection.run(`insert into ${source.relation} values (${values})`);
}

const sides = {
  'bare SQL on a standing table': async () => (await connection.run(translation.sql)).getRows(),
  'seed rows, SQL, decoded rows': () => engine.runTranslation(translation, { tables, data }),
  'whole path, same query and clock': () => engine.run(query, { tables, data, now }),
  'whole path, same query, other clock': (number) =>
    engine.run(query, { tables, data, now: new Date(now.getTime() + number) }),
  'whole path, query never seen': (number) => engine.run(`${query}\n// ${number}`, { tables, data, now }),
};

const best = {};
let number = 0;
for (let round = 0; round < rounds; round++) {
  for (const [name, side] of Object.entries(sides)) {
    const started = performance.now();
    for (let index = 0; index < perRound; index++) await side(number++);
    best[name] = Math.min(best[name] ?? Number.POSITIVE_INFINITY, (performance.now() - started) / perRound);
  }
}
const [bare] = Object.values(best);
for (const [name, ms] of Object.entries(best)) {
  const ratio = (ms / bare).toFixed(2);
  console.log(`${name.padEnd(36)} ${ms.toFixed(2)} ms  ${Math.round(1000 / ms)}/s  ${ratio} x bare`);
}
connection.closeSync();
database.close();
engine.close();
