// Punycode of labels and domains. https://www.rfc-editor.org/rfc/rfc3492
import { type NativeFunction, textOf } from './native-function.ts';

const base = 36;
const lowest = 1;
const highest = 26;
const skew = 38;
const damp = 700;
const initialBias = 72;
const initialCode = 128;

const digitOf = (value: number) => String.fromCharCode(value < 26 ? value + 97 : value + 22);

function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / damp) : Math.floor(delta / 2);
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > ((base - lowest) * highest) / 2; k += base) rest = Math.floor(rest / (base - lowest));
  return k + Math.floor(((base - lowest + 1) * rest) / (rest + skew));
}

const threshold = (k: number, bias: number) => Math.min(Math.max(k - bias, lowest), highest);

/** The code of a label, without the `xn--` before it. */
function encodeLabel(text: string): string {
  const points = [...text].map((character) => character.codePointAt(0)!);
  const basic = points.filter((point) => point < 128);
  let output = basic.map((point) => String.fromCodePoint(point)).join('') + (basic.length > 0 ? '-' : '');
  let [code, delta, bias, done] = [initialCode, 0, initialBias, basic.length];
  while (done < points.length) {
    const next = points.filter((point) => point >= code).reduce((least, point) => Math.min(least, point));
    delta += (next - code) * (done + 1);
    code = next;
    for (const point of points) {
      if (point < code) delta += 1;
      if (point !== code) continue;
      output += variableLength(delta, bias);
      bias = adapt(delta, done + 1, done === basic.length);
      delta = 0;
      done += 1;
    }
    delta += 1;
    code += 1;
  }
  return output;
}

function variableLength(delta: number, bias: number): string {
  let output = '';
  let rest = delta;
  for (let k = base; ; k += base) {
    const least = threshold(k, bias);
    if (rest < least) return output + digitOf(rest);
    output += digitOf(least + ((rest - least) % (base - least)));
    rest = Math.floor((rest - least) / (base - least));
  }
}

/** The label of a code; undefined when it is none. */
function decodeLabel(text: string): string | undefined {
  const dash = text.lastIndexOf('-');
  const points = [...text.slice(0, Math.max(dash, 0))].map((character) => character.codePointAt(0)!);
  let [code, index, bias] = [initialCode, 0, initialBias];
  for (let at = dash + 1; at < text.length; ) {
    const before = index;
    for (let [k, weight] = [base, 1]; ; k += base) {
      const digit = digitValue(text.charAt(at++));
      if (digit === undefined) return undefined;
      index += digit * weight;
      const least = threshold(k, bias);
      if (digit < least) break;
      weight *= base - least;
    }
    bias = adapt(index - before, points.length + 1, before === 0);
    code += Math.floor(index / (points.length + 1));
    index %= points.length + 1;
    if (code > 0x10ffff) return undefined;
    points.splice(index, 0, code);
    index += 1;
  }
  return String.fromCodePoint(...points);
}

function digitValue(character: string): number | undefined {
  if (/^[a-z]$/i.test(character)) return character.toLowerCase().charCodeAt(0) - 97;
  return /^\d$/.test(character) ? Number(character) + 26 : undefined;
}

const isPlain = (label: string) => [...label].every((character) => character.charCodeAt(0) < 128);

export const punycode = {
  punycode_decode: (text) => decodeLabel(textOf(text)) ?? '',
  punycode_domain_decode: (text) =>
    textOf(text)
      .split('.')
      .map((label) => (/^xn--/i.test(label) ? (decodeLabel(label.slice(4)) ?? '') : label))
      .join('.'),
  punycode_domain_encode: (text) =>
    textOf(text)
      .split(/[.\u3002\uff0e\uff61]/)
      .map((label) => (isPlain(label) ? label : `xn--${encodeLabel(label)}`))
      .join('.'),
  punycode_encode: (text) => encodeLabel(textOf(text)),
} satisfies Record<string, NativeFunction>;
