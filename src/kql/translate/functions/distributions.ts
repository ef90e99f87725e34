// The beta distribution and the Welch test; they run natively.
import type { Expression } from '../expression.ts';
import type { NativeName } from '../native/index.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';
import { nativeCall } from './native-call.ts';

function native(name: NativeName): FunctionEntry {
  return {
    sql: (args: readonly Expression[], context: CallContext) =>
      context.convert(nativeCall(name, args, context), 'real'),
    takes: ['real'],
    nullable: true,
    see: `${name.replaceAll('_', '-')}-function`,
  };
}

export const distributions = {
  beta_cdf: native('beta_cdf'),
  beta_inv: native('beta_inv'),
  beta_pdf: native('beta_pdf'),
  welch_test: native('welch_test'),
} satisfies Record<string, FunctionEntry>;
