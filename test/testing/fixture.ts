// What tests of the detection tests share: case files from text, a rule from text, and a runner that answers from its seed rows.

import { contentFinding } from '../../src/content/codes.ts';
import type { ContentItem, ContentKind } from '../../src/content/content-item.ts';
import { parseContent } from '../../src/content/files/load.ts';
import type { QueryColumn } from '../../src/rows/query-result.ts';
import type { QueryRun, QueryRunner } from '../../src/rows/query-runner.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { parseCaseFile } from '../../src/testing/case-file.ts';

export const tables = createTableCatalogue();

/** Cases and findings of a case file; `seedFiles` are its neighbours by name. */
export function casesFrom(
  text: string,
  options: { kind?: ContentKind; seedFiles?: Readonly<Record<string, string>> } = {},
) {
  const seedFiles = options.seedFiles ?? {};
  return parseCaseFile(text, {
    file: 'test/analytics-rules/rule/cases.yaml',
    kind: options.kind ?? 'analytics-rule',
    tables,
    readSeedFile: (name) => {
      const found = seedFiles[name];
      return found === undefined
        ? { diagnostic: contentFinding('content/unreadable', 'it does not exist', { hint: undefined }) }
        : { file: name, text: found };
    },
  });
}

/** `line:column code message (hint)` of each finding. */
export function findings(text: string, options: Parameters<typeof casesFrom>[1] = {}): string[] {
  return casesFrom(text, options).diagnostics.map(
    ({ line, column, code, message, hint }) => `${line}:${column} ${code} ${message} (${hint})`,
  );
}

const ruleText = `
id: 5a7c1d2e-0000-4000-8000-000000000001
name: Sign-in from a place
kind: Scheduled
description: Identifies sign-ins.
severity: Medium
queryFrequency: 5m
queryPeriod: 10m
triggerOperator: gt
triggerThreshold: 0
tactics: [InitialAccess]
query: |
  // parameters
  let Limit = 3; // how many
  let Names = dynamic([]); // who

  SigninLogs
`;

/** A scheduled rule; \`more\` is YAML that stands over the fixture's own keys. */
export function rule(more: Readonly<Record<string, unknown>> = {}): ContentItem {
  const { item } = parseContent(ruleText, { file: 'analytics-rules/rule.yaml', kind: 'analytics-rule' });
  if (item === undefined) throw new Error('the fixture is not a rule');
  return { ...item, values: { ...item.values, ...more } };
}

export interface RecordingRunner extends QueryRunner {
  readonly runs: QueryRun[];
}

/** Answers with the rows of `table` that the window lets through, or with what `answer` makes of them. */
export function runnerOver(table: string, answer?: (run: QueryRun) => readonly unknown[]): RecordingRunner {
  const runs: QueryRun[] = [];
  return {
    description: 'seed rows',
    runs,
    async run(request) {
      runs.push(request);
      const rows = answer?.(request) ?? inWindow(request, table);
      const names = [...new Set(rows.flatMap((row) => Object.keys(row as object)))];
      const columns: QueryColumn[] = names.map((name) => ({ name, type: 'string' }));
      return {
        columns,
        rows: rows.map((row) => names.map((name) => (row as Record<string, unknown>)[name] ?? null)),
      };
    },
  };
}

function inWindow({ tables: seed, window }: QueryRun, table: string) {
  return (seed[table] ?? []).filter((row) => {
    const at = Date.parse(String(row['TimeGenerated']));
    return window === undefined || (at >= window.start.getTime() && at < window.end.getTime());
  });
}
