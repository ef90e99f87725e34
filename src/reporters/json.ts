// Reports as one JSON document, for scripts; the shapes are documented in docs/reference/cli.md and versioned.
import { type Report, schemaVersion } from './report.ts';
import { countBySeverity } from './text-diagnostics.ts';

/** One line of JSON; `schemaVersion` first. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(documentOf(report))}\n`;
}

function documentOf(report: Report): Readonly<Record<string, unknown>> {
  return { schemaVersion, ...shapeOf(report) };
}

function shapeOf(report: Report): Readonly<Record<string, unknown>> {
  switch (report.kind) {
    case 'diagnostics': {
      const { diagnostics, files, baselined } = report;
      return { diagnostics, summary: { ...countBySeverity(diagnostics), files, baselined } };
    }
    case 'tests':
      return {
        summary: report.results.summary,
        rules: report.results.rules,
        diagnostics: report.diagnostics,
        seedRun: report.seedRun,
      };
    case 'plan':
      return report.behaviour === undefined
        ? { ...report.plan }
        : { ...report.plan, behaviour: report.behaviour };
    case 'apply':
      return { ...report.apply };
    case 'smoke':
      return { summary: smokeSummary(report.results), items: report.results };
    case 'adopt':
      return { items: report.results };
    case 'promotion': {
      const steps = report.steps.map(({ command, exitCode, report: of }) => ({
        command,
        exitCode,
        report: of === undefined ? undefined : documentOf(of),
      }));
      return { promoted: report.stopped === undefined, steps };
    }
    case 'text':
      return report.json;
  }
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
