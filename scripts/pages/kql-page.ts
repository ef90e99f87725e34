// The reference page of what the embedded engine runs, and where it cannot be or chooses to be different from Kusto.

import { existsSync, readFileSync } from 'node:fs';
import { maxQueryLength } from '../../src/kql/bind/bind.ts';
import { maxSqlLength, readingLimits } from '../../src/kql/budget.ts';
import { aggregates } from '../../src/kql/translate/aggregates/index.ts';
import { scalarFunctions } from '../../src/kql/translate/functions/index.ts';
import {
  aggregatesNotRun,
  functionsNotRun,
  operatorsNotRun,
  pluginsNotRun,
} from '../../src/kql/translate/not-run.ts';
import { tabularOperators } from '../../src/kql/translate/operators/index.ts';
import { plugins } from '../../src/kql/translate/plugins/index.ts';
import { scopeFunctions } from '../../src/kql/translate/scalar/scope-functions.ts';
import { scalarOperators } from '../../src/kql/translate/scalar-operators.ts';
import { asimViews } from '../../src/tables/data/asim-views.ts';
import { type KustoRecord, renderConfirmed } from './kql-confirmed.ts';
import { describeDiffers } from './kql-differences.ts';
import { type Form, forms } from './kql-forms.ts';

/** The record of a run on a real Kusto engine that somebody committed; there need be none. */
function committedRecord(): KustoRecord | undefined {
  const file = new URL('../../test/kusto/confirmed.json', import.meta.url);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** docs/reference/kql.md, generated from the tables the translator works with. */
export function renderCoverage(): string {
  const slugs = (entries: ReadonlyMap<string, { readonly see: string }>) =>
    [...new Set([...entries.values()].map(({ see }) => see))].sort();
  const functions = new Map<string, { readonly see: string }>([...scalarFunctions, ...scopeFunctions]);
  const operators = new Map([...operatorsNotRun.values()].map((entry) => [entry.name, entry]));
  return `<!-- Generated from the tables in src/kql. Do not edit. -->
# KQL on the embedded engine

Queries are parsed and bound by Microsoft's own parser, so what binds here binds in a workspace. What is listed here also runs here;
everything else is refused with its place in the query, never guessed. A refused query can still be deployed, and tested with
\`validate\` on a real workspace.

${renderConfirmed(committedRecord())}

## Tabular operators

${slugs(tabularOperators).map(link).join(', ')}

Not run:

${reasonTable(operators)}

## Scalar operators

${slugs(scalarOperators).map(link).join(', ')}

## Scalar functions

${functions.size} names:

${names(functions)}

Not run:

${reasonTable(functionsNotRun)}

## Forms

| form | what the engine does |
|---|---|
${Object.entries<Form>(forms)
  .map(([name, { what, see }]) => `| [${name}](${see.startsWith('https:') ? see : page(see)}) | ${what} |`)
  .join('\n')}

## Aggregates

${names(aggregates)}

Not run:

${reasonTable(aggregatesNotRun)}

## Plugins

${names(plugins)}

Not run:

${reasonTable(pluginsNotRun)}

## Functions of Microsoft Sentinel

\`_GetWatchlist('alias')\` and \`_GetWatchlist('alias', keys)\` read the items that the project or a case has
([watchlists](../guides/watchlists.md)).

> **ASIM functions see less here than in a workspace.** Each reads one table. In a workspace it unites parsers over many sources:
> Event, SecurityEvent, Syslog, CommonSecurityLog, the Defender tables, sign-in logs and so on; none of them is built in. Rows of those
> tables do not reach an ASIM function here. Rows of the ASim table do, with the filters, fields and aliases that the schema documents.
> \`test\`, \`validate\` and \`query\` say so once for each function that a query calls. A function of the same name that the project
> brings as a parser stands over it.

| schema | reads | functions |
|---|---|---|
${Object.entries(asimViews)
  .map(
    ([schema, view]) =>
      `| [${schema}](${asimPage(view.page)}) | ${view.table} | ${nameList(Object.keys(view.functions))} |`,
  )
  .join('\n')}

Where they differ in detail: \`hashes_has_any\` looks for whole hashes, \`eventresultdetails_in\` for whole values; address prefixes are
those of IPv4 addresses; \`dvcipaddr_has_any_prefix\` of the process functions filters, where the service's parser over the table gives
no rows; filters for source and for any address must both hold; \`pack\` does nothing; \`EventUid\` is empty.
The parsers of one source (\`_ASim_ProcessEvent_Microsoft365D\`, \`ASimWebSessionSquidProxy\` and their like) have rows from [fixtures](../guides/fixtures.md) alone, as every function whose body is not known.

## Limits

A query that is too much is refused by a sentence that names the limit. The figures are those of
[Log Analytics](https://learn.microsoft.com/azure/azure-monitor/service-limits#log-queries-and-language) where it has one.

| what | at most |
|---|---|
| text of a query | ${figure(maxQueryLength)} characters; the service takes 10,000 in a rule |
| parts of a query, each as often as it is used | ${figure(readingLimits.steps)} (\`kql/too-complex\`) |
| SQL that a query becomes | ${figure(maxSqlLength)} characters (\`kql/too-complex\`) |
| reading, translating and running | 180 s (\`engine/time-limit\`) |
| memory of the whole process | 2,048 MB (\`engine/memory-limit\`); of data files what does not fit is written to a private folder, other rows never to disk |
| one text that lets, \`strrep\`, \`replace_string\`, \`replace_regex\` or \`strcat_array\` make | 256 MB (\`engine/memory-limit\`) |
| rows of the result | 500,000 (\`engine/result-limit\`) |
| size of the result | 100 MB (\`engine/result-limit\`) |

## Differences

Where DuckDB cannot do what Kusto documents, or the documentation leaves a choice.

| what | where it differs |
|---|---|
${describeDiffers()
  .map(({ name, differs, see }) => `| [${name}](${see}) | ${differs.replaceAll('|', '\\|')} |`)
  .join('\n')}
`;
}

function asimPage(slug: string): string {
  return `https://learn.microsoft.com/azure/sentinel/${slug}`;
}

function link(slug: string): string {
  return `[${slug.replace(/-operators?$/, '')}](${page(slug)})`;
}

function page(slug: string): string {
  return `https://learn.microsoft.com/kusto/query/${slug}`;
}

function names(entries: ReadonlyMap<string, unknown>): string {
  return nameList([...entries.keys()]);
}

function nameList(all: readonly string[]): string {
  return all
    .slice()
    .sort()
    .map((name) => `\`${name}\``)
    .join(', ');
}

function reasonTable(entries: ReadonlyMap<string, { readonly reason: string }>): string {
  const byReason = new Map<string, string[]>();
  for (const [name, { reason }] of entries) byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
  const rows = [...byReason].map(([reason, all]) => `| ${nameList(all)} | ${reason} |`);
  return ['| what | why |', '|---|---|', ...rows].join('\n');
}

function figure(value: number): string {
  return value.toLocaleString('en');
}
