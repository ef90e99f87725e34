// series_periods_detect(), series_periods_validate(), series_seasonal(): what repeats in a series.
import { type NativeFunction, numberOf, seriesOf } from './native-function.ts';
import { meanOf, medianOf } from './series-stats.ts';

/** A period needs this many points, and two repetitions. */
const shortestPeriod = 4;

/** How well the series fits itself moved by `lag`: the autocorrelation, freed of the bias of its shorter overlap. */
function correlation(series: readonly number[], lag: number): number {
  const mean = meanOf(series);
  const overlap = series.length - lag;
  const all = series.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  let common = 0;
  for (let i = 0; i < overlap; i += 1) common += (series[i]! - mean) * (series[i + lag]! - mean);
  return all === 0 ? 0 : (common / all) * (series.length / overlap);
}

/**
 * The weakest correlation of the period and its multiples in half the series; 0 when a period up to a quarter
 * longer or shorter fits better, or when it is no more than noise of a series of that length shows.
 */
function scoreOf(series: readonly number[], period: number): number {
  const lag = Math.round(period);
  const half = Math.floor(series.length / 2);
  if (lag < shortestPeriod || lag > half) return 0;
  const here = correlation(series, lag);
  const reach = Math.max(1, Math.floor(lag / 4));
  let isPeak = true;
  for (let near = lag - reach; near <= lag + reach; near += 1) isPeak &&= correlation(series, near) <= here;
  if (!isPeak || here < 2 / Math.sqrt(series.length)) return 0;
  let weakest = here;
  for (let multiple = 2 * lag; multiple <= half; multiple += lag) {
    weakest = Math.min(weakest, correlation(series, multiple));
  }
  return Math.min(Math.max(weakest, 0), 1);
}

function filled(value: unknown): number[] | undefined {
  const series = seriesOf(value);
  const known = series?.filter(Number.isFinite) ?? [];
  const mean = known.length === 0 ? 0 : meanOf(known);
  return series?.map((item) => (Number.isFinite(item) ? item : mean));
}

/** Periods and their scores, the best first; a multiple of a better period is left out. */
function detectPeriods(
  series: readonly number[],
  from: number,
  to: number,
  count: number,
): readonly (readonly [number, number])[] {
  const first = Math.max(shortestPeriod, Math.ceil(from));
  const last = Math.min(Math.floor(to), Math.floor(series.length / 2));
  const scored: (readonly [number, number])[] = [];
  for (let lag = first; lag <= last; lag += 1) {
    const score = scoreOf(series, lag);
    if (score > 0) scored.push([lag, score]);
  }
  scored.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const chosen: (readonly [number, number])[] = [];
  for (const one of scored) {
    if (chosen.length < count && !chosen.some(([period]) => one[0] % period === 0)) chosen.push(one);
  }
  return chosen;
}

/** The period with the best score, when that reaches the threshold. */
export function bestPeriod(series: readonly number[], threshold: number): number {
  const scored = detectPeriods(series, shortestPeriod, series.length / 2, 1)[0];
  return scored !== undefined && scored[1] >= threshold ? scored[0] : 0;
}

/** The median of all points that lie at the same place of the period, over the first `learned` points; 0 without a period. */
export function seasonalOf(series: readonly number[], period: number, learned: number): number[] {
  if (!(period >= 1 && period <= series.length)) return series.map(() => 0);
  const phases = Array.from({ length: period }, (_, phase) =>
    medianOf(series.slice(0, learned).filter((value, i) => i % period === phase && Number.isFinite(value))),
  );
  return series.map((_, i) => phases[i % period]!);
}

export const seriesPeriods = {
  series_periods_detect: (value, from, to, count) => {
    const series = filled(value);
    if (series === undefined) return null;
    const wanted = Math.min(Math.max(Math.trunc(numberOf(count)), 0), series.length);
    const periods = detectPeriods(series, numberOf(from), numberOf(to), wanted);
    const padded = Array.from({ length: wanted }, (_, i) => periods[i] ?? ([0, 0] as const));
    return [padded.map(([period]) => period), padded.map(([, score]) => score)];
  },
  series_periods_validate: (value, ...periods) => {
    const series = filled(value);
    if (series === undefined) return null;
    const asked = periods.flat().map(numberOf);
    return [asked, asked.map((period) => scoreOf(series, period))];
  },
  series_seasonal: (value, period, testPoints) => {
    const series = seriesOf(value);
    if (series === undefined) return null;
    const asked = period === undefined || period === null ? -1 : Math.trunc(numberOf(period));
    const length = asked === -1 ? bestPeriod(filled(value)!, 0.6) : asked;
    return seasonalOf(series, length, series.length - (testPoints === undefined ? 0 : numberOf(testPoints)));
  },
} satisfies Record<string, NativeFunction>;
