// Colour for terminals, and nothing where there is none.
import { randomBytes } from 'node:crypto';

export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

/** On and off: https://learn.microsoft.com/windows/console/console-virtual-terminal-sequences#text-formatting */
const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const satisfies Record<keyof Style, readonly [number, number]>;

/**
 * Stands for the escape character in text that is not on its way out yet. It is new in each process, so text that others wrote
 * cannot hold it: whatever escapes such text has are not taken for the tool's own.
 */
const mark = `\uFDD0${randomBytes(12).toString('hex')}`;

/** Plain when `colour` is false: the text comes back as it is. What it paints is ink until `inked` writes it out. */
export function createStyle(colour: boolean): Style {
  const paint = (style: keyof Style) => (text: string) => {
    const [on, off] = codes[style];
    return colour ? `${mark}[${on}m${text}${mark}[${off}m` : text;
  };
  return {
    bold: paint('bold'),
    dim: paint('dim'),
    red: paint('red'),
    green: paint('green'),
    yellow: paint('yellow'),
    cyan: paint('cyan'),
  };
}

/** Painted text as a terminal takes it: its colours as escape sequences, all the rest as `clean` makes it. */
export function inked(text: string, clean: (text: string) => string): string {
  const [first = '', ...rest] = text.split(mark);
  const painted = rest.map((part) => {
    const [code = ''] = /^\[\d+m/.exec(part) ?? [];
    return `${code === '' ? '' : `\u001b${code}`}${clean(part.slice(code.length))}`;
  });
  return clean(first) + painted.join('');
}
