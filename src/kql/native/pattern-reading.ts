// Regular expressions that are known only when the query runs.
import { invalidPattern } from '../findings/pattern-faults.ts';
import { kustoPattern } from '../regex/pattern.ts';
import type { NativeFunction } from './native-function.ts';
import { textOf } from './native-function.ts';

export const patternReading = {
  /** The pattern as RE2 reads it. Throws for what Kusto refuses: the query fails there as well. */
  regex_for_re2: (pattern) => {
    const result = kustoPattern(textOf(pattern));
    if ('pattern' in result) return result.pattern.re2('none');
    throw new Error(invalidPattern(result.fault).message);
  },
} satisfies Record<string, NativeFunction>;
