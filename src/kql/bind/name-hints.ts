// What to say about a name the binder does not know: the near miss, or where the name does exist.
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { advancedHuntingColumns } from '../../tables/advanced-hunting.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { knownFunction, knownFunctionNames } from '../../tables/known-functions.ts';
import { builtInNames } from '../parser.ts';
import { type Syntax, walk } from '../syntax.ts';

export interface NameHint {
  /** Where the name exists instead, to be said after the message. */
  readonly note?: string | undefined;
  readonly hint?: string | undefined;
}

/** Looks for `name`, unknown at `offset` of the query, in every place it may have been meant for. */
export function hintForName(
  name: string,
  offset: number,
  root: Syntax | undefined,
  tables: TableCatalogue,
): NameHint {
  const scope = root === undefined ? [] : columnsInScope(root, offset);
  const elsewhere = onlyInAdvancedHunting(name, root, tables);
  if (name === 'Timestamp' && scope.includes('TimeGenerated')) {
    return { note: elsewhere, hint: 'Use TimeGenerated, the time column of a workspace table.' };
  }
  const near =
    didYouMean(name, scope) ??
    didYouMean(name, root === undefined ? [] : letNames(root)) ??
    nearTable(name, tables) ??
    didYouMean(
      name,
      [...functionNames(), ...tables.functionNames()].filter(
        (known) => known !== name && !isSibling(name, known),
      ),
    );
  if (near !== undefined) return { note: elsewhere, hint: `Did you mean \`${near}\`?` };
  const longer = scope.filter((column) => name.length > 3 && column.endsWith(name)).slice(0, 3);
  if (longer.length > 0) return { note: elsewhere, hint: `Did you mean \`${longer.join('` or `')}\`?` };
  return { note: elsewhere };
}

/** A tabular operator one edit away from a word that is none. */
export function nearestOperator(word: string): string | undefined {
  return didYouMean(word, tabularOperators);
}

const tabularOperators =
  'as consume count distinct evaluate extend facet getschema invoke join limit lookup make-series mv-apply mv-expand order parse parse-kv parse-where partition project project-away project-keep project-rename project-reorder reduce render sample sample-distinct scan search serialize sort summarize take top top-hitters top-nested union where'.split(
    ' ',
  );

/** Every custom table ends in `_CL`: that much is no likeness. */
function nearTable(name: string, tables: TableCatalogue): string | undefined {
  if (!name.endsWith('_CL')) {
    return didYouMean(
      name,
      tables.names().filter((known) => known !== name && !isSibling(name, known)),
    );
  }
  const custom = tables.names().filter((known) => known.endsWith('_CL') && !isSibling(name, known));
  const near = didYouMean(
    name.slice(0, -3),
    custom.map((known) => known.slice(0, -3)),
  );
  return near === undefined ? undefined : `${near}_CL`;
}

/**
 * Whether two names differ in a whole part that is an abbreviation or a version, as those of one vendor's products do:
 * `CiscoISEEvent` and `CiscoSEGEvent`, `Okta_CL` and `OktaV2_CL`. A slip is inside a word.
 */
function isSibling(name: string, known: string): boolean {
  const [here, there] = [partsOf(name), partsOf(known)];
  if (here.length === there.length) {
    const unlike = here.flatMap((part, i) => (part === there[i] ? [] : [[part, there[i]!] as const]));
    return unlike.length > 0 && unlike.every(([part, other]) => isOtherShort(part, other));
  }
  const [longer, shorter] = here.length > there.length ? [here, there] : [there, here];
  return (
    longer.filter((part) => !version.test(part)).join() ===
    shorter.filter((part) => !version.test(part)).join()
  );
}

const version = /^v?\d+$/i;
const abbreviation = /^[A-Z]{2,4}$/;

/** Two abbreviations more than one edit apart, or two versions. */
function isOtherShort(part: string, other: string): boolean {
  if (version.test(part) && version.test(other)) return true;
  return abbreviation.test(part) && abbreviation.test(other) && didYouMean(part, [other]) === undefined;
}

/** `CiscoISEEventV2_CL`: Cisco, ISE, Event, V2, CL. */
function partsOf(name: string): readonly string[] {
  return name.match(/[Vv]?\d+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
}

function functionNames(): string[] {
  const { functions, aggregates, plugins } = builtInNames();
  return [...functions, ...aggregates, ...plugins, ...knownFunctionNames()];
}

function letNames(root: Syntax): string[] {
  return root
    .list('Statements')
    .filter((statement) => statement.kind === 'LetStatement')
    .map((statement) => statement.get('Name').name);
}

/** Columns of the tables that feed the operator in which the offset stands. */
function columnsInScope(root: Syntax, offset: number): string[] {
  let input: Syntax | undefined;
  walk(root, (node) => {
    if (node.isToken || node.start > offset || node.end < offset) return false;
    const operator = node.kind === 'PipeExpression' ? node.get('Operator') : undefined;
    if (operator !== undefined && operator.start <= offset) input = node.get('Expression');
    return undefined;
  });
  return input?.result.kind === 'table' ? input.result.columns.map((column) => column.name) : [];
}

function onlyInAdvancedHunting(
  name: string,
  root: Syntax | undefined,
  tables: TableCatalogue,
): string | undefined {
  if (tables.table(name)?.advancedHuntingOnly === true) {
    return 'a table that only Defender advanced hunting has, no workspace';
  }
  if (knownFunction(name, tables)?.scope === 'advanced-hunting') {
    return 'a function that only Defender advanced hunting has, no workspace';
  }
  const hasColumn = (table: string) => tables.table(table)?.columns.some((column) => column.name === name);
  const owner = tableNames(root).find(
    (table) => !hasColumn(table) && advancedHuntingColumns(table).some((column) => column.name === name),
  );
  return owner === undefined
    ? undefined
    : `a column of ${owner} that only Defender advanced hunting has, no workspace`;
}

function tableNames(root: Syntax | undefined): string[] {
  const names = new Set<string>();
  if (root !== undefined) {
    walk(root, (node) => {
      if (node.kind === 'NameReference' && node.symbol?.kind === 'table') names.add(node.symbol.name);
      return undefined;
    });
  }
  return [...names];
}
