// series_fft(), series_ifft() and series_fit_poly(): Fourier's transformation, and polynomials through a series.
import { type NativeFunction, numberOf, seriesOf } from './native-function.ts';
import { varianceOf } from './series-stats.ts';

type Complex = readonly [real: number[], imaginary: number[]];

/** Splits even lengths in halves; what remains is summed term by term. */
function transform([re, im]: Complex, sign: 1 | -1): Complex {
  const n = re.length;
  const turn = (sign * 2 * Math.PI) / n;
  const result: Complex = [Array<number>(n).fill(0), Array<number>(n).fill(0)];
  if (n > 1 && n % 2 === 0) {
    const half = (start: number) => transform([every(re, start), every(im, start)], sign);
    const [even, odd] = [half(0), half(1)];
    for (let k = 0; k < n; k += 1) {
      const at = k % (n / 2);
      const [cos, sin] = [Math.cos(turn * k), Math.sin(turn * k)];
      result[0][k] = even[0][at]! + cos * odd[0][at]! - sin * odd[1][at]!;
      result[1][k] = even[1][at]! + cos * odd[1][at]! + sin * odd[0][at]!;
    }
    return result;
  }
  for (let k = 0; k < n; k += 1) {
    for (let i = 0; i < n; i += 1) {
      const angle = turn * ((k * i) % n);
      result[0][k]! += re[i]! * Math.cos(angle) - im[i]! * Math.sin(angle);
      result[1][k]! += im[i]! * Math.cos(angle) + re[i]! * Math.sin(angle);
    }
  }
  return result;
}

function every(values: readonly number[], start: number): number[] {
  return values.filter((_, i) => i % 2 === start);
}

function fourier(sign: 1 | -1): NativeFunction {
  return (real, imaginary) => {
    const re = seriesOf(real);
    const im = imaginary === undefined || imaginary === null ? re?.map(() => 0) : seriesOf(imaginary);
    if (re === undefined || im === undefined || re.length !== im.length) return null;
    const parts = transform([re, im], sign);
    return sign === -1 ? parts : parts.map((part) => part.map((value) => value / re.length));
  };
}

/** Solves the normal equations by elimination; undefined when they have no single solution. */
function solve(matrix: number[][], right: number[]): number[] | undefined {
  const n = right.length;
  for (let column = 0; column < n; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < n; row += 1) {
      if (Math.abs(matrix[row]![column]!) > Math.abs(matrix[pivot]![column]!)) pivot = row;
    }
    if (!(Math.abs(matrix[pivot]![column]!) > 0)) return undefined;
    [matrix[column], matrix[pivot]] = [matrix[pivot]!, matrix[column]!];
    [right[column], right[pivot]] = [right[pivot]!, right[column]!];
    for (let row = column + 1; row < n; row += 1) {
      const factor = matrix[row]![column]! / matrix[column]![column]!;
      for (let i = column; i < n; i += 1) matrix[row]![i]! -= factor * matrix[column]![i]!;
      right[row]! -= factor * right[column]!;
    }
  }
  const solution = Array<number>(n).fill(0);
  for (let row = n - 1; row >= 0; row -= 1) {
    const known = solution.reduce((sum, value, i) => (i > row ? sum + matrix[row]![i]! * value : sum), 0);
    solution[row] = (right[row]! - known) / matrix[row]![row]!;
  }
  return solution;
}

/** Coefficients come from the highest power down. */
function fitPoly(value: unknown, xs: unknown, asked: unknown): unknown {
  const y = seriesOf(value);
  const x = xs === undefined || xs === null ? y?.map((_, i) => i + 1) : seriesOf(xs);
  const degree = asked === undefined || asked === null ? 1 : Math.trunc(numberOf(asked));
  if (y === undefined || x === undefined || x.length !== y.length || !(degree >= 0 && degree < 30))
    return null;
  const known = y.map((_, i) => i).filter((i) => Number.isFinite(y[i]!) && Number.isFinite(x[i]!));
  const sum = (power: number, by: (i: number) => number) =>
    known.reduce((all, i) => all + x[i]! ** power * by(i), 0);
  const powers = Array.from({ length: degree + 1 }, (_, power) => power);
  const matrix = powers.map((a) => powers.map((b) => sum(a + b, () => 1)));
  const solution = solve(
    matrix,
    powers.map((a) => sum(a, (i) => y[i]!)),
  );
  if (solution === undefined) return null;
  const fit = x.map((at) => solution.reduceRight((all, coefficient) => all * at + coefficient, 0));
  const variance = varianceOf(known.map((i) => y[i]!));
  const rvariance = known.reduce((all, i) => all + (y[i]! - fit[i]!) ** 2, 0) / (known.length - 1);
  return [variance === 0 ? 1 : 1 - rvariance / variance, solution.toReversed(), variance, rvariance, fit];
}

export const seriesTransforms = {
  series_fft: fourier(-1),
  series_fit_poly: fitPoly,
  series_ifft: fourier(1),
} satisfies Record<string, NativeFunction>;
