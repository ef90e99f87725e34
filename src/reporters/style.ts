// How text looks to a reader: colour for terminals, and nothing where there is none; how wide a line is.
import { randomBytes } from 'node:crypto';

/** What a stream shows its reader. */
export interface Display {
  readonly colour: boolean;
  /** Places of a line; undefined where no terminal sets a bound. */
  readonly width: number | undefined;
}

/** What text can be painted as. */
export type Paint = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

export interface Style extends Readonly<Record<Paint, (text: string) => string>> {
  /** Places of a line; undefined where no terminal sets a bound. */
  readonly width: number | undefined;
}

/** On and off: https://learn.microsoft.com/windows/console/console-virtual-terminal-sequences#text-formatting */
const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const satisfies Record<Paint, readonly [number, number]>;

/**
 * Stands for the escape character in text that is not on its way out yet. It is new in each process, so text that others wrote
 * cannot hold it: whatever escapes such text has are not taken for the tool's own.
 */
const mark = `\uFDD0${randomBytes(12).toString('hex')}`;

/** For files, and for readers that nothing is known of. */
const plainDisplay: Display = { colour: false, width: undefined };

/** Plain without colour: the text comes back as it is. What it paints is ink until `inked` writes it out. */
export function createStyle({ colour, width }: Display = plainDisplay): Style {
  const paint = (style: Paint) => (text: string) => {
    const [on, off] = codes[style];
    return colour ? `${mark}[${on}m${text}${mark}[${off}m` : text;
  };
  return {
    width,
    bold: paint('bold'),
    dim: paint('dim'),
    red: paint('red'),
    green: paint('green'),
    yellow: paint('yellow'),
    cyan: paint('cyan'),
  };
}

/**
 * Whether text is painted. `FORCE_COLOR` stands over `NO_COLOR`, and both over what the stream is, as in Node itself:
 * https://nodejs.org/api/cli.html#force_color1-2-3, https://no-color.org
 */
export function isColoured(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return ['', '1', '2', '3', 'true'].includes(forced);
  return isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}

/** Places of a line of a stream; a terminal that nobody has given a size says 0. */
export function widthOf({
  isTTY,
  columns,
}: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>): number | undefined {
  return isTTY === true && columns > 0 ? columns : undefined;
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
