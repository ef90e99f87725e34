// Writes docs/reference/embedded-workspace.md from the tables of behaviours and refusals.
import { type Behaviour, behaviours, type Evidence } from '../../src/emulator/behaviours.ts';
import { dataCollectionRuleRefusals } from '../../src/emulator/refusals/data-collection-rule.ts';
import { contentRefusals, stateRefusals } from '../../src/emulator/refusals/index.ts';
import type { Listed } from '../../src/emulator/refusals/listed.ts';
import type { Refusal } from '../../src/emulator/refusals/refusal.ts';
import { savedSearchRefusals } from '../../src/emulator/refusals/saved-search.ts';
import { tableRequestRefusals, tableSchemaRefusals } from '../../src/emulator/refusals/table-schema.ts';

const evidenceWords = {
  M: 'measured with the real SDKs against a local recorder',
  S: 'read in a specification, an official page or Microsoft source',
  P: 'reported by a practitioner in public',
  U: 'unverified: from memory, or nothing is published',
} satisfies Record<Evidence, string>;

const wordsOf = {
  known: "Azure's",
  partly: "Azure's at first",
  ours: 'ours',
} satisfies Record<Listed['words'], string>;

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The whole page, Markdown. A test keeps the file equal to it. */
export function renderBehaviours(): string {
  const table: readonly [string, Behaviour][] = Object.entries(behaviours).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return `<!-- Generated from src/emulator/behaviours.ts and src/emulator/refusals. Do not edit. -->
# The embedded workspace

${renderBox()}
## Queries

Queries run on the embedded engine: [what it runs](kql.md). ASIM functions read the ASim table of their schema alone, and
\`_GetWatchlist\` reads the items that the project has in files ([watchlists](../guides/watchlists.md)), not those of watchlists that
are written through ARM. A workspace in Azure reads other sources and its own lists.

Kusto's own query API answers beside that of Log Analytics, for any client of Kusto: \`/v2/rest/query\`, \`/v1/rest/query\`, and of the
commands \`.show version\`, \`.show databases\`, \`.show database\` and \`.show tables\`. The database is \`NetDefaultDB\`, or has the name of
the workspace ([Kusto engines](../guides/kusto-engines.md)).

## Behaviours with variants

Every behaviour here can be switched to its other variants (\`variants\` of \`startEmulator\`); the default comes first.

| behaviour | question | evidence | variants |
|---|---|---|---|
${table.map(behaviourRow).join('\n')}

## What is refused

A rule is looked at in this order, and the first refusal is the answer. Before that its body is read: an unknown kind,
a missing or mistyped field is 400 BadRequest. Between its content and the state of the workspace its query is checked
(see \`query-check-*\`). Where the words are ours, only the rule is known; searching the web for them finds nothing.

| refusal | says | answer | evidence | words |
|---|---|---|---|---|
${[...contentRefusals, ...stateRefusals].map((refusal) => refusalRow(refusal, statusOf(refusal))).join('\n')}

## What is refused of a custom table

The first refusal is the answer; the schema is looked at last (see the behaviour \`table-schema-refusal\`).

| refusal | says | answer | evidence | words |
|---|---|---|---|---|
${tableRequestRefusals.map((refusal) => refusalRow(refusal, '400 InvalidParameter')).join('\n')}
${tableSchemaRefusals.map((refusal) => refusalRow(refusal, 'SchemaUpdateFatalError')).join('\n')}

## What is refused of a saved search

A missing or mistyped field is 400 BadRequest, as these are, which look at the saved searches that are functions.

| refusal | says | answer | evidence | words |
|---|---|---|---|---|
${savedSearchRefusals.map((refusal) => refusalRow(refusal, '400 BadRequest')).join('\n')}

## What is refused of a data collection rule

The answer is 400 InvalidPayload with everything that is wrong in its \`details\`.

| refusal | says | code in the details | evidence | words |
|---|---|---|---|---|
${dataCollectionRuleRefusals.map((refusal) => refusalRow(refusal, refusal.code)).join('\n')}

Kinds other than Direct, data sources, data collection endpoints, transformations other than \`source\`, and tables of
Azure as output are 501: Azure has them, the embedded workspace does not.
`;
}

/** The box for the README: what it means that the tool never ran against live Azure. */
export function renderBox(): string {
  const table: readonly Behaviour[] = Object.values(behaviours);
  const count = (evidence: Evidence) => table.filter((entry) => entry.evidence === evidence).length;
  const kinds = (['S', 'P', 'U'] as const).map(
    (letter) => `> - ${count(letter)} ${letter}: ${evidenceWords[letter]}`,
  );
  return `> **Never run against live Azure: what that means**
>
> This project has had no Azure subscription. The embedded workspace follows the published specifications, Microsoft's
> own validators, and what the real Azure SDK clients send and accept. ${table.length} of its behaviours are not
> certain; each stands in one table with its evidence and its other variants:
>
${kinds.join('\n')}
>
> If Azure answers you differently, correct the table: that is the one place.
`;
}

function behaviourRow([id, { says, evidence, source, default: first, variants }]: [
  string,
  Behaviour,
]): string {
  const names = [first, ...Object.keys(variants).filter((name) => name !== first)];
  const list = names.map((name) => `\`${name}\`: ${variants[name]}`).join('<br>');
  return `| \`${id}\` | ${cell(says)} | ${evidence}: ${cell(source)} | ${cell(list)} |`;
}

function statusOf({ status }: Refusal): string {
  return typeof status === 'function' ? 'by variant' : String(status ?? 400);
}

function refusalRow({ id, says, evidence, source, words }: Listed, status: string): string {
  return `| \`${id}\` | ${cell(says)} | ${status} | ${evidence}: ${cell(source)} | ${wordsOf[words]} |`;
}
