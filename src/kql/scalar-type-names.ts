// How Microsoft's parser spells the types.
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
