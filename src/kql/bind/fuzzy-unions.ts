// A fuzzy union goes on without what it cannot resolve, but not without everything.
import { type RawDiagnostic, type Syntax, walk } from '../syntax.ts';
import { queryCode } from './codes.ts';

/** What the parser says of a name that a fuzzy union would go on without. */
const unresolved = 'KS205';

/**
 * The findings with one error in place of the warnings about names where nothing of a fuzzy union can be resolved: the service
 * refuses such a query. https://learn.microsoft.com/kusto/query/union-operator#parameters
 */
export function withFuzzyUnions(
  root: Syntax | undefined,
  all: readonly RawDiagnostic[],
): readonly RawDiagnostic[] {
  if (root === undefined || !all.some(({ code }) => code === unresolved)) return all;
  const unions: Syntax[] = [];
  walk(root, (node) => {
    if (node.kind === 'UnionOperator' && armsOf(node).every((arm) => isUnresolved(arm, all)))
      unions.push(node);
    return undefined;
  });
  const isIn = ({ start, end }: RawDiagnostic, union: Syntax) => union.start <= start && end <= union.end;
  return [
    ...all.filter((finding) => finding.code !== unresolved || !unions.some((union) => isIn(finding, union))),
    ...unions.map(
      (union): RawDiagnostic => ({
        code: queryCode(unresolved),
        severity: 'error',
        message: 'None of what this fuzzy union names is known, and the service refuses a union of nothing',
        start: union.start,
        end: union.start + 'union'.length,
      }),
    ),
  ].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** `T | union U`: what is piped in is an operand too. */
function armsOf(union: Syntax): readonly Syntax[] {
  const piped = union.parent?.kind === 'PipeExpression' ? union.parent.get('Expression') : undefined;
  return [...(piped !== undefined && piped.end <= union.start ? [piped] : []), ...union.list('Expressions')];
}

function isUnresolved(arm: Syntax, all: readonly RawDiagnostic[]): boolean {
  return all.some(({ code, start, end }) => code === unresolved && arm.start <= start && end <= arm.end);
}
