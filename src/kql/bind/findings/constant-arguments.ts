// What a constant argument of a function may be. One table: function, argument, check, page.

import { datetimeTicks, timespanTicks } from '../../../rows/ticks.ts';
import type { Syntax } from '../../syntax.ts';
import { formatFault } from '../../translate/functions/time-format-fault.ts';
import { constantNumber, constantText } from './constants.ts';
import { argumentsOf, at, type NodeCheck, type QueryFinding } from './finding.ts';

/** What is wrong with a constant, as the end of "name(): ..."; undefined when nothing is. */
type ArgumentTest = (node: Syntax) => { readonly problem: string; readonly node: Syntax } | undefined;

export interface ArgumentRule {
  readonly functions: readonly string[];
  /** Which arguments, counted from 0; `from` takes all from there on. */
  readonly arguments: readonly number[] | { readonly from: number };
  readonly test: ArgumentTest;
  /** Error: the service refuses it. Warning: the result is always null. */
  readonly severity: QueryFinding['severity'];
  /** Slug of the official page. */
  readonly see: string;
}

const text =
  (problemOf: (value: string) => string | undefined): ArgumentTest =>
  (node) => {
    const constant = constantText(node);
    const problem = constant === undefined ? undefined : problemOf(constant.text);
    return problem === undefined ? undefined : { problem, node: constant!.node };
  };

const number =
  (isGood: (value: number) => boolean, problem: string): ArgumentTest =>
  (node) => {
    const constant = constantNumber(node);
    if (constant === undefined || isGood(constant.number)) return undefined;
    return { problem: `\`${constant.node.text}\` ${problem}`, node: constant.node };
  };

const within = (low: number, high: number) =>
  number((value) => value >= low && value <= high, `is not between ${low} and ${high}`);

/** Texts that no conversion reads: the null of the type comes out in every row. */
const unreadable = (name: string, reads: (value: string) => boolean) =>
  text((value) =>
    value.trim() === '' || reads(value) ? undefined : `\`${value}\` is no ${name}: the result is always null`,
  );

const isZone = (zone: string) => {
  try {
    return !/^[+-]/.test(zone) && new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
};

const wholeNumber = /^\s*[+-]?(?:\d+|0x[0-9a-f]+)\s*$/i;
const anyNumber = /^\s*[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan|0x[0-9a-f]+)\s*$/i;
const guidText = /^[\s({]*[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}[\s)}]*$/i;

/** `10.0.0.0/8` with the prefix left out or not. */
function isIpv4(value: string): boolean {
  const match = /^\s*(\d{1,3})(?:\.(\d{1,3}))(?:\.(\d{1,3}))(?:\.(\d{1,3}))(?:\/(\d{1,2}))?\s*$/.exec(value);
  if (match === null) return false;
  return match.slice(1, 5).every((part) => Number(part) <= 255) && Number(match[5] ?? 0) <= 32;
}

const hasDateDigits = (value: string) =>
  datetimeTicks(value) !== undefined || (/\d/.test(value) && !/^\d{4}-\d{1,2}-\d{1,2}/.test(value));

const part = (low: number, high: number) =>
  number(
    (value) => value >= low && value <= high,
    `is not between ${low} and ${high}: the result is always null`,
  );

export const argumentRules: readonly ArgumentRule[] = [
  {
    functions: ['datetime_utc_to_local', 'datetime_local_to_utc'],
    arguments: [1],
    test: text((zone) => (isZone(zone) ? undefined : `there is no time zone \`${zone}\``)),
    severity: 'error',
    see: 'datetime-utc-to-local-function',
  },
  {
    functions: ['format_datetime'],
    arguments: [1],
    test: text((format) => formatFault('datetime', format)),
    severity: 'error',
    see: 'format-datetime-function',
  },
  {
    functions: ['format_timespan'],
    arguments: [1],
    test: text((format) => formatFault('timespan', format)),
    severity: 'error',
    see: 'format-timespan-function',
  },
  {
    functions: ['percentile', 'percentiles', 'percentiles_array'],
    arguments: { from: 1 },
    test: within(0, 100),
    severity: 'error',
    see: 'percentiles-aggregation-function',
  },
  {
    functions: ['percentilew', 'percentilesw', 'percentilesw_array'],
    arguments: { from: 2 },
    test: within(0, 100),
    severity: 'error',
    see: 'percentilesw-aggregation-function',
  },
  {
    functions: ['percentile_array_tdigest', 'percentile_tdigest'],
    arguments: { from: 1 },
    test: within(0, 100),
    severity: 'error',
    see: 'percentile-tdigest-function',
  },
  {
    functions: ['dcount', 'hll'],
    arguments: [1],
    test: within(0, 4),
    severity: 'error',
    see: 'dcount-aggregation-function',
  },
  {
    functions: ['dcountif', 'hll_if'],
    arguments: [2],
    test: within(0, 4),
    severity: 'error',
    see: 'dcountif-aggregation-function',
  },
  {
    functions: ['bin', 'floor'],
    arguments: [1],
    test: number((value) => value > 0, 'is no size of a bin: the result is always null'),
    severity: 'warning',
    see: 'bin-function',
  },
  {
    functions: ['make_datetime'],
    arguments: [1],
    test: part(1, 12),
    severity: 'warning',
    see: 'make-datetime-function',
  },
  {
    functions: ['make_datetime'],
    arguments: [2],
    test: part(1, 31),
    severity: 'warning',
    see: 'make-datetime-function',
  },
  {
    functions: ['make_datetime'],
    arguments: [3],
    test: part(0, 23),
    severity: 'warning',
    see: 'make-datetime-function',
  },
  {
    functions: ['make_datetime'],
    arguments: [4],
    test: part(0, 59),
    severity: 'warning',
    see: 'make-datetime-function',
  },
  {
    functions: ['todatetime'],
    arguments: [0],
    test: unreadable('datetime', hasDateDigits),
    severity: 'warning',
    see: 'todatetime-function',
  },
  {
    functions: ['totimespan', 'totime'],
    arguments: [0],
    test: unreadable('timespan', (value) => timespanTicks(value) !== undefined || /\d/.test(value)),
    severity: 'warning',
    see: 'totimespan-function',
  },
  {
    functions: ['toint', 'tolong'],
    arguments: [0],
    test: unreadable('whole number', (value) => wholeNumber.test(value)),
    severity: 'warning',
    see: 'tolong-function',
  },
  {
    functions: ['todouble', 'toreal', 'todecimal'],
    arguments: [0],
    test: unreadable('number', (value) => anyNumber.test(value)),
    severity: 'warning',
    see: 'todouble-function',
  },
  {
    functions: ['toguid'],
    arguments: [0],
    test: unreadable('guid', (value) => guidText.test(value)),
    severity: 'warning',
    see: 'toguid-function',
  },
  {
    functions: ['ipv4_is_in_range', 'ipv4_is_match', 'ipv4_compare'],
    arguments: [0, 1],
    test: unreadable('IPv4 address or range', isIpv4),
    severity: 'warning',
    see: 'ipv4-is-in-range-function',
  },
  {
    functions: ['ipv4_is_private', 'parse_ipv4'],
    arguments: [0],
    test: unreadable('IPv4 address', isIpv4),
    severity: 'warning',
    see: 'parse-ipv4-function',
  },
];

const byFunction = new Map<string, ArgumentRule[]>();
for (const rule of argumentRules) {
  for (const name of rule.functions) byFunction.set(name, [...(byFunction.get(name) ?? []), rule]);
}

export const constantArgument: NodeCheck = (call) => {
  if (call.kind !== 'FunctionCallExpression') return [];
  const name = call.get('Name').name;
  const { symbol } = call;
  if (symbol?.kind !== 'function' || (symbol.family !== 'scalar' && symbol.family !== 'aggregate')) return [];
  const args = argumentsOf(call);
  return (byFunction.get(name) ?? []).flatMap((rule) =>
    chosen(args, rule).flatMap((argument) => {
      const fault = rule.test(argument);
      if (fault === undefined) return [];
      const code = rule.severity === 'error' ? 'kql/invalid-argument' : 'kql/constant-result';
      const { see, severity } = rule;
      return [at(fault.node, { code, message: `${name}(): ${fault.problem}`, see, severity })];
    }),
  );
};

/** The arguments of a call that the service refuses for some constants. */
export function refusingArguments(call: Syntax): readonly Syntax[] {
  if (call.kind !== 'FunctionCallExpression') return [];
  const rules = byFunction.get(call.get('Name').name) ?? [];
  const refusing = rules.filter(({ severity }) => severity === 'error');
  return refusing.flatMap((rule) => chosen(argumentsOf(call), rule));
}

function chosen(args: readonly Syntax[], rule: ArgumentRule): readonly Syntax[] {
  if ('from' in rule.arguments) return args.slice(rule.arguments.from);
  return rule.arguments.flatMap((index) => args[index] ?? []);
}
