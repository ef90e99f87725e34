import { DuckDBInstance } from '@duckdb/node-api';
const file='/tmp/speed-DeviceProcessEvents.parquet';
const i = await DuckDBInstance.create(':memory:', {threads:'2'}); const c = await i.connect();
const f = `read_parquet(['${file}'], hive_partitioning=false)`;
await c.run(`create temp view t0 as select DeviceName c42, FileName c41, AccountName c50, ProcessId c1, ProcessCommandLine c11, epoch_us(TimeGenerated)*10+621355968000000000 as c0, file_row_number as c80 from ${f}`);
const body=(m)=>`with r0 as ${m} (select c0,c41, c50, c80 from t0), r1 as (select c50 as c81, count(*) n, min(c0) a, max(c0) b from r0 group by c50), r2 as (select c50 as c85, c41 as c86, min(c80) as c87 from r0 group by c50, c41), r3 as (select c85, coalesce(list(c86 order by c87) filter (where c86 is not null and c87 is not null), []) as c82 from r2 group by c85), r4 as (select c81,n,a,b, c82 as c83 from r1, r3 where c81 = c85) select * from r4`;
const only=`with r0 as  (select c41, c50, c80 from t0),  r2 as (select c50 as c85, c41 as c86, min(c80) as c87 from r0 group by c50, c41), r3 as (select c85, coalesce(list(c86 order by c87) filter (where c86 is not null and c87 is not null), []) as c82 from r2 group by c85) select * from r3`;
const qs={hand:`select AccountName, list(distinct FileName) from ${f} group by 1`, only, 'hand with others':`select AccountName, count(*), min(TimeGenerated), max(TimeGenerated), list(distinct FileName) from ${f} group by 1`, mat: body('materialized'), def: body(''), not: body('not materialized'),
 gs: `with g as (select c50, c41, grouping_id(c50,c41) gid, count(*) n, min(c0) a, max(c0) b, min(c80) r from t0 group by grouping sets ((c50),(c50,c41))) select c50, any_value(n) filter (gid=1), any_value(a) filter (gid=1), any_value(b) filter (gid=1), list(c41 order by r) filter (gid=0 and c41 is not null) from g group by 1`,
 merge: `with g as (select c50, c41,  count(*) n, min(c0) a, max(c0) b, min(c80) r from t0 group by 1,2) select c50, sum(n)::bigint, min(a), max(b), list(c41 order by r) filter (c41 is not null) from g group by 1`};
for (const q of ['def']) console.log((await (await c.run('explain '+qs[q])).getRows()).map(r=>r[1]).join('\n').slice(0,200), /CTE_SCAN/.test(String((await (await c.run('explain '+qs[q])).getRows()))));
const R=Object.fromEntries(Object.keys(qs).map(k=>[k,[]]));
for(let r=0;r<6;r++) for (const [n,q] of Object.entries(qs)) { const s=performance.now(); try { await (await c.run(q)).getRows(); } catch(e){ R[n]=e.message; continue;} if(r) R[n].push(performance.now()-s);}
for (const [n,ts] of Object.entries(R)) console.log(n.padEnd(28), Array.isArray(ts)? ts.sort((a,b)=>a-b).map(x=>x.toFixed(0)).join(' '):ts);
