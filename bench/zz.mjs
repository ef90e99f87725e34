import { DuckDBInstance } from '@duckdb/node-api';
const file='/tmp/speed-DeviceProcessEvents.parquet';
const i = await DuckDBInstance.create(':memory:', {threads:'2'}); const c = await i.connect();
const f = `read_parquet(['${file}'], hive_partitioning=false)`;
await c.run(`create view v as select TimeGenerated, FileName, DeviceName, ProcessId, ProcessCommandLine, epoch_us(TimeGenerated)*10+621355968000000000 as t, file_index * 1099511627776::bigint + file_row_number as r from ${f}`);
await c.run(`create view v2 as select TimeGenerated, FileName, DeviceName, ProcessId, ProcessCommandLine, epoch_us(TimeGenerated)*10+621355968000000000 as t,  file_row_number as r from ${f}`);
const qs = {
 'file_index': `select typeof(file_index), min(file_index), max(file_row_number) from ${f} group by 1`,
 'filter hand': `select count(*) from ${f} where FileName='git.exe' and ProcessId>1000`,
 'filter view': `select count(*) from v where FileName='git.exe' and ProcessId>1000`,
 'filter+min r': `select count(*), min(r) from v where FileName='git.exe' and ProcessId>1000`,
 'filter+min r2': `select count(*), min(r) from v2 where FileName='git.exe' and ProcessId>1000`,
 'time window + r': `select count(*), min(r) from v2 where TimeGenerated >= timestamp '2026-01-15 23:00'`,
 'time window + ri': `select count(*), min(r) from v where TimeGenerated >= timestamp '2026-01-15 23:00'`,
 'top hand': `select ProcessId, TimeGenerated, DeviceName from ${f} order by TimeGenerated desc limit 100`,
 'top v': `select ProcessId, t, DeviceName from v order by t desc nulls last, r limit 100`,
 'top v cte': `with r0 as (select t, r, ProcessId, DeviceName from v), r1 as (select * from r0 order by t desc nulls last, r limit (100::bigint)) select ProcessId, t, DeviceName from r1 order by t desc nulls last, r`,
 'top raw time': `with r0 as (select TimeGenerated t, r, ProcessId, DeviceName from v), r1 as (select * from r0 order by t desc nulls last, r limit (100::bigint)) select ProcessId, t, DeviceName from r1 order by t desc nulls last, r`,
 'take v': `select ProcessId, t, DeviceName from v order by r limit 100`,
 'make_list hand': `select DeviceName, list(FileName) from ${f} group by 1`,
 'make_list ordered': `select DeviceName, list(FileName order by r) from v group by 1`,
 'make_list sorted struct': `select DeviceName, list_transform(list_sort(list({r: r, x: FileName})), lambda s: s.x) from v group by 1`,
};
for (const [n,q] of Object.entries(qs)) { const ts=[]; let err, last; for (let k=0;k<4;k++){ const s=performance.now(); try { last=await (await c.run(q)).getRows(); } catch(e){ err=e.message.slice(0,300); break;} ts.push(performance.now()-s);} ts.shift(); ts.sort((a,b)=>a-b); console.log(n.padEnd(28), err ?? ts.map(x=>x.toFixed(0)).join(' '), last.length<3? String(last).slice(0,80):''); }
