// Fills the embedded workspace of a project with what teams have there before they come to Git: past the tool, over REST.
import fc from 'fast-check';
import type { TestProject } from './command-line.ts';
import { overRest } from './embedded-server.ts';

export interface Resource {
  /** `alertRules/ID`, `savedSearches/ID` or `metadata/NAME`. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const apiVersions = { savedSearches: '2020-08-01' } as const;

/** Puts the resources, in their order. */
export async function fill(
  project: TestProject,
  resources: readonly Resource[],
  environment = 'local',
): Promise<void> {
  await overRest(project, environment, async (workspaceUrl) => {
    const workspace = new URL(workspaceUrl).pathname;
    for (const { path, body } of resources) {
      const isSearch = path.startsWith('savedSearches/');
      const provider = isSearch ? '' : '/providers/Microsoft.SecurityInsights';
      const version = isSearch ? apiVersions.savedSearches : '2025-07-01-preview';
      const parentId =
        body['parentId'] === undefined ? {} : { parentId: `${workspace}${String(body['parentId'])}` };
      const sent = path.startsWith('metadata/') ? { properties: { ...body, ...parentId } } : body;
      const response = await fetch(`${workspaceUrl}${provider}/${path}?api-version=${version}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(sent),
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    }
  });
}

export const idOf = (number: number) => `22222222-2222-4222-8222-${String(number).padStart(12, '0')}`;

/** A rule as the portal sends it: everything is said, most of it the default. */
export function portalRule(number: number, changes: Readonly<Record<string, unknown>> = {}): Resource {
  const properties = {
    displayName: `Rule ${number}`,
    description: `Detects thing number ${number}.`,
    severity: 'Medium',
    enabled: true,
    query: 'DeviceProcessEvents\r\n| where ingestion_time() > ago(1h)\r\n| where FileName == "rare.exe"',
    queryFrequency: 'PT1H',
    queryPeriod: 'PT2H',
    triggerOperator: 'GreaterThan',
    triggerThreshold: 0,
    suppressionDuration: 'PT5H',
    suppressionEnabled: false,
    tactics: ['Execution'],
    techniques: ['T1204'],
    subTechniques: ['T1204.002'],
    alertRuleTemplateName: null,
    incidentConfiguration: {
      createIncident: true,
      groupingConfiguration: {
        enabled: false,
        reopenClosedIncident: false,
        lookbackDuration: 'PT5H',
        matchingMethod: 'AllEntities',
        groupByEntities: [],
        groupByAlertDetails: [],
        groupByCustomDetails: [],
      },
    },
    eventGroupingSettings: { aggregationKind: 'SingleAlert' },
    alertDetailsOverride: null,
    customDetails: null,
    entityMappings: [
      { entityType: 'Host', fieldMappings: [{ identifier: 'FullName', columnName: 'DeviceName' }] },
    ],
    ...changes,
  };
  return { path: `alertRules/${idOf(number)}`, body: { kind: 'Scheduled', properties } };
}

const hours = fc.constantFrom('PT1H', 'PT5M', 'PT5H', 'PT90M');
const text = fc.stringMatching(/^[A-Z][a-z]{2,8}( ([a-z]{1,8}|#1|- x|a: b|'q'|"z"|é)){0,6}$/);

const changes = fc.record(
  {
    description: fc.oneof(
      text,
      fc.array(text, { minLength: 2, maxLength: 4 }).map((lines) => lines.join('\r\n\r\n')),
    ),
    severity: fc.constantFrom('High', 'Medium', 'Low', 'Informational'),
    enabled: fc.boolean(),
    query: fc
      .array(
        fc.constantFrom(
          '| where FileName != "a: b"  ',
          '',
          '\t| take 10 // #1',
          '| where ProcessCommandLine has @"\\x"',
        ),
        { maxLength: 5 },
      )
      .map((lines) =>
        [
          'DeviceProcessEvents',
          '| where TimeGenerated > ago(1h)',
          ...lines,
          '| project DeviceName, FileName',
        ].join('\r\n'),
      ),
    queryFrequency: hours,
    triggerOperator: fc.constantFrom('GreaterThan', 'LessThan', 'Equal', 'NotEqual'),
    triggerThreshold: fc.nat(100),
    suppressionEnabled: fc.boolean(),
    suppressionDuration: fc.constantFrom('PT5H', 'P1D', 'PT24H'),
    eventGroupingSettings: fc.constantFrom(null, { aggregationKind: 'AlertPerResult' }),
    customDetails: fc.constantFrom(null, { Yes: 'FileName', Device: 'DeviceName' }),
    alertDetailsOverride: fc.constantFrom(null, {
      alertDisplayNameFormat: '{{FileName}} on {{DeviceName}}: rare',
      alertDescriptionFormat: 'First line.\nSecond line, {{FileName}}.\n',
      alertTacticsColumnName: null,
    }),
    incidentConfiguration: fc.constantFrom(
      { createIncident: false, groupingConfiguration: null },
      {
        createIncident: true,
        groupingConfiguration: {
          enabled: true,
          reopenClosedIncident: true,
          lookbackDuration: 'PT12H',
          matchingMethod: 'Selected',
          groupByEntities: ['Host'],
        },
      },
    ),
  },
  { requiredKeys: [] },
);

/** The same rules on every run: names collide in pairs once punctuation is gone. */
export function portalRules(count: number): readonly Resource[] {
  return fc.sample(changes, { numRuns: count, seed: 20260115 }).map((change, i) => {
    const displayName = i % 10 === 9 ? `Rule: ${i - 1}!` : `Rule ${i}`;
    // A stretch of ingestion time would have to fit each frequency.
    const query = 'DeviceProcessEvents\r\n| where FileName == "rare.exe"';
    return portalRule(i, { displayName, queryPeriod: 'P1D', query, ...change });
  });
}

export function search(number: number, properties: Readonly<Record<string, unknown>>): Resource {
  return { path: `savedSearches/${idOf(number)}`, body: { properties: { version: 2, ...properties } } };
}

export const hunt = (number: number): Resource =>
  search(number, {
    category: 'Hunting Queries',
    displayName: `Hunt ${number}`,
    query: 'DeviceProcessEvents\n| take 10',
    tags: [
      { name: 'description', value: 'Looks for rare processes.' },
      { name: 'tactics', value: 'Execution' },
      { name: 'techniques', value: 'T1204' },
      { name: 'createdBy', value: 'SOC' },
    ],
  });

/** The record another deployment leaves beside a rule. */
export function claim(number: number, source: Readonly<Record<string, string>>, version = '2.0.0'): Resource {
  const parentId = `/providers/Microsoft.SecurityInsights/alertRules/${idOf(number)}`;
  const body = { parentId, contentId: idOf(number), kind: 'AnalyticsRule', version, source };
  return { path: `metadata/analyticsrule-${idOf(number)}`, body };
}
