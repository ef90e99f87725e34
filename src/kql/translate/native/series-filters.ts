// series_fir() and series_iir(): digital filters over a series.
import { type NativeFunction, seriesOf } from './native-function.ts';

/** Points outside the series count as 0. https://learn.microsoft.com/kusto/query/series-fir-function */
function fir(value: unknown, coefficients: unknown, normalize: unknown, center: unknown): number[] | null {
  const [series, filter] = [seriesOf(value), seriesOf(coefficients)];
  if (series === undefined || filter === undefined) return null;
  const negative = filter.some((one) => one < 0);
  const scaled = normalize === undefined || normalize === null ? !negative : normalize === true;
  if (scaled && negative) return null;
  const sum = scaled ? filter.reduce((all, one) => all + one, 0) : 1;
  const shift = center === true ? Math.floor(filter.length / 2) : 0;
  return series.map(
    (_, i) => filter.reduce((all, one, j) => all + one * (series[i + shift - j] ?? 0), 0) / sum,
  );
}

/** `a0 y[i] = b0 x[i] + b1 x[i-1] + ... - a1 y[i-1] - ...` https://learn.microsoft.com/kusto/query/series-iir-function */
function iir(value: unknown, numerators: unknown, denominators: unknown): number[] | null {
  const [series, b, a] = [seriesOf(value), seriesOf(numerators), seriesOf(denominators)];
  if (series === undefined || b === undefined || a === undefined || a.length === 0) return null;
  const output: number[] = [];
  series.forEach((_, i) => {
    const forward = b.reduce((all, one, j) => all + one * (series[i - j] ?? 0), 0);
    const back = a.reduce((all, one, j) => (j === 0 ? all : all + one * (output[i - j] ?? 0)), 0);
    output.push((forward - back) / a[0]!);
  });
  return output;
}

export const seriesFilters = {
  series_fir: fir,
  series_iir: iir,
} satisfies Record<string, NativeFunction>;
