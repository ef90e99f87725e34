// What a seeding makes and writes, in numbers: tables, rules, and how the rows of each case come.
import type { SeedUse } from '../rows/query-runner.ts';
import { rowsByTable } from './ingest.ts';
import type { Layout, LayoutAction } from './layout.ts';
import type { SeedPlan } from './seed-plan.ts';

interface SeededTable {
  readonly name: string;
  readonly action: LayoutAction;
  readonly columns: number;
  readonly rows: number;
  /** The data collection rule that its rows go through. */
  readonly rule: string;
}

interface SeededRule {
  readonly name: string;
  readonly action: LayoutAction;
  readonly tables: readonly string[];
}

export interface SeedSummary {
  readonly tables: readonly SeededTable[];
  readonly rules: readonly SeededRule[];
  readonly cases: readonly (SeedUse & { readonly item: string; readonly case: string })[];
}

export function summariseSeeding(plan: SeedPlan, layout: Layout): SeedSummary {
  const rows = rowsByTable(plan.batches);
  return {
    tables: layout.tables.map(({ table: { name, columns }, action }) => ({
      name,
      action,
      columns: columns.length,
      rows: rows.get(name)?.length ?? 0,
      rule: layout.ruleOf(name),
    })),
    rules: layout.rules.map(({ rule, action }) => ({
      name: rule.name,
      action,
      tables: rule.streams.map(({ table }) => table),
    })),
    cases: plan.cases.map(({ item, name, use }) => ({ item: item.name, case: name, ...use })),
  };
}
