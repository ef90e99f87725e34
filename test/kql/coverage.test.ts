// docs/reference/kql.md is true both ways: each name that Microsoft's parser knows stands in one table, those listed as not run are
// refused with the reason, and those listed as running are called by a truth of their own.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { forms } from '../../scripts/pages/kql-forms.ts';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import { builtInNames, operatorKinds } from '../../src/kql/parser.ts';
import { aggregates } from '../../src/kql/translate/aggregates/index.ts';
import { scalarFunctions } from '../../src/kql/translate/functions/index.ts';
import {
  aggregatesNotRun,
  functionsNotRun,
  operatorsNotRun,
  pluginsNotRun,
} from '../../src/kql/translate/not-run.ts';
import { tabularOperators } from '../../src/kql/translate/operators/index.ts';
import { emptyForNoRows } from '../../src/kql/translate/operators/only-without-rows.ts';
import { plugins } from '../../src/kql/translate/plugins/index.ts';
import { scopeFunctions } from '../../src/kql/translate/scalar/scope-functions.ts';
import { translate } from '../../src/kql/translate/translate.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { closeEngine, findingsOf, now, outcomeOf, runQuery } from './run-query.ts';

afterAll(closeEngine);

const known = builtInNames();

describe('each name stands in exactly one table', () => {
  const places = (name: string, tables: readonly { has(name: string): boolean }[]) =>
    tables.filter((table) => table.has(name)).length;
  const astray = (names: readonly string[], tables: readonly { has(name: string): boolean }[]) =>
    names.filter((name) => /^[a-z]\w*$/.test(name) && places(name, tables) !== 1);

  test('scalar functions', () => {
    const formNames = new Set(Object.keys(forms));
    expect(astray(known.functions, [scalarFunctions, scopeFunctions, functionsNotRun, formNames])).toEqual(
      [],
    );
  });
  test('aggregates', () => expect(astray(known.aggregates, [aggregates, aggregatesNotRun])).toEqual([]));
  test('plugins', () => expect(astray(known.plugins, [plugins, pluginsNotRun])).toEqual([]));
  test('tabular operators', () => {
    const kinds = operatorKinds().filter((kind) => kind !== 'BadQueryOperator');
    expect(kinds.filter((kind) => places(kind, [tabularOperators, operatorsNotRun]) !== 1)).toEqual([]);
  });
  test('what is not run is known to the parser', () => {
    const strange = (names: Iterable<string>, all: readonly string[]) =>
      [...names].filter((name) => !all.includes(name));
    expect(strange(functionsNotRun.keys(), known.functions)).toEqual([]);
    expect(strange(aggregatesNotRun.keys(), known.aggregates)).toEqual([]);
    expect(strange(pluginsNotRun.keys(), known.plugins)).toEqual([]);
  });
});

const tables = createTableCatalogue([]);

/**
 * What the translator says of a query, whatever the binder thinks of the arguments: a call without any is enough to ask whether
 * its name is run.
 */
function refusalsOf(query: string): readonly { readonly code: string; readonly message: string }[] {
  const outcome = translate(bindQuery(query, { tables }), { now });
  return 'diagnostics' in outcome ? outcome.diagnostics : [];
}

/** One query for each operator that is not run and can be written; the rest are internal to Kusto. */
const operatorQueries: readonly (readonly [kind: string, query: string])[] = [
  ['AssertSchemaOperator', 'T | assert-schema (n: long)'],
  ['ConsumeOperator', 'T | consume'],
  ['FacetOperator', 'T | facet by user'],
  ['ForkOperator', 'T | fork (count) (take 1)'],
  ['GraphToTableOperator', 'T | make-graph user --> user with T on user | graph-to-table nodes'],
];

/** They are no calls in an expression, but stand for tables, parts of a graph or of another operator. */
const notInExpressions: readonly string[] = [
  'entity_group',
  'external_table',
  'graph',
  'inner_nodes',
  'labels',
  'materialized_view',
  'node_id',
  'stored_query_result',
];

describe('what is listed as not run is refused, and says why', () => {
  test('scalar functions', () => {
    const called = [...functionsNotRun].filter(([name]) => !notInExpressions.includes(name));
    const calls = called.map(([name], i) => `x${i} = ${name}()`);
    const said = refusalsOf(`print n = 1 | extend ${calls.join(', ')}`);
    const expected = called.map(
      ([name, { reason }]) => `The function ${name}() is not supported: ${reason}.`,
    );
    expect(said.map(({ message }) => message).sort()).toEqual(expected.sort());
    expect(new Set(said.map(({ code }) => code))).toEqual(new Set(['kql/unsupported-function']));
  });

  test.each(["external_table('x')", "materialized_view('x')", "stored_query_result('x')"])('%s', (query) =>
    expect(findingsOf(query).length).toBeGreaterThan(0),
  );

  test.each([
    ['evaluate autocluster()', 'autocluster'],
    ['evaluate basket()', 'basket'],
    ['evaluate diffpatterns(user, "ann", "bob")', 'diffpatterns'],
    ['reduce by user', 'reduce'],
    ['evaluate sequence_detect(TimeGenerated, 5m, 1h, a = (n == 1), b = (n == 2), user)', 'sequence_detect'],
  ])('%s gives nothing for no rows, and is refused for some', async (step, name) => {
    expect((await runQuery(`T | where user == "nobody" | ${step}`)).rows).toEqual([]);
    const reason = pluginsNotRun.get(name)?.reason ?? operatorsNotRun.get('ReduceByOperator')!.reason;
    const message = `${name}() of rows (${reason}) is not supported.`;
    expect(await outcomeOf(`T | ${step}`)).toMatchObject({
      diagnostics: [{ code: 'engine/unsupported-values', message }],
    });
    expect(emptyForNoRows.has(name)).toBe(true);
  });

  const refusedPlugins = [...pluginsNotRun].filter(([name]) => !emptyForNoRows.has(name));
  test.each(refusedPlugins)('evaluate %s', (name, { reason }) => {
    expect(refusalsOf(`print n = 1 | evaluate ${name}()`)).toMatchObject([
      { code: 'kql/unsupported-plugin', message: `The plugin ${name} is not supported: ${reason}.` },
    ]);
  });

  test.each(operatorQueries)('%s', (kind, query) => {
    const found = findingsOf(query);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ code }) => !code.startsWith('kql/unsupported-'))).toEqual([]);
    expect(found.map(({ message }) => message).join()).toContain(operatorsNotRun.get(kind)!.reason);
  });
});

/** One path of two edges, with what is said of it. */
const matched = (value: string) =>
  `datatable(s:string, t:string)["a", "b", "b", "c"] | make-graph s --> t | graph-match (x)-[e*2..2]->(y) project v = ${value}`;

describe('what is listed as running runs', () => {
  test.each([
    ['assert', "print x = assert(1 < 2, 'more')", true],
    ['all', matched('all(e, t != "a")'), true],
    ['any', matched('any(e, t == "a")'), false],
    ['bag_pack_columns', 'T | take 1 | project x = bag_pack_columns(user, n)', { user: 'ann', n: 1 }],
    ['bin_auto', 'set query_bin_auto_size=10; print x = bin_auto(25)', 20],
    ['column_ifexists', "T | take 1 | project x = column_ifexists('user', 'none')", 'ann'],
    ['column_names_of', 'print x = column_names_of(T)', ['TimeGenerated', 'user', 'n', 'd']],
    ['columnifexists', "T | take 1 | project x = columnifexists('nobody', 'none')", 'none'],
    ['geo_info_from_ip_address', "print x = geo_info_from_ip_address('203.0.113.7').city", 'Oslo'],
    ['ingestion_time', 'T | take 1 | project x = ingestion_time()', '2024-05-01T00:00:00.0000000Z'],
    ['iscolumnexists', "T | take 1 | project x = iscolumnexists('user')", true],
    ['map', matched('map(e, strcat(s, t))'), ['ab', 'bc']],
    ['node_degree_in', matched('node_degree_in(y)'), 1],
    ['node_degree_out', matched('node_degree_out(y)'), 0],
    ['pack_all', 'T | take 1 | project user, n | project x = pack_all()', { user: 'ann', n: 1 }],
    ['materialize', 'let M = materialize(T | count); M', 4],
    ['table', "table('T') | count", 4],
    ['toscalar', 'print x = toscalar(T | count)', 4],
    ['totable', 'let M = T | count; M', 4],
  ])('%s', async (_, query, value) => {
    expect((await runQuery(query)).rows).toEqual([[value]]);
  });

  test('every scope function and form that runs is called above', () => {
    const source = readFileSync(new URL(import.meta.url), 'utf8');
    const needed = [...scopeFunctions.keys(), 'materialize', 'table', 'toscalar'];
    expect(needed.filter((name) => !source.includes(`['${name}'`))).toEqual([]);
  });

  test('every tabular operator and plugin has a page of its own, or a truth in one', () => {
    const folder = new URL('./operators/', import.meta.url);
    const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
    const queries = pages
      .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').match(/```kusto\n[\s\S]*?```/g) ?? [])
      .join('\n');
    const slugs = [...new Set([...tabularOperators.values()].map(({ see }) => see))];
    expect(slugs.filter((slug) => !pages.includes(`${slug}.md`))).toEqual([]);
    expect([...plugins.keys()].filter((name) => !queries.includes(`${name}(`))).toEqual([]);
  });
});
