// Reports with everything a reporter has to cope with: markup, control characters, fences, mentions.

import type { Code, Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { Change } from '../../src/plan/change.ts';
import { summarise } from '../../src/plan/change.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { ApplyReport } from '../../src/plan/report.ts';
import { summariseReport } from '../../src/plan/report.ts';
import { diffLines } from '../../src/plan/text-diff.ts';
import type {
  ApplyOutcomeReport,
  ConvertReport,
  DiagnosticsReport,
  DoctorReport,
  ExplainReport,
  ExportReport,
  PlanReport,
  PlansReport,
  PromotionReport,
  Report,
  SeedReport,
  ServeReport,
  SimulationReport,
  SmokeReport,
  SqlReport,
  TestsReport,
} from '../../src/reporters/report.ts';
import type { Rendering } from '../../src/reporters/reporter.ts';
import { createStyle } from '../../src/reporters/style.ts';
import { listed } from './listed-reports.ts';

export const rendering: Rendering = {
  style: createStyle(),
  explain: (code) =>
    code === 'content/known'
      ? {
          code,
          severity: 'error',
          summary: 'A known thing.',
          why: 'ARM refuses it.',
          fix: 'Change it.',
          see: 'https://learn.microsoft.com/azure/sentinel/',
        }
      : undefined,
  placeOf: (file) => file,
};

export const findings: readonly Diagnostic[] = [
  {
    code: 'content/known' as Code,
    severity: 'error',
    message: 'Line 3, 100%: a <b>bad</b> value\nover two lines',
    file: 'analytics-rules/ä b,c.yaml',
    line: 3,
    column: 5,
    hint: 'Correct it.',
  },
  {
    code: 'content/known' as Code,
    severity: 'error',
    message: 'Line 7, 100%: a <b>bad</b> value\nover two lines',
    file: 'analytics-rules/ä b,c.yaml',
    line: 7,
    column: 5,
  },
  {
    code: 'KS142' as Code,
    severity: 'warning',
    message: 'A name is unknown.',
    file: 'analytics-rules/b.yaml',
  },
  { code: 'project/odd' as Code, severity: 'info', message: 'Odd\u0000 \uD800 "text" @contoso/soc `x`' },
];

export const diagnostics = (found: readonly Diagnostic[] = findings): DiagnosticsReport => ({
  kind: 'diagnostics',
  diagnostics: found,
  files: 6,
  baselined: 0,
  sourceOf: () => undefined,
});

const place = { file: 'test/analytics-rules/rare/cases.yaml', line: 4, column: 5 };

export const tests: TestsReport = {
  kind: 'tests',
  where: 'embedded engine',
  diagnostics: [{ code: 'test/unknown-key' as Code, severity: 'error', message: 'What is `x`', ...place }],
  results: {
    summary: { passed: 2, failed: 1, skipped: 1, knownGaps: 1 },
    rules: [
      {
        id: 'a',
        name: 'Rare <process> | *seen*',
        file: 'analytics-rules/rare.yaml',
        cases: [
          {
            ...place,
            name: 'fires',
            status: 'passed',
            expected: '1 alert',
            actual: '1 alert',
            differences: [],
          },
          {
            ...place,
            name: 'renamed',
            status: 'passed',
            expected: 'nothing',
            actual: '0 alerts',
            differences: [],
            gap: 'no version information',
          },
          {
            ...place,
            line: 9,
            name: 'stays silent',
            status: 'failed',
            expected: 'nothing',
            actual: '1 alert from 1 result row',
            differences: ['1 alert where none was expected', 'Account ```bob``` & co'],
          },
          {
            ...place,
            name: 'wildcard',
            status: 'skipped',
            expected: '1 alert',
            actual: 'the query did not run',
            differences: [],
            skip: 'a wildcard union',
          },
        ],
      },
      { id: 'b', name: 'Hunt', file: 'hunting-queries/h.yaml', cases: [] },
    ],
  },
};

/** `status: undefined` is a change without one. */
export function change(
  changes: Pick<Partial<Change>, 'action' | 'fields' | 'name'> & { readonly status?: undefined } = {},
): Change {
  return {
    action: 'update',
    kind: 'analytics-rule',
    id: '6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01',
    name: 'Rare *process* </summary> @contoso/soc',
    file: 'analytics-rules/rare.yaml',
    status: 'drift',
    fields: [
      { path: 'severity', before: 'High', after: 'Medium' },
      {
        path: 'query',
        before: 'T\n| take 1',
        after: 'T\n| where x == "```"',
        lines: diffLines('T\n| take 1', 'T\n| where x == "```"'),
      },
      { path: 'tactics', before: null, after: ['Execution'] },
    ],
    item: true,
    ...changes,
  } as Change;
}

export function plan(changes: readonly Change[]): PlanReport {
  const made: Plan = {
    schemaVersion: 1,
    workspace: '/subscriptions/s/resourceGroups/r/providers/p/workspaces/w',
    owner: 'contoso/detections',
    prune: false,
    changes,
    summary: summarise(changes),
    safety: [],
    content: {},
    etags: {},
  };
  return { kind: 'plan', plan: made };
}

const plans: PlansReport = {
  kind: 'plans',
  plans: [
    { environment: 'prod-eu', plan: plan([change()]).plan },
    {
      environment: 'prod-us',
      failure: { code: 'environment/unset-variable', message: 'It is\nunset, 100%.', hint: 'Set it.' },
      exitCode: 3,
    },
  ],
};

const applied: ApplyReport = {
  schemaVersion: 1,
  workspace: '/subscriptions/s/resourceGroups/r/providers/p/workspaces/w',
  changes: [
    { ...change({ name: 'Good' }), result: 'applied' },
    {
      ...change({ name: 'Bad' }),
      result: 'failed',
      error: { code: 'workspace/refused', message: 'ARM says <no>', hint: 'Ask again.' },
    },
  ],
  summary: { applied: 0, failed: 0, skipped: 0, unchanged: 0, blocked: 0 },
};
export const apply: ApplyOutcomeReport = {
  kind: 'apply',
  apply: { ...applied, summary: summariseReport(applied.changes) },
};

export const smoke: SmokeReport = {
  kind: 'smoke',
  workspace: 'w',
  results: [
    {
      id: 'a',
      name: 'Rare',
      file: 'analytics-rules/a.yaml',
      result: 'passed',
      detail: '0 rows',
      durationMs: 1500,
    },
    {
      id: 'b',
      name: 'Loud',
      file: 'analytics-rules/b.yaml',
      result: 'failed',
      detail: '90 a day; 20 are allowed',
    },
  ],
};

const adopt: Report = {
  kind: 'adopt',
  results: [{ kind: 'analytics-rule', id: 'a', name: 'Rare', result: 'adopted' }],
};

export const promotion: PromotionReport = {
  kind: 'promotion',
  steps: [
    { command: 'test --as prod', exitCode: 0, report: tests },
    { command: 'apply --environment dev', exitCode: 1, report: apply },
  ],
  total: 5,
  stopped: 'did not pass',
};

const file = {
  file: 'analytics-rules/rare.yaml',
  kind: 'analytics-rule',
  id: '6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01',
  name: 'Rare',
  result: 'updated',
  changed: ['severity'],
  notHeld: ['etag'],
  overridden: [],
} as const;
const counts = { created: 0, updated: 1, unchanged: 0, failed: 0 };

export const converted: ConvertReport = {
  kind: 'convert',
  files: [file],
  summary: counts,
  diagnostics: [findings[0]!],
  dryRun: false,
  sourceOf: () => undefined,
};

export const exported: ExportReport = {
  kind: 'export',
  files: [file],
  summary: counts,
  leftOut: { savedSearches: 0, owned: {} },
  dryRun: false,
};

export const doctor: DoctorReport = {
  kind: 'doctor',
  environment: 'dev',
  summary: { ok: 0, warning: 0, failed: 1, unknown: 0 },
  checks: [{ check: 'tables', status: 'failed', detail: '1 of 2 is missing: A_CL', hint: 'Connect it.' }],
};

export const explained: ExplainReport = { kind: 'explain', code: 'cli/usage', summary: 'Words.', fix: 'Do.' };

export const seeded: SeedReport = {
  kind: 'seed',
  runId: '20260115T120000000Z-1f2e3d4c',
  workspace: '/subscriptions/s/resourceGroups/r/providers/p/workspaces/w',
  where: 'w',
  environment: 'dev',
  tables: [{ name: 'AuditLogs_Test_CL', action: 'create', columns: 3, rows: 2, rule: 'rule-1' }],
  rules: [{ name: 'rule-1', action: 'create', tables: ['AuditLogs_Test_CL'] }],
  cases: [
    { item: 'Rare', case: 'fires', way: 'tables' },
    { item: 'Rare', case: 'old', way: 'prologue', why: 'its rows are too old' },
  ],
};

export const sql: SqlReport = { kind: 'sql', variables: [{ name: 'v', sql: 'select 1' }], sql: 'select 2' };

export const served: ServeReport = {
  kind: 'serve',
  url: 'http://127.0.0.1:8080',
  workspaceId: '/subscriptions/s/resourceGroups/r/providers/p/workspaces/w',
  customerId: 'c',
  stateFolder: '/state',
};

const queried: Report = {
  kind: 'query',
  result: { columns: [{ name: 'x', type: 'long' }], rows: [[1]] },
};

export const simulated: SimulationReport = {
  kind: 'simulation',
  from: '2026-01-15T00:00:00.000Z',
  to: '2026-01-16T00:00:00.000Z',
  clock: 'scheduled-time',
  correlation: 'sentinel',
  days: 1,
  rules: [
    {
      id: 'a',
      name: 'Rare <b>process</b> | seen\nover two lines',
      runs: 96,
      empty: 0,
      suppressed: 2,
      alerts: 1,
      alertsPerDay: 1,
      incidents: 1,
    },
  ],
  alerts: [
    {
      rule: 'Rare process',
      at: '2026-01-15T12:05:00.000Z',
      startTime: '2026-01-15T11:55:00.0000000Z',
      endTime: '2026-01-15T11:55:00.0000000Z',
      title: '::error::Push to @contoso\u001b[31m',
      severity: 'High',
      tactics: ['Execution'],
      entities: [{ type: 'Host', identifiers: { FullName: 'wks-042.contoso.com\n::warning::x' } }],
      customDetails: { Owner: ['```'] },
      resultRows: 1,
      dropped: { entities: 0, customDetailValues: 0 },
      silencedBy: [
        { parameter: 'AllowedDevices', value: 'wks-042.contoso.com' },
        { parameter: 'MinPushes', value: 2 },
      ],
    },
  ],
  incidents: [
    {
      title: '::error::Push to @contoso',
      severity: 'High',
      createdAt: '2026-01-15T12:05:00.000Z',
      alerts: 1,
      rules: ['Rare process'],
      entities: [{ type: 'Host', identifiers: { FullName: 'wks-042.contoso.com' } }],
    },
  ],
  entities: [{ entity: { type: 'Host', identifiers: { FullName: 'wks-042.contoso.com' } }, alerts: 1 }],
};

export const everyReport: readonly Report[] = [
  adopt,
  apply,
  converted,
  diagnostics(),
  doctor,
  explained,
  exported,
  plan([change()]),
  plans,
  promotion,
  queried,
  seeded,
  served,
  simulated,
  smoke,
  sql,
  tests,
  ...listed,
];
