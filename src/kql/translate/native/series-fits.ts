// series_fit_line() and series_fit_2lines(): straight lines through a series by least squares.
import { type NativeFunction, seriesOf } from './native-function.ts';
import { meanOf, varianceOf } from './series-stats.ts';

export interface LineFit {
  readonly rsquare: number;
  readonly slope: number;
  readonly variance: number;
  readonly rvariance: number;
  readonly interception: number;
  readonly line_fit: readonly number[];
}

/** The best line through the points (0, y0), (1, y1), ...; undefined without two numbers. */
export function fitLine(series: readonly number[]): LineFit | undefined {
  const known = series.map((_, i) => i).filter((i) => Number.isFinite(series[i]!));
  if (known.length < 2) return undefined;
  const values = known.map((i) => series[i]!);
  const [meanX, meanY] = [meanOf(known), meanOf(values)];
  const spread = known.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
  const slope = known.reduce((sum, x, i) => sum + (x - meanX) * (values[i]! - meanY), 0) / spread;
  const interception = meanY - slope * meanX;
  const line_fit = series.map((_, i) => slope * i + interception);
  const residuals = known.map((x, i) => values[i]! - line_fit[x]!);
  const squares = residuals.reduce((sum, residual) => sum + residual ** 2, 0);
  const variance = varianceOf(values);
  const rvariance = squares / (values.length - 1);
  const rsquare = variance === 0 ? 1 : 1 - rvariance / variance;
  return { rsquare, slope, variance, rvariance, interception, line_fit };
}

export interface TwoLines {
  readonly split: number;
  readonly left: LineFit;
  readonly right: LineFit;
  readonly rsquare: number;
  readonly variance: number;
  readonly rvariance: number;
}

/** The split whose two lines leave the least; each side has at least two points. */
function fitTwoLines(series: readonly number[]): TwoLines | undefined {
  let best: TwoLines | undefined;
  const variance = varianceOf(series);
  for (let split = 2; split <= series.length - 2; split += 1) {
    const [left, right] = [fitLine(series.slice(0, split)), fitLine(series.slice(split))];
    if (left === undefined || right === undefined) continue;
    const squares = left.rvariance * (split - 1) + right.rvariance * (series.length - split - 1);
    const rvariance = squares / (series.length - 1);
    const rsquare = variance === 0 ? 1 : 1 - rvariance / variance;
    if (best === undefined || rsquare > best.rsquare)
      best = { split, left, right, rsquare, variance, rvariance };
  }
  return best;
}

function asBag({ split, left, right, rsquare, variance, rvariance }: TwoLines): Record<string, unknown> {
  return {
    rsquare,
    split_idx: split,
    variance,
    rvariance,
    line_fit: [...left.line_fit, ...right.line_fit],
    right_rsquare: right.rsquare,
    right_slope: right.slope,
    right_interception: right.interception,
    right_variance: right.variance,
    right_rvariance: right.rvariance,
    left_rsquare: left.rsquare,
    left_slope: left.slope,
    left_interception: left.interception,
    left_variance: left.variance,
    left_rvariance: left.rvariance,
  };
}

const oneLine = (value: unknown) => fitLine(seriesOf(value) ?? []);
const twoLines = (value: unknown) => fitTwoLines(seriesOf(value) ?? []);

export const seriesFits = {
  series_fit_2lines: (value) => {
    const fit = twoLines(value);
    return fit === undefined ? null : Object.values(asBag(fit));
  },
  series_fit_2lines_dynamic: (value) => {
    const fit = twoLines(value);
    return fit === undefined ? null : asBag(fit);
  },
  series_fit_line: (value) => {
    const fit = oneLine(value);
    if (fit === undefined) return null;
    return [fit.rsquare, fit.slope, fit.variance, fit.rvariance, fit.interception, fit.line_fit];
  },
  series_fit_line_dynamic: (value) => oneLine(value) ?? null,
} satisfies Record<string, NativeFunction>;
