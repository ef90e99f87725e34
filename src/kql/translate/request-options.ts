// `set` statements: what the options of a request mean for the rows of a query.
// https://learn.microsoft.com/kusto/query/set-statement, https://learn.microsoft.com/kusto/api/rest/request-properties

import type { Syntax } from '../syntax.ts';
import type { BinAuto, UnsupportedFinding } from './context.ts';
import { readLiteral } from './literals.ts';

/** Options that change how a query is run, billed, limited or reported, and never its rows. */
const withoutEffect: ReadonlySet<string> = new Set([
  'client_max_redirect_count',
  'client_results_reader_allow_varying_row_widths',
  'max_memory_consumption_per_query_per_node',
  'maxmemoryconsumptionperiterator',
  'maxoutputcolumns',
  'norequesttimeout',
  'notruncation',
  'push_selection_through_aggregation',
  'query_distribution_nodes_span',
  'query_fanout_nodes_percent',
  'query_fanout_threads_percent',
  'query_log_query_parameters',
  'query_max_entities_in_union',
  'query_results_cache_max_age',
  'query_results_cache_per_shard',
  'query_results_progressive_row_count',
  'query_results_progressive_update_period',
  'query_weakconsistency_session_id',
  'queryconsistency',
  'querytrace',
  'request_app_name',
  'request_callout_disabled',
  'request_description',
  'request_external_data_disabled',
  'request_external_table_disabled',
  'request_impersonation_disabled',
  'request_readonly',
  'request_readonly_hardline',
  'request_remote_entities_disabled',
  'request_sandboxed_execution_disabled',
  'request_user',
  'results_error_reporting_placement',
  'results_progressive_enabled',
  'servertimeout',
  'validate_permissions',
]);

/** Options that decide which rows a query gives, and are not followed here. */
const changesRows: ReadonlySet<string> = new Set([
  'best_effort',
  'deferpartialqueryfailures',
  'query_cursor_after_default',
  'query_cursor_before_or_at_default',
  'query_cursor_current',
  'query_cursor_disabled',
  'query_cursor_scoped_tables',
  'query_datascope',
  'query_datetimescope_column',
  'query_datetimescope_from',
  'query_datetimescope_to',
  'query_force_row_level_security',
  'query_language',
  'query_results_apply_getschema',
  'query_take_max_records',
  'request_block_row_level_security',
  'truncationmaxrecords',
  'truncationmaxsize',
]);

/** What an option does to the rows of a query; `unknown` of a name that no page has. */
export function effectOf(option: string): 'none' | 'rows' | 'unknown' {
  const name = option.toLowerCase();
  return changesRows.has(name) ? 'rows' : withoutEffect.has(name) ? 'none' : 'unknown';
}

export interface RequestOptions {
  /** What now() gives, in ticks, where the query says so. */
  readonly nowTicks: bigint | undefined;
  readonly binAuto: BinAuto;
  readonly findings: readonly UnsupportedFinding[];
}

/** Reads the options of a query's `set` statements; one that is not followed is a finding, and so is one that nobody knows. */
export function requestOptions(statements: readonly Syntax[]): RequestOptions {
  const findings: UnsupportedFinding[] = [];
  const report = (node: Syntax, message: string) => {
    findings.push({ code: 'kql/unsupported-statement', message, node, see: 'set-statement' });
  };
  let nowTicks: bigint | undefined;
  let binAuto: BinAuto = {};
  for (const statement of statements) {
    if (statement.kind !== 'SetOptionStatement') continue;
    const name = statement.get('Name').name.toLowerCase();
    const value = statement.child('ValueClause')?.child('Expression');
    if (Object.hasOwn(binOptions, name)) {
      const literal = value && readLiteral(value);
      binAuto = { ...binAuto, [binOptions[name as keyof typeof binOptions]]: literal };
      if (literal === undefined) report(statement, `The option ${name} takes a literal such as 1h.`);
    } else if (name === 'query_now') {
      nowTicks = value && ticksOf(value);
      if (nowTicks === undefined) {
        report(statement, 'The option query_now takes a datetime such as datetime(2026-01-15T12:00:00Z).');
      }
    } else {
      const why = notFollowed[effectOf(name)];
      if (why !== undefined) report(statement, `The option ${name} ${why}.`);
    }
  }
  return { nowTicks, binAuto, findings };
}

/** What bin_auto() reads. */
const binOptions = { query_bin_auto_size: 'size', query_bin_auto_at: 'at' } as const;

/** Why an option is refused. */
export const notFollowed = {
  none: undefined,
  rows: 'decides which rows a query gives, and is not supported here',
  unknown: 'is not known here: what it does to the rows is not known',
} as const;

function ticksOf(value: Syntax): bigint | undefined {
  const literal = readLiteral(value);
  const known = literal?.known?.value;
  return literal?.type === 'datetime' && typeof known === 'bigint' ? known : undefined;
}
