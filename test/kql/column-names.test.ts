// Names and types of the columns are worked out from the rows; where Microsoft's binder sees the same rows, both must agree.
import { afterAll, describe, expect, test } from 'vitest';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { closeEngine, runQuery } from './run-query.ts';

afterAll(closeEngine);

const tables = createTableCatalogue([]);
const two = 'datatable(t:long, u:string, v:long)[1, "a", 2]';
const bag = 'datatable(t:long, d:dynamic)[1, dynamic([1])]';

const queries = [
  'datatable(a:long)[1] | join (datatable(a:long, a1:long)[1, 2]) on a',
  'datatable(a:long, a1:long)[1, 2] | join (datatable(a1:long, a2:long, a:long)[1, 2, 3]) on a',
  'datatable(ip:string, a:long)["10.1.1.1", 1] | evaluate ipv4_lookup(datatable(n:string, a:long, ip:string)["10.0.0.0/8", 2, "q"], ip, n)',
  `${two} | lookup (datatable(w:string, v:long, u:long)["a", 7, 8]) on $left.u == $right.w`,
  `${two} | summarize arg_max(t, *), arg_min(t, *) by u`,
  `${two} | summarize arg_max(t, *), v = count() by u`,
  `${two} | summarize take_any(*), count() by u`,
  `${two} | summarize arg_max(t, u, *), count()`,
  `${two} | summarize arg_max(t + 1, *), count() by bin(t, 2)`,
  `${two} | summarize x = arg_max(t, *), (p, q) = arg_min(t, v) by w = u`,
  `${two} | summarize take_any(t + 1, v + 1), take_any(t + 1), take_anyif(t, true), anyif(t, true), argmin(t + 1, *)`,
  `${two} | summarize max(t) + 1, Column1 = 5, percentile(t, 5), percentiles(t, 5, 10) by t + 1`,
  `${two} | summarize max_t1 = count(), max(t), max(t), count(), count()`,
  `${two} | project 1 + 1, t, 2 + 2, Column1 = 7`,
  `${two} | extend tolong(u), strcat(u, u), v + 1 | extend 1 + 1`,
  `${two} | serialize | extend strlen(u), bin(t, 1), toupper(u), prev(u), tostring(v)`,
  `${two} | distinct t, t + 1`,
  `${two} | project series_stats(dynamic([1, 2])), y = t`,
  `${two} | project-reorder * asc`,
  `${two} | make-series count(), max(v), max(v), z = sum(t) on t from 1 to 3 step 1 by v, v + 1`,
  `${two} | make-series count() default = 1, max(v) + 1 on x = t from 1 to 3 step 1 by v`,
  `${bag} | mv-expand with_itemindex=t todynamic(d), array_concat(d, d), split("a,b", ",")`,
  `${bag} | mv-expand a = d, b = d`,
  `${bag} | mv-apply d on (count)`,
  `${bag} | mv-apply with_itemindex=i x = d to typeof(long), w = d on (extend z = x + i)`,
  `${bag} | mv-apply d, w = d on (project-away t)`,
  `${bag} | mv-apply split("a,b", ",") on (take 1)`,
  'print 1, x = 2, tolong(3), strlen("a"), print_1 = 7',
  'print 1, series_stats(dynamic([1])), 3',
  'union (print x = 1, y = 2), (print x = "a", y = 3)',
];

describe('names and types', () => {
  test.each(queries)('%s', async (query) => {
    const { result } = bindQuery(query, { tables });
    const seen = result.kind === 'table' ? result.columns.map(({ name, type }) => `${name}:${type}`) : [];
    const { columns } = await runQuery(query);
    expect(columns.map(({ name, type }) => `${name}:${type}`)).toEqual(seen);
  });
});
