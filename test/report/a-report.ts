// A project with all that a report shows, some of it hostile, and its report.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleText } from '../content/a-rule.ts';
import { smallWorkspace, type TestProject } from '../stories/command-line.ts';

export const hostile = '<img src=x onerror=alert(1)>';
const breaking = `'"></script></style></pre>&lt;<b>\u202e`;

const query = `|
  // parameters
  let AllowedFiles = dynamic(["</code>"]); // ${hostile}

  DeviceProcessEvents
  | where FileName == "rare.exe" and FileName !in (AllowedFiles) // ${hostile}`;

const cases = `cases:
  - name: '${hostile}'
    why: Fires <b>always</b>
    tier: A
    seed: { DeviceProcessEvents: [{ TimeGenerated: -5m, FileName: rare.exe }] }
    alerts: 1
  - name: silent
    seed: { DeviceProcessEvents: [{ TimeGenerated: -5m, FileName: common.exe }] }
    none: true
  - name: renamed
    tier: C
    seed: { DeviceProcessEvents: [{ TimeGenerated: -5m, FileName: other.exe }] }
    gap: Nothing tells <it> apart
`;

export const files: Readonly<Record<string, string>> = {
  'sentinel-sync.yaml': `owner: contoso/detections\n`,
  'environments/local.yaml': smallWorkspace,
  'analytics-rules/rare.yaml': ruleText({
    name: JSON.stringify(hostile),
    description: JSON.stringify(`Identifies ${breaking}`),
    query,
    tactics: '[Execution]',
    relevantTechniques: '[T1059.001, T9999]',
    entityMappings: `\n  - entityType: Host\n    fieldMappings: [{ identifier: FullName, columnName: DeviceName }]`,
    customDetails: '{ Tool: FileName }',
    tags: JSON.stringify([{ [breaking]: hostile }]),
  }),
  'analytics-rules/deep/RARE.yaml': ruleText({
    id: '00000000-0000-4000-8000-000000000002',
    name: 'Rare, in another folder',
  }),
  'hunting-queries/hünt %2e #1.yaml':
    'id: 00000000-0000-4000-8000-000000000003\nname: Hunt\ndescription: Looks.\nquery: print 1\ntactics: []\n',
  'test/analytics-rules/rare/cases.yaml': cases,
  'docs/detections/rare.md': `# Rare\n\nSee [Microsoft](https://learn.microsoft.com/azure/sentinel/), [bad](javascript:alert(1)) and ${hostile}.\n`,
};

/** Every file of a report by its path. */
export function readReport(project: TestProject, folder = 'site'): ReadonlyMap<string, string> {
  const root = project.path(folder);
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}
