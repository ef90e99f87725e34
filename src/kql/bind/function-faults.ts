// What is wrong with a function of the workspace: its text may be fine where it is saved and useless where it is called.
import type { TableCatalogue } from '../../tables/catalogue.ts';
import type { WorkspaceFunction } from '../../tables/workspace-function.ts';
import { parseFindings, parseQuery } from '../parser.ts';
import type { RawDiagnostic, Syntax } from '../syntax.ts';
import { queryCode, syntaxCodes } from './codes.ts';
import type { DatabaseMember } from './database-member.ts';
import { corrected } from './findings/binder-corrections.ts';
import { withoutCascades } from './findings/cascades.ts';
import { queryFindings } from './findings/query-findings.ts';
import { hintForName } from './name-hints.ts';
import { bodyOffset, bodyText, type StoredCall, storedCalls } from './stored-calls.ts';
import { undeclaredNames } from './undeclared-sources.ts';

export interface BrokenCall extends StoredCall {
  readonly finding: RawDiagnostic;
}

export interface FunctionFaults {
  /** Calls in the query of functions that cannot be used, one finding each, whatever is wrong in them. */
  readonly broken: readonly BrokenCall[];
  /** Tables and functions that the bodies read and nobody knows, unless a known name is close. */
  readonly unknownSources: readonly string[];
}

/** What is wrong with the functions that a query calls, and with those that they call; `findings` are those of its own text. */
export function functionFaults(
  root: Syntax,
  findings: readonly RawDiagnostic[],
  tables: TableCatalogue,
): FunctionFaults {
  const search: Search = { tables, faults: new Map(), unknown: new Set(), path: [] };
  const broken = faultsIn(root, findings, search).map(({ reason, ...stored }) => ({
    ...stored,
    finding: findingAt(stored, reason),
  }));
  return { broken, unknownSources: [...search.unknown].sort() };
}

function findingAt({ call, function: { name } }: StoredCall, reason: string): RawDiagnostic {
  const { start, end } = call.kind === 'FunctionCallExpression' ? call.get('Name') : call;
  const message = `The function ${name} cannot be used: ${reason}`;
  return { code: queryCode('kql/broken-function'), severity: 'error', message, start, end, see };
}

const see = 'https://learn.microsoft.com/kusto/query/functions/user-defined-functions';

/** A member that stands for a broken function: it gives any columns, or a value of the type that it seems to have. */
export function withoutBody(member: DatabaseMember, broken: readonly BrokenCall[]): DatabaseMember {
  const brokenCall = broken.find(
    ({ function: { name } }) => member.kind === 'function' && name === member.name,
  );
  if (brokenCall === undefined || member.kind !== 'function') return member;
  const { result } = brokenCall.call;
  const isScalar = result.kind === 'scalar' && result.type !== 'unknown';
  return { ...member, result: isScalar ? { scalar: result.type } : { columns: [], open: true } };
}

interface Search {
  readonly tables: TableCatalogue;
  /** By function, where all its calls are alike, else by body: calls with the same arguments share one. */
  readonly faults: Map<WorkspaceFunction | Syntax, Fault>;
  readonly unknown: Set<string>;
  /** Names of the functions whose bodies the call stands in, outermost first. */
  readonly path: readonly string[];
}

interface Fault {
  /** Undefined where the body is of use. */
  readonly reason: string | undefined;
  /** Sources that it and those it calls read and nobody knows. */
  readonly unknown: ReadonlySet<string>;
}

interface FaultyCall extends StoredCall {
  readonly reason: string;
}

/** The calls in one text of functions that are of no use there; all calls are looked at, so that every unknown name is found. */
function faultsIn(node: Syntax, findings: readonly RawDiagnostic[], search: Search): readonly FaultyCall[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  return storedCalls(node, search.tables).flatMap((stored) => {
    const { call } = stored;
    // With wrong arguments a body binds to nothing of interest.
    const isRefused = errors.some(({ start, end }) => call.start <= start && end <= call.end);
    const known = circleIn([...search.path, stored.function.name]) ?? textFault(stored.function);
    const reason = known ?? (isRefused ? undefined : callFault(stored, search));
    return reason === undefined ? [] : [{ ...stored, reason }];
  });
}

const recursive = 'a function may not be recursive';

function circleIn(path: readonly string[]): string | undefined {
  const first = path.indexOf(path.at(-1)!);
  return first === path.length - 1 ? undefined : `${recursive} (${path.slice(first).join(' calls ')})`;
}

/** Why the function is of no use with these arguments; undefined where it is of use. */
function callFault({ call, function: stored }: StoredCall, search: Search): string | undefined {
  const { faults } = search;
  // Binding a body anew takes as long as binding a query of that size.
  const isAlike = !dependsOnArguments(call, stored);
  const known = isAlike ? faults.get(stored) : undefined;
  if (known !== undefined) return told(known, search);
  const body = call.calledBody();
  if (body === undefined || sound.has(body)) return undefined;
  const before = faults.get(body);
  if (before !== undefined) return told(before, search);
  const unknown = new Set<string>();
  const reason = bodyFault(body, stored, { ...search, unknown, path: [...search.path, stored.name] });
  if (reason === undefined && unknown.size === 0) sound.add(body);
  const found = { reason, unknown };
  faults.set(isAlike ? stored : body, found);
  return told(found, search);
}

/** Bodies, as they are bound, in which nothing is wrong, nor in those that they call: nothing is in the next query either. */
const sound = new WeakSet<Syntax>();

function told({ reason, unknown }: Fault, search: Search): string | undefined {
  for (const name of unknown) search.unknown.add(name);
  return reason;
}

/** A value has the type of its parameter in every call; a table, or the name of one, may have other columns each time. */
function dependsOnArguments(call: Syntax, { body }: WorkspaceFunction): boolean {
  const symbol = call.kind === 'FunctionCallExpression' ? call.get('Name').symbol : call.symbol;
  const parameters = symbol?.kind === 'function' ? symbol.parameters : [];
  const takesTable = parameters.some(({ type }) => type === undefined);
  return takesTable || (parameters.length > 0 && /\b(?:table|column_?ifexists)\s*\(/.test(body));
}

function bodyFault(body: Syntax, stored: WorkspaceFunction, search: Search): string | undefined {
  const findings = withoutCascades(body, corrected(body, body.diagnostics));
  for (const name of unknownIn(body, findings, { stored, tables: search.tables })) search.unknown.add(name);
  const [called] = faultsIn(body, findings, search);
  if (called !== undefined) {
    const { reason, function: callee } = called;
    return reason.startsWith(recursive) ? reason : `it calls ${callee.name}, and there ${reason}`;
  }
  const first = [...findings, ...queryFindings(body)]
    .filter(({ severity }) => severity === 'error')
    .sort((a, b) => a.start - b.start)[0];
  return first === undefined ? undefined : `${firstLower(first.message)} (${placeIn(stored, first.start)})`;
}

/** Sources that nobody knows and that no known name is close to. */
function unknownIn(
  body: Syntax,
  findings: readonly RawDiagnostic[],
  { stored, tables }: { readonly stored: WorkspaceFunction; readonly tables: TableCatalogue },
): readonly string[] {
  const text = bodyText(stored);
  const maybeThere = findings.filter(({ start, end }) => {
    const { note, hint } = hintForName(text.slice(start, end), start, body, tables);
    return note === undefined && hint === undefined;
  });
  return undeclaredNames(body, text, maybeThere);
}

const textFaults = new WeakMap<WorkspaceFunction, { readonly fault: string | undefined }>();

/** What does not parse, in the parameters or in the body. */
function textFault(stored: WorkspaceFunction): string | undefined {
  const known = textFaults.get(stored) ?? { fault: parameterFault(stored.parameters) ?? syntaxFault(stored) };
  textFaults.set(stored, known);
  return known.fault;
}

/** What is wrong with Azure's text for parameters, as a clause; undefined where it is KQL. */
export function parameterFault(parameters: string): string | undefined {
  const findings = parseQuery(`let f = (${parameters}) { print 0 }; print 0`, []).diagnostics;
  const first = findings.find(({ severity }) => severity === 'error');
  return first === undefined
    ? undefined
    : `its parameters (${parameters}) do not parse: ${firstLower(first.message)}`;
}

function syntaxFault(stored: WorkspaceFunction): string | undefined {
  const first = bodySyntaxFault(stored);
  return first === undefined
    ? undefined
    : `${firstLower(first.message)} (${placeIn(stored, first.start + 1)})`;
}

/** What does not parse between the braces of a function, with the offset in its body; some queries are none. */
export function bodySyntaxFault(
  stored: WorkspaceFunction,
): Pick<RawDiagnostic, 'message' | 'start'> | undefined {
  const before = 'let f = () ';
  const findings = parseFindings(`${before}${bodyText(stored)}; print 0`);
  const first = findings.filter(({ code }) => syntaxCodes.has(code)).sort((a, b) => a.start - b.start)[0];
  return first && { message: first.message, start: bodyOffset(first.start - before.length) };
}

/** A sentence as a clause. */
function firstLower(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, '');
}

function placeIn({ body }: WorkspaceFunction, offset: number): string {
  const lines = body.trimEnd().split(/\r\n|\r|\n/);
  const line = body.slice(0, Math.max(0, bodyOffset(offset))).split(/\r\n|\r|\n/).length;
  return `line ${Math.min(line, lines.length)} of its body`;
}
