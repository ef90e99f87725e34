// Reports as one JSON document, for scripts; the shapes are documented in docs/reference/cli.md and versioned.

import { countFormatted } from '../formatting/format-files.ts';
import type { EnvironmentPlan } from '../plan/plan-matrix.ts';
import { type Report, schemaVersion } from './report.ts';
import { type Forms, formOf, kindsOf, type Reporter } from './reporter.ts';
import { countBySeverity } from './text-diagnostics.ts';

type Shape = Readonly<Record<string, unknown>>;

/** The report itself; functions have no JSON. */
function itself({ kind: _, ...rest }: Report): Shape {
  return rest;
}

function environmentOf(one: EnvironmentPlan): Shape {
  const { environment: name } = one;
  return 'plan' in one ? { name, plan: one.plan } : { name, error: one.failure };
}

const forms: Forms<Shape, undefined> = {
  adopt: ({ results }) => ({ items: results }),
  apply: ({ apply }) => ({ ...apply }),
  convert: itself,
  diagnostics: ({ diagnostics, files, baselined }) => ({
    diagnostics,
    summary: { ...countBySeverity(diagnostics), files, baselined },
  }),
  doctor: itself,
  explain: itself,
  export: itself,
  plans: ({ plans }) => ({ environments: plans.map(environmentOf) }),
  format: ({ files, diagnostics, check }) => ({
    check,
    summary: countFormatted(files),
    files: files.map(({ file, result }) => ({ file, result })),
    diagnostics,
  }),
  plan: ({ plan, behaviour }) => (behaviour === undefined ? { ...plan } : { ...plan, behaviour }),
  promotion: ({ steps, stopped }) => ({
    promoted: stopped === undefined,
    steps: steps.map(({ command, exitCode, report }) => ({
      command,
      exitCode,
      report: report === undefined ? undefined : documentOf(report),
    })),
  }),
  query: ({ result: { columns, rows } }) => ({ columns, rows }),
  seed: ({ runId, workspace, tables, rules, cases }) => ({ runId, workspace, tables, rules, cases }),
  serve: itself,
  simulation: itself,
  smoke: ({ results }) => ({ summary: smokeSummary(results), items: results }),
  'database-plan': itself,
  cost: itself,
  coverage: ({ coverage }) => ({ ...coverage }),
  completion: itself,
  scaffold: itself,
  site: itself,
  sql: itself,
  trace: itself,
  tests: ({ results, diagnostics, seedRun, mutation, evasion, comparison }) => ({
    summary: results.summary,
    rules: results.rules,
    diagnostics,
    seedRun,
    mutation,
    evasion,
    comparison,
  }),
};

export const json: Reporter = {
  kinds: kindsOf(forms),
  output: 'document',
  render: (report) => renderJson(report),
};

/** One line of JSON; `schemaVersion` first. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(documentOf(report))}\n`;
}

function documentOf(report: Report): Shape {
  return { schemaVersion, ...formOf(forms, report, undefined) };
}

function smokeSummary(results: readonly { readonly result: string }[]): Readonly<Record<string, number>> {
  const count = (result: string) => results.filter((one) => one.result === result).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    notDeployed: count('not-deployed'),
    skipped: count('skipped'),
  };
}
