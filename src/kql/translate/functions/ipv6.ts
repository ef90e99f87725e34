// Functions over IPv6 addresses; IPv4 addresses are read as IPv6 ones. The arithmetic of 128 bits is native.
import type { Expression } from '../expression.ts';
import type { NativeName } from '../native/index.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';
import { nativeCall, nativeText } from './native-call.ts';

function typed(name: NativeName, see: string): FunctionEntry {
  return {
    sql: (args: readonly Expression[], context: CallContext) =>
      context.convert(nativeCall(name, args, context), context.type),
    nullable: true,
    see,
  };
}

function text(name: NativeName, see: string): FunctionEntry {
  return { sql: (args, context) => nativeText(name, args, context), nullable: true, see };
}

export const ipv6 = {
  ipv6_compare: typed('ipv6_compare', 'ipv6-compare-function'),
  ipv6_is_in_any_range: typed('ipv6_is_in_any_range', 'ipv6-is-in-any-range-function'),
  ipv6_is_in_range: typed('ipv6_is_in_range', 'ipv6-is-in-range-function'),
  ipv6_is_match: typed('ipv6_is_match', 'ipv6-is-match-function'),
  parse_ipv6: text('parse_ipv6', 'parse-ipv6-function'),
  parse_ipv6_mask: text('parse_ipv6_mask', 'parse-ipv6-mask-function'),
} satisfies Record<string, FunctionEntry>;
