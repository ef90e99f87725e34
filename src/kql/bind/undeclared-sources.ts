// Tables and functions that a query reads and nothing known has: a workspace may have them, with whatever columns.
import type { Column } from '../../tables/schema.ts';
import { parseColumns } from '../../tables/schema.ts';
import type { RawDiagnostic, Syntax } from '../syntax.ts';
import type { DatabaseMember } from './database-member.ts';

/** An unknown table, and an unknown function. */
const unknownTable = 'KS204';
const unknownFunction = 'KS211';

/** What every custom log has. https://learn.microsoft.com/azure/azure-monitor/logs/create-custom-table */
const customLogColumns: readonly Column[] = parseColumns('TimeGenerated:datetime TenantId Type');

const isCustomLog = (name: string) => name.endsWith('_CL');

const members = new Map<string, DatabaseMember>();

/** A custom log with the columns that all have and any other; a function without parameters that gives any column. */
export function undeclaredMember(name: string): DatabaseMember {
  const known = members.get(name);
  if (known !== undefined) return known;
  const member: DatabaseMember = isCustomLog(name)
    ? { kind: 'table', name, columns: customLogColumns, open: true, undeclared: true }
    : {
        kind: 'function',
        name,
        parameters: '()',
        result: { columns: [], open: true },
        undeclared: true,
      };
  members.set(name, member);
  return member;
}

/** Names that stand where rows come from, among those that the findings say nothing has; calls with arguments are left out. */
export function undeclaredNames(
  root: Syntax | undefined,
  text: string,
  findings: readonly RawDiagnostic[],
): readonly string[] {
  if (root === undefined) return [];
  const names = findings.flatMap(({ code, start, end }) => {
    const name = /^\w+$/.exec(text.slice(start, end))?.[0];
    if (name === undefined) return [];
    if (code === unknownTable) return [name];
    if (code !== unknownFunction || !/^\s*\(\s*\)/.test(text.slice(end))) return [];
    return isSourceCall(root, start) && !isInvoked(root, start) ? [name] : [];
  });
  return [...new Set(names)].sort();
}

const sourcePlaces: Readonly<Record<string, readonly string[]>> = {
  ExpressionStatement: ['Expression'],
  InExpression: ['Right'],
  InvokeOperator: ['Function'],
  JoinOperator: ['Expression'],
  LetStatement: ['Expression'],
  LookupOperator: ['Expression'],
  PipeExpression: ['Expression'],
};

/** Lists of operands: what stands in one is a source where the operator that holds it takes rows. */
const sourceLists: ReadonlySet<string> = new Set(['UnionOperator', 'FunctionBody']);

/** Whether the call that begins at the offset stands where rows come from: at the head of a pipe, in a join, union, let or invoke. */
export function isSourceCall(root: Syntax, start: number): boolean {
  let node: Syntax | undefined = callAt(root, start);
  while (node?.parent?.kind === 'ParenthesizedExpression') node = node.parent;
  const holder = node?.parent;
  if (node === undefined || holder === undefined) return false;
  if (sourceLists.has(holder.kind)) return true;
  const places = sourcePlaces[holder.kind] ?? [];
  return places.some((place) => {
    const child = holder.child(place);
    return child !== undefined && child.start === node.start && child.end === node.end;
  });
}

/** Behind invoke a function takes rows, and of what shape nobody knows. */
const isInvoked = (root: Syntax, start: number) => callAt(root, start)?.parent?.kind === 'InvokeOperator';

function callAt(root: Syntax, start: number): Syntax | undefined {
  let node: Syntax | undefined = root;
  while (node !== undefined) {
    if (node.kind === 'FunctionCallExpression' && node.start === start) return node;
    node = node.children().find((child) => child.start <= start && start < child.end);
  }
  return undefined;
}
