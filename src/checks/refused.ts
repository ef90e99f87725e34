// The findings in an item for which Azure refuses it: what a plan blocks.
import type { ContentItem } from '../content/content-item.ts';
import { definitionOf } from '../content/kinds/kinds.ts';
import type { Check, Finding, Refused } from './check.ts';
import type { CheckContext } from './context.ts';
import { checks } from './index.ts';

export interface RefusedFinding {
  readonly finding: Finding;
  readonly check: Check;
  readonly refused: Exclude<Refused, 'never'>;
}

/**
 * What the checks find in a rule that Azure would refuse, and when. Queries are left to the service where they depend on tables
 * and functions, which it knows better; a hunting query is a saved search, of which no such refusal is known.
 */
export function refusedFindings(item: ContentItem, context: CheckContext): readonly RefusedFinding[] {
  if (!definitionOf(item).isCheckedOnWrite) return [];
  return checks
    .filter((check) => check.refused !== undefined && check.kinds.includes(item.kind))
    .flatMap((check) =>
      check.run(item, context).flatMap((finding) => {
        const refused = finding.refused ?? check.refused;
        return refused === undefined || refused === 'never' ? [] : [{ finding, check, refused }];
      }),
    );
}
