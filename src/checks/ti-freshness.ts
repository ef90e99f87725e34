// Reports threat intelligence read without asking whether an indicator is current.
import { queryOf } from '../content/kinds/kinds.ts';
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { inQuery } from './reading/query-view.ts';

const source = /\bThreatIntelligenceIndicator\s*\|/;

const steps = [
  { pattern: /TimeGenerated\s*>=?\s*ago\s*\(/, what: 'TimeGenerated >= ago(...)' },
  {
    pattern:
      /summarize\s+LatestIndicatorTime\s*=\s*arg_max\s*\(\s*TimeGenerated\s*,\s*\*\s*\)\s*by\s+IndicatorId/,
    what: 'summarize LatestIndicatorTime = arg_max(TimeGenerated, *) by IndicatorId',
  },
  { pattern: /\bActive\s*==\s*true/, what: 'Active == true' },
  { pattern: /\bExpirationDateTime\s*>\s*now\s*\(\s*\)/, what: 'ExpirationDateTime > now()' },
] as const;

export const tiFreshness: Check = {
  code: 'kql/ti-freshness',
  severity: 'warning',
  kinds: everyKind,
  summary:
    'ThreatIntelligenceIndicator is read without taking the latest, active and unexpired state of each indicator.',
  why: 'The table keeps every version of an indicator: withdrawn and expired ones alert as well.',
  fix: 'Take the latest row of each indicator, and of those the active and unexpired ones.',
  see: pages.kqlValidation,
  run(item) {
    const query = queryOf(item) ?? '';
    const at = query.search(source);
    const missing = at < 0 ? [] : steps.filter(({ pattern }) => !pattern.test(query));
    if (missing.length === 0) return [];
    const what = missing.map((step) => `\`${step.what}\``).join(', ');
    return [{ message: `Indicators are read without ${what}`, at: inQuery(item, at) }];
  },
};
