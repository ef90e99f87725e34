// One report of each kind that lists what was found, begun or planned; reports.ts has the others.
import type {
  CompletionReport,
  CostReport,
  CoverageReport,
  DatabasePlanReport,
  FormatReport,
  Report,
  ScaffoldReport,
  SiteReport,
  TraceReport,
} from '../../src/reporters/report.ts';

const covering = {
  file: 'analytics-rules/rare.yaml',
  kind: 'analytics-rule',
  name: 'Rare, "odd"',
  positive: 2,
  negative: 1,
  gaps: 1,
  isTested: true,
} as const;

export const coverage: CoverageReport = {
  kind: 'coverage',
  coverage: {
    techniques: [
      { id: 'T1213.003', name: 'Code Repositories', tactics: ['Collection'], score: 100, items: [covering] },
    ],
    tactics: [{ tactic: 'Collection', techniques: 30, covered: 1, tested: 1 }],
    untested: [],
    unnamed: [],
    detections: 1,
  },
};

export const cost: CostReport = {
  kind: 'cost',
  queries: [
    {
      file: 'analytics-rules/rare.yaml',
      kind: 'analytics-rule',
      name: 'Rare, "odd"',
      points: 20,
      parts: [
        {
          factor: 'regex',
          points: 15,
          source: 'x matches regex "a"',
          at: { line: 12, column: 7 },
          places: 2,
        },
        {
          factor: 'sort',
          points: 5,
          source: 'Odd()',
          at: { line: 9, column: 1 },
          places: 1,
          inFunction: 'Odd',
        },
      ],
    },
  ],
  unsound: ['analytics-rules/broken.yaml'],
  maxQueryCost: 10,
};

export const scaffold: ScaffoldReport = {
  kind: 'scaffold',
  files: [{ file: 'sentinel-sync.yaml', result: 'created' }],
  found: [{ kind: 'analytics-rule', folders: ['Detections'], files: 2 }],
  unread: [],
  next: ['lint'],
};

export const site: SiteReport = { kind: 'site', folder: 'site', items: 2, files: 4 };

export const format: FormatReport = {
  kind: 'format',
  files: [
    { file: 'analytics-rules/rare.yaml', result: 'formatted', before: 'a:  1\n', text: 'a: 1\n' },
    { file: 'analytics-rules/usual.yaml', result: 'unchanged' },
    { file: 'analytics-rules/broken.yaml', result: 'failed' },
  ],
  diagnostics: [],
  check: true,
  sourceOf: () => undefined,
};

export const trace: TraceReport = {
  kind: 'trace',
  trace: {
    steps: [
      { text: 'T', line: 1, rows: 12 },
      { text: '| where x == "a"', line: 2, rows: 0, let: 'Some' },
    ],
    lost: { at: 1, missed: [{ text: 'x == "a"', values: ['A'], hint: '`==` minds the case of letters' }] },
  },
};

export const databasePlan: DatabasePlanReport = { kind: 'database-plan', plan: 'TOTAL 0.01s\n' };

export const completion: CompletionReport = {
  kind: 'completion',
  shell: 'bash',
  script: 'complete -F _sentinel_sync sentinel-sync\n',
};

export const listed: readonly Report[] = [
  completion,
  cost,
  coverage,
  databasePlan,
  format,
  scaffold,
  site,
  trace,
];
