// One analytics rule for every test that needs a whole one, as a file and as a body of ARM: a test says only what it varies.

type Properties = Readonly<Record<string, unknown>>;

const scheduleKeys = ['queryFrequency', 'queryPeriod', 'triggerOperator', 'triggerThreshold'] as const;
const unscheduled = Object.fromEntries(scheduleKeys.map((key) => [key, undefined]));

/** The file of a small scheduled rule over a real table: YAML by key, where `undefined` leaves the key out. */
export function ruleText(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const fields = {
    id: '6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01',
    name: 'Rare process seen',
    version: '1.0.0',
    kind: 'Scheduled',
    description: 'Identifies a process that is rarely seen.',
    severity: 'Medium',
    queryFrequency: '1h',
    queryPeriod: '1h',
    triggerOperator: 'gt',
    triggerThreshold: '0',
    query: '|\n  DeviceProcessEvents\n  | where FileName == "rare.exe"',
  };
  const last = { tactics: '\n  - Execution', requiredDataConnectors: '[]' };
  // What a test adds stands before the two lists.
  const lines = Object.entries({ ...fields, ...changes, ...last, ...changes }).map(([key, value]) =>
    value === undefined ? '' : `${key}:${value.startsWith('\n') ? '' : ' '}${value}\n`,
  );
  return lines.join('');
}

/** The file of the same rule as an NRT rule. */
export const nrtText = (changes: Readonly<Record<string, string | undefined>> = {}): string =>
  ruleText({ kind: 'NRT', ...unscheduled, ...changes });

/** The body of a scheduled rule that a workspace takes, with `changes` over its properties. */
export function ruleBody(changes: Properties = {}) {
  return {
    kind: 'Scheduled',
    properties: {
      displayName: 'A rule',
      enabled: true,
      severity: 'Medium',
      query: 'SecurityEvent | take 1',
      queryFrequency: 'PT1H',
      queryPeriod: 'PT1H',
      triggerOperator: 'GreaterThan',
      triggerThreshold: 0,
      suppressionEnabled: false,
      suppressionDuration: 'PT5H',
      ...changes,
    } as Properties,
  };
}

/** The body of the same rule as an NRT rule. */
export function nrtBody(changes: Properties = {}) {
  const rest = Object.entries(ruleBody().properties).filter(([key]) => !(key in unscheduled));
  return { kind: 'NRT', properties: { ...Object.fromEntries(rest), ...changes } as Properties };
}

/** Properties that group the incidents of a rule. */
export const grouping = (changes: Properties = {}) => ({
  incidentConfiguration: {
    createIncident: true,
    groupingConfiguration: {
      enabled: true,
      reopenClosedIncident: false,
      lookbackDuration: 'PT5H',
      matchingMethod: 'Selected',
      ...changes,
    },
  },
});
