// Regular expressions that are known only when the query runs.
import { invalidPattern } from '../../bind/findings/pattern-faults.ts';
import { kustoPattern } from '../regex/pattern.ts';
import type { NativeFunction } from './native-function.ts';
import { textOf } from './native-function.ts';

export const patternReading = {
  /** The pattern as RE2 reads it. Throws for what Kusto refuses: the query fails there as well. */
  regex_for_re2: (pattern) => {
    const result = kustoPattern(textOf(pattern));
    if ('fault' in result) throw new Error(invalidPattern(result.fault).message);
    const { needsMarks, re2 } = result.pattern;
    if (!needsMarks) return re2('none');
    throw new Error(
      invalidPattern({
        message: 'the start or end of a word is supported in constant patterns only',
        start: 0,
        end: 0,
      }).message,
    );
  },
} satisfies Record<string, NativeFunction>;
