// The kinds of analytics rules, in ARM's spelling.

/** https://learn.microsoft.com/rest/api/securityinsights/alert-rules/create-or-update */
export const ruleKinds = [
  'Scheduled',
  'NRT',
  'Fusion',
  'MicrosoftSecurityIncidentCreation',
  'MLBehaviorAnalytics',
  'ThreatIntelligence',
] as const;

export type RuleKind = (typeof ruleKinds)[number];

/** Kinds that run a query of ours; the others only switch on what Microsoft runs. */
export const queryKinds = ['Scheduled', 'NRT'] as const satisfies readonly RuleKind[];

/** The kind in ARM's spelling, whatever the case of the file's; undefined when there is no such kind. */
export function ruleKindOf(value: unknown): RuleKind | undefined {
  if (typeof value !== 'string') return undefined;
  return ruleKinds.find((kind) => kind.toLowerCase() === value.trim().toLowerCase());
}

/** Whether a kind runs a query of ours. */
export function isQueryRule(kind: RuleKind | undefined): kind is (typeof queryKinds)[number] {
  return queryKinds.some((each) => each === kind);
}
