// Every place of KQL that takes a regular expression, and what Kusto refuses in the constant ones.

import type { Syntax } from '../../syntax.ts';
import { kustoPattern } from '../../translate/regex/pattern.ts';
import type { PatternFault } from '../../translate/regex/tree.ts';
import { queryCode } from '../codes.ts';
import { constantNumber, constantText, placeInLiteral } from './constants.ts';
import { argumentsOf, at, type FindingCode, type NodeCheck, pageOf, type QueryFinding } from './finding.ts';
import { invalidPattern, noGroup } from './pattern-faults.ts';

/** Which argument of a function is a pattern. The official page is the function's own. */
const patternArguments = {
  extract: 0,
  extract_all: 0,
  extractall: 0,
  indexof_regex: 1,
  replace: 0,
  replace_regex: 1,
  trim: 0,
  trim_end: 0,
  trim_start: 0,
} as const satisfies Record<string, number>;

/** Patterns of the operators, and those that another argument asks for. */
export function patternNodes(node: Syntax): readonly Syntax[] {
  switch (node.kind) {
    case 'MatchesRegexExpression':
      return [node.get('Right')];
    case 'FunctionCallExpression': {
      const name = node.get('Name').name;
      const args = argumentsOf(node);
      if (node.symbol?.kind === 'function' && node.symbol.family !== 'scalar') return [];
      if (name === 'countof')
        return args[2] !== undefined && constantText(args[2])?.text === 'regex' ? args.slice(1, 2) : [];
      const index = (patternArguments as Readonly<Record<string, number>>)[name];
      return index === undefined ? [] : args.slice(index, index + 1);
    }
    case 'ParseOperator':
    case 'ParseWhereOperator': {
      const isRegex = node.list('Parameters').some((one) => /^kind\s*=\s*regex$/.test(one.text));
      return isRegex ? node.list('Patterns').filter((part) => /Literal|NameReference/.test(part.kind)) : [];
    }
    case 'ParseKvWithClause':
      return node
        .list('Properties')
        .filter((property) => property.child('Name')?.name === 'regex')
        .flatMap((property) => property.child('Expression') ?? []);
    default:
      return [];
  }
}

export const patternCheck: NodeCheck = (node) => [
  ...patternNodes(node).flatMap(patternFindings),
  ...groupFindings(node),
];

function patternFindings(node: Syntax): QueryFinding[] {
  const constant = constantText(node);
  if (constant === undefined) return [];
  const result = kustoPattern(constant.text);
  if ('fault' in result) {
    const { fault } = result;
    return fault.isOurs === true
      ? []
      : [placed(constant.node, fault, 'kql/invalid-pattern', invalidPattern(fault).message)];
  }
  return result.pattern.remarks.map((remark) => {
    const message = `The regular expression is not as documented: ${remark.message}`;
    return { ...placed(constant.node, remark, 'kql/undocumented-pattern', message), severity: 'warning' };
  });
}

function placed(
  node: Syntax,
  { start, end }: PatternFault,
  code: FindingCode,
  message: string,
): QueryFinding {
  const place = placeInLiteral(node, start, end);
  return { code: queryCode(code), severity: 'error', message, ...place, see: pageOf('regex') };
}

/** Groups that a pattern does not have. */
function groupFindings(node: Syntax): QueryFinding[] {
  if (node.kind !== 'FunctionCallExpression') return [];
  const [regex, asked] = argumentsOf(node);
  const text = regex === undefined ? undefined : constantText(regex);
  const result = text === undefined ? undefined : kustoPattern(text.text);
  if (text === undefined || result === undefined || 'fault' in result) return [];
  const { groups } = result.pattern;
  switch (node.get('Name').name) {
    case 'extract_all':
    case 'extractall':
      return groups.length === 0 ? [at(text.node, noGroup)] : [];
    case 'extract': {
      const index = asked === undefined ? undefined : constantNumber(asked)?.number;
      if (index === undefined || index <= groups.length) return [];
      const message = `extract() asks for group ${index} of a pattern with ${groups.length}: the result is always empty`;
      const see = 'extract-function';
      return [at(asked!, { code: 'kql/constant-result', message, see, severity: 'warning' })];
    }
    default:
      return [];
  }
}
