// Turns the parser's findings into those a reader can use: no follow-ups, plain words, a did-you-mean.
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { tokensOf } from '../parser.ts';
import { type RawDiagnostic, type Syntax, walk } from '../syntax.ts';
import type { BoundQuery } from './bind.ts';
import { syntaxCodes, textOfQueryCode } from './codes.ts';
import { withoutCascades } from './findings/cascades.ts';
import { queryFindings } from './findings/query-findings.ts';
import { withFuzzyUnions } from './fuzzy-unions.ts';
import { hintForName, nearestOperator } from './name-hints.ts';

export interface QueryDiagnostic extends RawDiagnostic {
  readonly hint: string | undefined;
  /** Of an unknown name: whether a known one is close to it. */
  readonly isNearMiss?: boolean;
  /** Of an unknown name: whether it exists where this query does not run. */
  readonly isElsewhere?: boolean;
}

/** More than this says nothing new about a query. */
const maxPerQuery = 20;

export function isSyntaxError(finding: RawDiagnostic): boolean {
  return finding.severity === 'error' && syntaxCodes.has(finding.code);
}

/**
 * What is wrong with a query, in text order, at most 20 findings. Where it does not parse, only the first error of each
 * statement: everything after that is guesswork. Findings about `_GetWatchlist` are left out, as Microsoft's own validation does:
 * https://github.com/Azure/Azure-Sentinel/tree/master/.script/tests/KqlvalidationsTests
 */
export function queryDiagnostics(bound: BoundQuery, tables: TableCatalogue): QueryDiagnostic[] {
  const all = withoutCascades(bound.root, bound.diagnostics)
    .filter((finding) => !finding.message.includes('_GetWatchlist'))
    .sort(byPlace);
  const chosen = all.some(isSyntaxError)
    ? firstPerStatement(bound.text, all.filter(isSyntaxError))
    : withFuzzyUnions(bound.root, [
        ...withoutInvokeArguments(bound.root, all),
        ...(bound.root === undefined ? [] : queryFindings(bound.root)),
      ]).toSorted(byPlace);
  const listed = chosen.slice(0, maxPerQuery).map((finding) => reworded(finding, bound, tables));
  const left = chosen.length - listed.length;
  const last = listed.at(-1);
  if (left > 0 && last !== undefined) {
    listed[listed.length - 1] = { ...last, message: `${last.message} (and ${left} more like these)` };
  }
  return listed;
}

const byPlace = (a: RawDiagnostic, b: RawDiagnostic) => a.start - b.start || a.end - b.end;

/** Statements end at a semicolon that stands in the text; those the parser adds to go on do not count. */
function firstPerStatement(text: string, errors: readonly RawDiagnostic[]): RawDiagnostic[] {
  const ends = semicolons(text);
  const seen = new Set<number>();
  let statement = 0;
  // The errors are in text order.
  return errors.filter((error) => {
    while (statement < ends.length && ends[statement]! < error.start) statement++;
    if (seen.has(statement)) return false;
    seen.add(statement);
    return true;
  });
}

function semicolons(text: string): number[] {
  const ends: number[] = [];
  let at = 0;
  for (const token of tokensOf(text)) {
    at += token.trivia.length;
    if (token.text === ';') ends.push(at);
    at += token.text.length;
  }
  return ends;
}

/** `T | invoke f(column)`: the binder does not look for the arguments among the columns of T, the service does. */
function withoutInvokeArguments(
  root: Syntax | undefined,
  all: readonly RawDiagnostic[],
): readonly RawDiagnostic[] {
  if (root === undefined || !all.some((finding) => finding.code === 'KS142')) return all;
  const invokes: Syntax[] = [];
  walk(root, (node) => {
    if (node.kind === 'InvokeOperator') invokes.push(node);
    return undefined;
  });
  return all.filter(
    (finding) =>
      finding.code !== 'KS142' ||
      !invokes.some((invoke) => invoke.start <= finding.start && finding.end <= invoke.end),
  );
}

const unknownNames: ReadonlySet<string> = new Set([
  'KS122',
  'KS123',
  'KS124',
  'KS142',
  'KS143',
  'KS204',
  'KS205',
  'KS211',
]);

function reworded(finding: RawDiagnostic, bound: BoundQuery, tables: TableCatalogue): QueryDiagnostic {
  const word = bound.text.slice(finding.start, finding.end);
  const hint = textOfQueryCode(finding.code)?.hint;
  const message = finding.message.replace(/\.$/, '');
  if (unknownNames.has(finding.code)) {
    const name = /^['"]?(\w+)['"]?$/.exec(word)?.[1] ?? word;
    const { note, hint: near } = hintForName(name, finding.start, bound.root, tables);
    return {
      ...finding,
      message: note === undefined ? message : `${message}: it is ${note}`,
      hint: near ?? hint,
      isNearMiss: near !== undefined,
      isElsewhere: note !== undefined,
    };
  }
  if (finding.code === 'KS176') {
    const near = nearestOperator(word);
    return {
      ...finding,
      message:
        word === '' ? 'A query operator is missing after the pipe' : `\`${word}\` is not a query operator`,
      hint: near === undefined ? hint : `Did you mean \`${near}\`?`,
    };
  }
  return { ...finding, message, hint };
}
