// How Microsoft's parser spells the types, and how a query may.
import type { KqlType } from '../tables/schema.ts';

export const scalarTypeNames = {
  bool: 'Bool',
  datetime: 'DateTime',
  decimal: 'Decimal',
  dynamic: 'Dynamic',
  guid: 'Guid',
  int: 'Int',
  long: 'Long',
  real: 'Real',
  string: 'String',
  timespan: 'TimeSpan',
} satisfies Record<KqlType, string>;

const otherSpellings: Readonly<Record<string, KqlType | undefined>> = {
  boolean: 'bool',
  date: 'datetime',
  double: 'real',
  float: 'real',
  int16: 'int',
  int32: 'int',
  int64: 'long',
  int8: 'int',
  time: 'timespan',
  uint16: 'int',
  uint32: 'int',
  uint64: 'long',
  uint8: 'int',
  uniqueid: 'guid',
  uuid: 'guid',
};

/** The type that a query names where it declares a column: `double` is `real`. The binder has refused what is no name of a type. */
export function declaredType(text: string): KqlType {
  return otherSpellings[text] ?? (text as KqlType);
}
