// Literals that are no value of their type: the service refuses the query, whatever else it says.

import type { Syntax } from '../../syntax.ts';
import { readLiteral } from '../../translate/literals.ts';
import { at, type NodeCheck, type QueryFinding } from './finding.ts';

interface LiteralRule {
  /** With its article. */
  readonly name: string;
  /** Tells from the text inside the parentheses that it can be no value of the type; what is merely unusual passes. */
  readonly isImpossible: (text: string) => boolean;
  /** Slug of the official page. */
  readonly see: string;
}

const hasNoDigit = (text: string) => !/\d/.test(text);
const isNumber = /^[+-]?\s*(?:\d|\.\d)/;

/** Dates whose fields are all there, and which are nevertheless none. */
const fullDate = /^["']?\d{4} *- *\d{1,2}(?: *- *\d{1,2})?(?:[T ].*)?["']?$/;

const literalRules = {
  BooleanLiteralExpression: { name: 'a bool', isImpossible: hasNoDigit, see: 'scalar-data-types/bool' },
  DateTimeLiteralExpression: {
    name: 'a datetime',
    isImpossible: (text) => (hasNoDigit(text) && !/^now$/i.test(text)) || fullDate.test(text),
    see: 'scalar-data-types/datetime',
  },
  DecimalLiteralExpression: { name: 'a decimal', isImpossible: hasNoDigit, see: 'scalar-data-types/decimal' },
  GuidLiteralExpression: {
    name: 'a guid',
    isImpossible: (text) => !/^[({"' ]*[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}[)}"' ]*$/i.test(text),
    see: 'scalar-data-types/guid',
  },
  IntLiteralExpression: {
    name: 'an int',
    isImpossible: (text) => !isNumber.test(text) || isOutside(text, 31n),
    see: 'scalar-data-types/int',
  },
  LongLiteralExpression: {
    name: 'a long',
    isImpossible: (text) => !isNumber.test(text) || isOutside(text, 63n),
    see: 'scalar-data-types/long',
  },
  RealLiteralExpression: {
    name: 'a real',
    isImpossible: (text) => !isNumber.test(text) && !/^[+-]?(?:inf(?:inity)?|nan)$/i.test(text),
    see: 'scalar-data-types/real',
  },
  TimespanLiteralExpression: {
    name: 'a timespan',
    isImpossible: (text) => hasNoDigit(text) && !/^(?:min|max)$/i.test(text),
    see: 'scalar-data-types/timespan',
  },
} as const satisfies Record<string, LiteralRule>;

function isOutside(text: string, bits: bigint): boolean {
  const match = /^([+-]?)\s*(\d+|0x[0-9a-f]+)$/i.exec(text);
  if (match === null) return false;
  const value = BigInt(match[2]!);
  // A hexadecimal number may fill all bits: 0xFFFFFFFFFFFFFFFF is -1.
  if (/^0x/i.test(match[2]!)) return value >= 2n ** (bits + 1n);
  return match[1] === '-' ? value > 2n ** bits : value >= 2n ** bits;
}

export const impossibleLiteral: NodeCheck = (node) => {
  if (node.kind === 'RealLiteralExpression' && isTooLargeInDynamic(node)) {
    return [invalid(node, 'larger than a real can be', 'scalar-data-types/real')];
  }
  const rule = (literalRules as Readonly<Record<string, LiteralRule>>)[node.kind];
  if (rule === undefined) return [];
  const text = innerText(node.text);
  // Without a value the literal is the null of its type.
  if (text === '' || /^null$/i.test(text) || isSmallestInData(node, text)) return [];
  const isWhole = /^[+-]?\s*(?:\d+|0x[0-9a-f]+)$/i.test(text);
  if (isWhole && rule.isImpossible(text) && /Int|Long/.test(node.kind))
    return [invalid(node, `outside the range of ${rule.name}`, rule.see)];
  return rule.isImpossible(text) && !isRead(node, rule) ? [invalid(node, `not ${rule.name}`, rule.see)] : [];
};

/** Our reader knows forms that the rule does not; a number out of range it would take for the smallest one. */
function isRead(node: Syntax, { name }: LiteralRule): boolean {
  return name !== 'a long' && name !== 'an int' && readLiteral(node) !== undefined;
}

function invalid(node: Syntax, what: string, see: string): QueryFinding {
  return at(node, { code: 'kql/invalid-literal', message: `\`${node.text}\` is ${what}`, see });
}

function innerText(text: string): string {
  return (/^[a-z0-9_]+\s*\(([\s\S]*)\)$/i.exec(text)?.[1] ?? text).trim();
}

/** The smallest long stands as minus applied to a number one too large; the rows of a datatable take it, an expression does not. */
function isSmallestInData(node: Syntax, text: string): boolean {
  if (text !== '9223372036854775808' || node.parent?.kind !== 'UnaryMinusExpression') return false;
  const above = node.parent.parent?.kind;
  return (
    above === 'DataTableExpression' ||
    above === 'JsonArrayExpression' ||
    above === 'JsonPair' ||
    above === 'DynamicExpression'
  );
}

function isTooLargeInDynamic(node: Syntax): boolean {
  if (Number.isFinite(Number(node.text)) || !isNumber.test(node.text)) return false;
  let above = node.parent;
  while (above?.kind === 'UnaryMinusExpression') above = above.parent;
  return above !== undefined && /^(?:Json\w+|DynamicExpression)$/.test(above.kind);
}
