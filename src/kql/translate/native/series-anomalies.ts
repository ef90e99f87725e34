// series_decompose() and what builds on it: season, trend and rest of a series, its forecast and its anomalies.
import { type NativeFunction, numberOf, seriesOf } from './native-function.ts';
import { fitLine } from './series-fits.ts';
import { bestPeriod, seasonalOf } from './series-periods.ts';
import { meanOf, outlierScores, tukeyRange } from './series-stats.ts';

interface Decomposition {
  readonly baseline: readonly number[];
  readonly seasonal: readonly number[];
  readonly trend: readonly number[];
  readonly residual: readonly number[];
}

interface DecomposeOptions {
  /** -1 finds the period, 0 has none. */
  readonly period: unknown;
  readonly trend: unknown;
  readonly testPoints: unknown;
  readonly threshold: unknown;
}

function given(value: unknown, otherwise: number): number {
  return value === undefined || value === null ? otherwise : numberOf(value);
}

/** https://learn.microsoft.com/kusto/query/series-decompose-function#returns */
function decompose(series: readonly number[], options: DecomposeOptions): Decomposition | undefined {
  const learned = series.length - given(options.testPoints, 0);
  const known = series.slice(0, learned).filter(Number.isFinite);
  if (known.length === 0) return undefined;
  const asked = given(options.period, -1);
  const mean = meanOf(known);
  const whole = series.slice(0, learned).map((value) => (Number.isFinite(value) ? value : mean));
  const period = asked === -1 ? bestPeriod(whole, given(options.threshold, 0.6)) : Math.trunc(asked);
  const seasonal = seasonalOf(series, period, learned);
  const rest = series.map((value, i) => value - seasonal[i]!);
  const trend = trendOf(rest, learned, options.trend);
  if (trend === undefined) return undefined;
  const baseline = series.map((_, i) => seasonal[i]! + trend[i]!);
  return { baseline, seasonal, trend, residual: series.map((value, i) => value - baseline[i]!) };
}

function trendOf(rest: readonly number[], learned: number, kind: unknown): number[] | undefined {
  const known = rest.slice(0, learned);
  if (kind === 'none') return rest.map(() => 0);
  if (kind === 'linefit') {
    const line = fitLine(known);
    if (line === undefined) return undefined;
    return rest.map((_, i) => line.slope * i + line.interception);
  }
  if (kind !== undefined && kind !== null && kind !== 'avg') return undefined;
  const mean = meanOf(known.filter(Number.isFinite));
  return rest.map(() => mean);
}

function asTuple(parts: Decomposition | undefined): unknown {
  return parts === undefined ? null : [parts.baseline, parts.seasonal, parts.trend, parts.residual];
}

export const seriesAnomalies = {
  series_decompose: (value, period, trend, testPoints, threshold) => {
    const series = seriesOf(value);
    return series === undefined ? null : asTuple(decompose(series, { period, trend, testPoints, threshold }));
  },
  series_decompose_anomalies: (value, limit, period, trend, testPoints, method, threshold) => {
    const series = seriesOf(value);
    const range = tukeyRange(method);
    if (series === undefined || range === undefined) return null;
    const parts = decompose(series, { period, trend, testPoints, threshold });
    if (parts === undefined) return null;
    const scores = outlierScores(parts.residual, range[0], range[1]);
    const from = given(limit, 1.5);
    const flags = scores.map((score) => (score > from ? 1 : score < -from ? -1 : 0));
    return [flags, scores, parts.baseline];
  },
  series_decompose_forecast: (value, points, period, trend, threshold) => {
    const series = seriesOf(value);
    if (series === undefined) return null;
    const kind = trend === undefined || trend === null ? 'linefit' : trend;
    return asTuple(decompose(series, { period, trend: kind, testPoints: points, threshold }));
  },
} satisfies Record<string, NativeFunction>;
