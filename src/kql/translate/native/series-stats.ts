// series_stats(), series_outliers(): numbers that describe a series.
import { type NativeFunction, numberOf, seriesOf } from './native-function.ts';

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** With n - 1 below the line; 0 for fewer than two values. */
export function varianceOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

export function medianOf(values: readonly number[]): number {
  return quantileOf(values, 0.5);
}

/** Between two values the quantile lies on the line that joins them. */
function quantileOf(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * fraction;
  const below = Math.floor(at);
  const low = sorted[below] ?? Number.NaN;
  return low + (at - below) * ((sorted[below + 1] ?? low) - low);
}

export interface Stats {
  readonly min: number;
  readonly min_idx: number;
  readonly max: number;
  readonly max_idx: number;
  readonly avg: number;
  readonly stdev: number;
  readonly variance: number;
  readonly sum: number;
  readonly len: number;
}

/** Undefined when an item is no finite number and those are not to be left out. */
function statsOf(value: unknown, ignoreNonFinite: unknown): Stats | undefined {
  const series = seriesOf(value);
  if (series === undefined) return undefined;
  const finite = series.filter(Number.isFinite);
  if (finite.length === 0 || (finite.length < series.length && ignoreNonFinite !== true)) return undefined;
  const min = finite.reduce((least, one) => Math.min(least, one));
  const max = finite.reduce((most, one) => Math.max(most, one));
  const variance = varianceOf(finite);
  const avg = meanOf(finite);
  const sum = finite.reduce((all, one) => all + one, 0);
  return {
    min,
    min_idx: series.indexOf(min),
    max,
    max_idx: series.indexOf(max),
    avg,
    stdev: Math.sqrt(variance),
    variance,
    sum,
    len: finite.length,
  };
}

/** How many of its ranges a value lies outside the range of the usual ones: negative below, 0 inside. */
export function outlierScores(
  series: readonly number[],
  low: number,
  high: number,
  ignored = Number.NaN,
): number[] {
  const usual = series.filter((value) => Number.isFinite(value) && value !== ignored);
  const [from, to] = [quantileOf(usual, low), quantileOf(usual, high)];
  const range = to - from;
  return series.map((value) => {
    if (!Number.isFinite(value) || value === ignored || range === 0) return 0;
    if (value > to) return (value - to) / range;
    return value < from ? (value - from) / range : 0;
  });
}

/** Low and high quantile of a kind of Tukey's test; undefined for a kind that is none. */
export function tukeyRange(
  kind: unknown,
  low?: unknown,
  high?: unknown,
): readonly [number, number] | undefined {
  if (kind === 'tukey') return [0.25, 0.75];
  if (kind !== undefined && kind !== null && kind !== 'ctukey') return undefined;
  const percent = (value: unknown, otherwise: number) =>
    (value === undefined || value === null ? otherwise : numberOf(value)) / 100;
  return [percent(low, 10), percent(high, 90)];
}

export const seriesStats = {
  series_outliers: (value, kind, ignored, low, high) => {
    const [series, range] = [seriesOf(value), tukeyRange(kind, low, high)];
    if (series === undefined || range === undefined) return null;
    return outlierScores(
      series,
      range[0],
      range[1],
      ignored === undefined || ignored === null ? Number.NaN : numberOf(ignored),
    );
  },
  series_stats: (value, ignore) => {
    const stats = statsOf(value, ignore);
    if (stats === undefined) return null;
    return [stats.min, stats.min_idx, stats.max, stats.max_idx, stats.avg, stats.stdev, stats.variance];
  },
  series_stats_dynamic: (value, ignore) => statsOf(value, ignore) ?? null,
} satisfies Record<string, NativeFunction>;
