// A small project whose rule has a case that fires and one that does not.
import { ruleText } from '../content/a-rule.ts';
import { smallWorkspace } from '../stories/command-line.ts';

export const ruleId = '6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01';

const cases = `cases:
  - name: fires
    seed:
      DeviceProcessEvents:
        - { TimeGenerated: -5m, FileName: rare.exe }
    alerts: 1
  - name: stays silent
    seed:
      DeviceProcessEvents:
        - { TimeGenerated: -5m, FileName: common.exe }
    none: true
`;

export const content: Readonly<Record<string, string>> = {
  'sentinel-sync.yaml': 'owner: contoso/detections\n',
  'analytics-rules/rare.yaml': ruleText(),
  'test/analytics-rules/rare/cases.yaml': cases,
};

export const embeddedEnvironments: Readonly<Record<string, string>> = {
  'environments/dev.yaml': smallWorkspace,
  'environments/prod.yaml': `${smallWorkspace}promotion:\n  from: dev\n  require: [tests, validation, smoke]\n  maxAge: 7d\n`,
};
