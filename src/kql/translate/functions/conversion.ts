// Functions that convert a value to another type.
import type { KqlType } from '../../../tables/schema.ts';
import type { Expression } from '../expression.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';

function to(type: KqlType, see: string, differs?: string): FunctionEntry {
  return {
    sql: ([value]: readonly Expression[], context: CallContext) =>
      value === undefined ? undefined : context.convert(value, type),
    see,
    differs,
  };
}

const tobool = to('bool', 'tobool-function');
const todouble = to('real', 'todouble-function');
const totimespan = to('timespan', 'totimespan-function');

export const conversion = {
  tobool,
  toboolean: tobool,
  todatetime: to('datetime', 'todatetime-function'),
  todecimal: to('decimal', 'todecimal-function'),
  todouble,
  toguid: to('guid', 'toguid-function'),
  toint: to('int', 'toint-function'),
  tolong: to(
    'long',
    'tolong-function',
    'A real beyond the range stops at its end; the recorded engine gives the smallest long for 2^63 in print.',
  ),
  toreal: todouble,
  tostring: to(
    'string',
    'tostring-function',
    'A real has the fewest digits that read back as itself; the recorded engine may end in another last digit.',
  ),
  totime: totimespan,
  totimespan,
} satisfies Record<string, FunctionEntry>;
