// What a code means, for a reader at a terminal.
import type { Explanation } from '../diagnostics/codes.ts';

/** The code, what it means, why, what to do and where to read on, with blank lines between. */
export function renderExplanation({ code, severity, summary, why, fix, see }: Explanation): string {
  const parts = [
    `${code}${severity === undefined ? '' : ` (${severity})`}`,
    summary,
    why,
    fix === undefined ? undefined : `What to do: ${fix}`,
    see === undefined ? undefined : `See ${see}`,
  ];
  return `${parts.filter((part) => part !== undefined).join('\n\n')}\n`;
}
