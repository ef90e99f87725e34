// Findings of the binder that follow from another one: only the cause is shown.
import { type RawDiagnostic, type Syntax, walk } from '../../syntax.ts';

const unknownCalls: ReadonlySet<string> = new Set(['KS122', 'KS123', 'KS124', 'KS211']);

/** What the binder says of a name once it does not know it. */
const secondThoughts: ReadonlySet<string> = new Set(['KS109', 'KS181', 'KS236']);

/** What it says of the arguments of a call that it does not know. */
const ofArguments: ReadonlySet<string> = new Set(['KS109', 'KS236']);

const unknownColumn = 'KS142';

const unknownNames: ReadonlySet<string> = new Set([...unknownCalls, unknownColumn, 'KS204']);

/**
 * Leaves out what follows from something unknown: a second finding at the same place, complaints about the arguments of an unknown
 * function, and the columns that an unknown plugin or function would have given.
 */
export function withoutCascades(
  root: Syntax | undefined,
  findings: readonly RawDiagnostic[],
): readonly RawDiagnostic[] {
  const unknown = findings.filter(({ code }) => unknownCalls.has(code));
  const calls = unknown.length === 0 || root === undefined ? [] : callsAt(root, unknown);
  return findings.filter((one) => {
    if (secondThoughts.has(one.code) && findings.some((other) => other !== one && isSameName(other, one)))
      return false;
    if (ofArguments.has(one.code) && calls.some((call) => covers(call, one) && call.start < one.start))
      return false;
    return one.code !== unknownColumn || !calls.some((call) => isBehind(call, one));
  });
}

function isSameName(other: RawDiagnostic, one: RawDiagnostic): boolean {
  return unknownNames.has(other.code) && other.start === one.start && other.end === one.end;
}

const covers = (node: Syntax, { start, end }: RawDiagnostic) => node.start <= start && end <= node.end;

/** Calls whose name is one of the unknown ones. */
function callsAt(root: Syntax, unknown: readonly RawDiagnostic[]): Syntax[] {
  const calls: Syntax[] = [];
  walk(root, (node) => {
    if (node.isToken || !unknown.some((one) => covers(node, one))) return false;
    const name = node.kind === 'FunctionCallExpression' ? node.get('Name') : undefined;
    if (name !== undefined && unknown.some(({ start }) => start === name.start)) calls.push(node);
    return undefined;
  });
  return calls;
}

const tableMakers: ReadonlySet<string> = new Set(['EvaluateOperator', 'InvokeOperator']);

/** Whether the place lies further down the pipe of an operator whose columns nobody knows. */
function isBehind(call: Syntax, { start }: RawDiagnostic): boolean {
  const operator = call.parent;
  if (operator === undefined || !tableMakers.has(operator.kind) || start < operator.end) return false;
  let pipe = operator.parent;
  while (pipe?.parent?.kind === 'PipeExpression' && pipe.parent.get('Expression').start === pipe.start)
    pipe = pipe.parent;
  return pipe !== undefined && start < pipe.end;
}
