// The reference page of what the embedded engine runs, and where it cannot be or chooses to be different from Kusto.
import { aggregates } from './aggregates/index.ts';
import { describeDiffers } from './differs.ts';
import { scalarFunctions } from './functions/index.ts';
import { tabularOperators } from './operators/index.ts';
import { builtInNames } from './parser.ts';
import { plugins } from './plugins/index.ts';
import { scalarOperators } from './scalar-operators.ts';

/** docs/reference/kql.md, generated from the tables the translator works with. */
export function renderCoverage(): string {
  const known = builtInNames();
  const slugs = (entries: ReadonlyMap<string, { readonly see: string }>) =>
    [...new Set([...entries.values()].map(({ see }) => see))].sort();
  return `<!-- Generated from the tables in src/kql. Do not edit. -->
# KQL on the embedded engine

Queries are parsed and bound by Microsoft's own parser, so what binds here binds in a workspace. What is listed here also runs here;
everything else is refused with its place in the query, never guessed. A refused query can still be deployed, and tested with
\`validate\` on a real workspace.

## Tabular operators

${slugs(tabularOperators).map(link).join(', ')}

## Scalar operators

${slugs(scalarOperators).map(link).join(', ')}

## Scalar functions

${scalarFunctions.size} names:

${names(scalarFunctions)}

Not run: ${missing(known.functions, scalarFunctions)}

## Aggregates

${names(aggregates)}

Not run: ${missing(known.aggregates, aggregates)}

## Plugins

${names(plugins)}

Not run: ${missing(known.plugins, plugins)}

## Differences

Where DuckDB cannot do what Kusto documents, or the documentation leaves a choice.

| what | where it differs |
|---|---|
${describeDiffers()
  .map(({ name, differs, see }) => `| [${name}](${see}) | ${differs.replaceAll('|', '\\|')} |`)
  .join('\n')}
`;
}

function link(slug: string): string {
  return `[${slug.replace(/-operators?$/, '')}](https://learn.microsoft.com/kusto/query/${slug})`;
}

function names(entries: ReadonlyMap<string, unknown>): string {
  return [...entries.keys()]
    .sort()
    .map((name) => `\`${name}\``)
    .join(', ');
}

function missing(known: readonly string[], entries: ReadonlyMap<string, unknown>): string {
  const absent = known.filter((name) => /^[a-z]\w*$/.test(name) && !entries.has(name)).sort();
  return absent.length === 0 ? 'none' : absent.map((name) => `\`${name}\``).join(', ');
}
