// beta_cdf(), beta_inv(), beta_pdf() and welch_test(): the beta distribution and what rests on it.
import { type NativeFunction, numberOf } from './native-function.ts';

/** Lanczos' approximation with nine terms, good to fifteen digits. */
const lanczos = [
  0.999_999_999_999_809_93, 676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_13,
  -176.615_029_162_140_59, 12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_571_6e-6,
  1.505_632_735_149_311_6e-7,
];

function logGamma(x: number): number {
  const at = x - 1;
  const sum = lanczos.slice(1).reduce((all, term, i) => all + term / (at + i + 1), lanczos[0]!);
  const t = at + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (at + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** x^a (1-x)^b / B(a, b), by logarithms so that nothing overflows. */
function kernel(x: number, a: number, b: number): number {
  return Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
}

/** The regularized incomplete beta function, by its continued fraction. */
function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(1 - x, b, a);
  const tiny = 1e-300;
  let [c, d] = [1, 1 / nonZero(1 - ((a + b) * x) / (a + 1), tiny)];
  let fraction = d;
  for (let m = 1; m <= 500; m += 1) {
    const before = fraction;
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    for (const term of [even, odd]) {
      d = 1 / nonZero(1 + term * d, tiny);
      c = nonZero(1 + term / c, tiny);
      fraction *= c * d;
    }
    if (Math.abs(fraction - before) < 1e-16 * Math.abs(fraction)) break;
  }
  return (kernel(x, a, b) * fraction) / a;
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** The x whose cdf is `p`, by halving. */
function betaInverse(p: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 200 && low < high; i += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (betaCdf(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Two-sided p-value of Student's t with `freedom` degrees. */
function studentP(t: number, freedom: number): number {
  return betaCdf(freedom / (freedom + t * t), freedom / 2, 0.5);
}

function welch(args: readonly unknown[]): number | null {
  const [mean1, variance1, count1, mean2, variance2, count2] = args.map(numberOf) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [a, b] = [variance1 / count1, variance2 / count2];
  const freedom = (a + b) ** 2 / (a ** 2 / (count1 - 1) + b ** 2 / (count2 - 1));
  const p = studentP((mean1 - mean2) / Math.sqrt(a + b), freedom);
  return Number.isFinite(p) ? p : null;
}

/** NaN where a parameter of the distribution is outside its range, and what the function has for a value outside 0 to 1. */
function ofBeta(
  call: (value: number, a: number, b: number) => number,
  outside: number | null,
): NativeFunction {
  return (...args) => {
    if (args.some((arg) => arg === null || arg === undefined)) return null;
    const [value, a, b] = args.map(numberOf) as [number, number, number];
    if (!(a > 0 && b > 0)) return Number.NaN;
    return value >= 0 && value <= 1 ? call(value, a, b) : outside;
  };
}

const betaDistribution = ofBeta(betaCdf, Number.NaN);

/** The engine gives 1 for a negative alpha, as an incomplete beta function does that does not look at its arguments. */
const betaCdfOf: NativeFunction = (value, a, b) => {
  if ([value, a, b].some((arg) => arg === null || arg === undefined)) return null;
  const [at, alpha, beta] = [value, a, b].map(numberOf) as [number, number, number];
  return at >= 0 && at <= 1 && alpha < 0 && beta > 0 ? 1 : betaDistribution(value, a, b);
};

export const distributions = {
  beta_cdf: betaCdfOf,
  beta_inv: ofBeta(betaInverse, null),
  beta_pdf: ofBeta((x, a, b) => (x === 0 || x === 1 ? 0 : kernel(x, a, b) / (x * (1 - x))), Number.NaN),
  welch_test: (...args) => welch(args),
} satisfies Record<string, NativeFunction>;
