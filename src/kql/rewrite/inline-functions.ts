// Puts the functions of the workspace that a query calls in front of it, as `let`s: their bodies then see what stands before them.
import type { WorkspaceFunction } from '../../tables/workspace-function.ts';
import { bodyOffset } from '../bind/stored-calls.ts';
import { applyEdits, type TextEdit } from './text-edits.ts';

/** A function and what is to change in its body. */
export interface InlinedFunction {
  readonly stored: WorkspaceFunction;
  /** Names of the functions that it calls. */
  readonly calls: readonly string[];
  /** Offsets are those of the nodes of the bound body. */
  readonly edits: readonly TextEdit[];
}

/**
 * The `let`s, each on lines of its own and behind those it calls. The service binds a saved function in the scope of the workspace,
 * past every `let` of the query: https://learn.microsoft.com/kusto/query/functions/user-defined-functions
 */
export function functionLets(functions: readonly InlinedFunction[]): string {
  const byName = new Map(functions.map((one) => [one.stored.name, one]));
  const ordered = new Set<InlinedFunction>();
  const add = (one: InlinedFunction | undefined, callers: readonly InlinedFunction[]) => {
    if (one === undefined || ordered.has(one) || callers.includes(one)) return;
    for (const name of one.calls) add(byName.get(name), [...callers, one]);
    ordered.add(one);
  };
  for (const one of functions) add(one, []);
  return [...ordered].map(letOf).join('');
}

function letOf({ stored: { name, parameters, body }, edits }: InlinedFunction): string {
  const own = edits.map(({ start, end, text }) => ({ start: bodyOffset(start), end: bodyOffset(end), text }));
  // A comment at the end of the body must not hide the brace.
  return `let ${name} = (${parameters}) {${applyEdits(body, own).text}\n};\n`;
}
