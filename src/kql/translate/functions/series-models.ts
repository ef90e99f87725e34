// Functions that fit, filter or decompose a series; they run natively, once a series.
import type { Expression } from '../expression.ts';
import type { NativeName } from '../native/index.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';
import { nativeCall } from './native-call.ts';

function model(name: NativeName, differs?: string): FunctionEntry {
  return {
    sql: (args: readonly Expression[], context: CallContext) => nativeCall(name, args, context),
    nullable: true,
    see: `${name.replaceAll('_', '-')}-function`,
    differs,
  };
}

const periods =
  'The documentation does not give the scores of periods; close periods may be found in another order.';
const baseline =
  'Follows the documented steps; the service may differ in the last digits, and in what it takes for a season.';

export const seriesModels = {
  series_decompose: model('series_decompose', baseline),
  series_decompose_anomalies: model('series_decompose_anomalies', baseline),
  series_decompose_forecast: model('series_decompose_forecast', baseline),
  series_fft: model('series_fft'),
  series_fir: model('series_fir'),
  series_fit_2lines: model('series_fit_2lines'),
  series_fit_2lines_dynamic: model('series_fit_2lines_dynamic'),
  series_fit_line: model('series_fit_line'),
  series_fit_line_dynamic: model('series_fit_line_dynamic'),
  series_fit_poly: model('series_fit_poly'),
  series_ifft: model('series_ifft'),
  series_iir: model('series_iir'),
  series_outliers: model('series_outliers'),
  series_periods_detect: model('series_periods_detect', periods),
  series_periods_validate: model('series_periods_validate', periods),
  series_seasonal: model('series_seasonal', periods),
  series_stats: model('series_stats'),
  series_stats_dynamic: model('series_stats_dynamic'),
} satisfies Record<string, FunctionEntry>;
