// Reads literals from their text, one reader a type: the parser's own constant values are wrong for several types.

import { datetimeText, datetimeTicks, timespanText, timespanTicks } from '../../rows/ticks.ts';
import type { KqlType } from '../../tables/schema.ts';
import type { Syntax } from '../syntax.ts';
import { type Expression, type Json, type KnownValue, nullOf, sqlTypes } from './expression.ts';
import { boolSql, integerSql, realSql, type Sql, sql, textSql } from './sql.ts';

const literalTypes: Readonly<Record<string, KqlType>> = {
  BooleanLiteralExpression: 'bool',
  CompoundStringLiteralExpression: 'string',
  DateTimeLiteralExpression: 'datetime',
  DecimalLiteralExpression: 'decimal',
  DynamicExpression: 'dynamic',
  GuidLiteralExpression: 'guid',
  IntLiteralExpression: 'int',
  LongLiteralExpression: 'long',
  RawGuidLiteralExpression: 'guid',
  RealLiteralExpression: 'real',
  StringLiteralExpression: 'string',
  TimespanLiteralExpression: 'timespan',
};

export function isLiteral(node: Syntax): boolean {
  return node.kind in literalTypes;
}

/** The value of a literal node, or undefined when its text is not a value of its type. */
export function readLiteral(node: Syntax): Expression | undefined {
  const type = literalTypes[node.kind];
  if (type === undefined) return undefined;
  if (type === 'dynamic') return dynamicLiteral(node);
  if (type === 'string') return knownExpression(type, node.stringValue ?? '');
  const text = innerText(node.text);
  if (/^null$/i.test(text)) return nullOf(type);
  const value = readers[type](text, node);
  return value === undefined ? undefined : knownExpression(type, value);
}

/** An expression for a value known now; the only maker of literal SQL. */
export function knownExpression(type: KqlType, value: KnownValue): Expression {
  if (value === null) return nullOf(type);
  return { sql: literalSql(type, value), type, nullable: false, known: { value }, foldable: true };
}

function literalSql(type: KqlType, value: Exclude<KnownValue, null>): Sql {
  if (typeof value === 'boolean') return boolSql(value);
  if (typeof value === 'bigint')
    return type === 'int' ? sql`${integerSql(value)}::integer` : integerSql(value);
  if (typeof value === 'number') return realSql(value);
  if (typeof value === 'object') return sql`${textSql(JSON.stringify(value.json))}::json`;
  if (type === 'string') return textSql(value);
  return sql`${textSql(value)}::${sqlTypes[type]}`;
}

type Reader = (text: string, node: Syntax) => KnownValue | undefined;

const readers: Readonly<Record<Exclude<KqlType, 'dynamic' | 'string'>, Reader>> = {
  bool: (text) => {
    if (/^(true|1)$/i.test(text)) return true;
    return /^(false|0)$/i.test(text) ? false : undefined;
  },
  datetime: (text) => datetimeTicks(text),
  decimal: (text) => (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? plainDecimal(text) : undefined),
  guid: (text) =>
    /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : undefined,
  int: (text) => wholeNumber(text, 31n),
  long: (text) => wholeNumber(text, 63n),
  real: (text) => {
    if (/^nan$/i.test(text)) return Number.NaN;
    const infinity = /^([+-]?)inf(inity)?$/i.exec(text);
    if (infinity !== null) return infinity[1] === '-' ? -Infinity : Infinity;
    const value = Number(text);
    return Number.isNaN(value) || text === '' ? undefined : value;
  },
  timespan: (text) => timespanTicks(text),
};

/** `real(1.5)` gives `1.5`; quotes inside are dropped. */
function innerText(text: string): string {
  const inner = /^[a-z0-9_]+\s*\(([\s\S]*)\)$/i.exec(text)?.[1] ?? text;
  return inner.trim().replace(/^(["'])(.*)\1$/, '$2');
}

function wholeNumber(text: string, bits: bigint): bigint | undefined {
  if (!/^[+-]?(\d+|0x[0-9a-f]+)$/i.test(text)) return undefined;
  const sign = text.startsWith('-') ? -1n : 1n;
  const value = BigInt(text.replace(/^[+-]/, '')) * sign;
  // A hexadecimal number fills all bits, that of the sign too.
  if (/^0x/i.test(text) && value < 2n ** (bits + 1n)) return BigInt.asIntN(Number(bits) + 1, value);
  // The smallest value is written as minus applied to a number one too large.
  return value > 2n ** bits || value < -(2n ** bits) ? undefined : value;
}

function plainDecimal(text: string): string {
  return /e/i.test(text) ? String(Number(text)) : text;
}

/** The JSON of a dynamic literal as SQL has it; undefined for any other node. */
export function jsonOf(node: Syntax): string | undefined {
  return node.kind === 'DynamicExpression' ? jsonText(node.get('Expression')) : undefined;
}

/** dynamic(...) may hold KQL literals such as datetime(...) inside. */
function dynamicLiteral(node: Syntax): Expression | undefined {
  const text = jsonText(node.get('Expression'));
  if (text === undefined) return undefined;
  if (text === 'null') return nullOf('dynamic');
  const known = losesDigits(text) ? undefined : { value: { json: JSON.parse(text) as Json } };
  return {
    sql: sql`${textSql(text)}::json`,
    type: 'dynamic',
    nullable: false,
    ...(known !== undefined && { known }),
    foldable: true,
  };
}

/** Whether JSON holds a number that JavaScript would write otherwise: of sixteen digits and more, with an exponent or a last zero. */
export function losesDigits(json: string): boolean {
  const numbers = json.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
  return /\d{16}|\d\.\d*0\b|\d[eE]/.test(numbers);
}

/** Minified JSON with numbers as they were written; undefined for what is no JSON value. */
function jsonText(node: Syntax): string | undefined {
  switch (node.kind) {
    case 'JsonArrayExpression': {
      const values = node.list('Values').map(jsonText);
      return values.includes(undefined) ? undefined : `[${values.join()}]`;
    }
    case 'JsonObjectExpression': {
      const pairs = node.list('Pairs').map(pairText);
      return pairs.includes(undefined) ? undefined : `{${pairs.join()}}`;
    }
    case 'NullLiteralExpression':
      return 'null';
    case 'UnaryMinusExpression':
    case 'UnaryPlusExpression': {
      const inner = jsonText(node.get('Expression'));
      return inner === undefined ? undefined : `${node.kind === 'UnaryMinusExpression' ? '-' : ''}${inner}`;
    }
    default:
      return scalarText(node);
  }
}

function pairText(pair: Syntax): string | undefined {
  const name = pair.get('Name');
  const value = jsonText(pair.get('Value'));
  return value === undefined ? undefined : `${JSON.stringify(keyOf(name.text))}:${value}`;
}

function keyOf(token: string): string {
  const inner = token.replace(/^["']([\s\S]*)["']$/, '$1');
  return inner.replaceAll(/\\(u[0-9a-fA-F]{4}|.)/g, (escaped) => {
    return escaped === "\\'" ? "'" : (JSON.parse(`"${escaped}"`) as string);
  });
}

function scalarText(node: Syntax): string | undefined {
  if (node.kind === 'DynamicExpression') return jsonText(node.get('Expression'));
  const value = readLiteral(node)?.known?.value;
  if (value === undefined) return undefined;
  if (value === null) return 'null';
  switch (node.kind) {
    case 'DateTimeLiteralExpression':
      return JSON.stringify(datetimeText(value as bigint));
    case 'TimespanLiteralExpression':
      return JSON.stringify(timespanText(value as bigint));
    case 'RealLiteralExpression':
      // A number that no real holds is no value.
      if (!Number.isFinite(value) && /^[\d.]/.test(node.text)) return undefined;
      return realText(value as number, node.text);
    default:
      return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
  }
}

function realText(value: number, text: string): string {
  if (!Number.isFinite(value)) return JSON.stringify(String(value));
  return /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? text : String(value);
}
