// For every character of a YAML string value: where it stands in the file, through block indentation, folding and escapes.
import type { CST } from 'yaml';

export type ScalarToken = CST.FlowScalar | CST.BlockScalar;

/** A piece of decoded text and the file offset of the source it comes from. */
interface Unit {
  readonly text: string;
  readonly at: number;
  readonly escaped?: boolean;
}

interface Line {
  readonly units: readonly Unit[];
  /** File offset of the line break that ends the line. */
  readonly breakAt: number;
  /** The line break is escaped: nothing stands for it in the text. */
  readonly isJoined?: boolean;
}

/**
 * File offset of each UTF-16 unit of `decoded`, plus one entry for its end. Exact for literal blocks and single-line scalars;
 * a character made by folding stands at the line break it was made of. Undefined when the token does not spell `decoded`.
 * https://yaml.org/spec/1.2.2/#chapter-7-flow-style-productions
 */
export function scalarOffsets(token: ScalarToken, decoded: string): Uint32Array | undefined {
  if (decoded === '') return new Uint32Array([endOf(token, decoded, new Uint32Array())]);
  const lines = token.type === 'block-scalar' ? blockLines(token) : flowLines(token);
  const isLiteral = token.type === 'block-scalar' && headerOf(token).startsWith('|');
  const offsets = new Uint32Array(decoded.length + 1);
  const isAligned = isLiteral ? alignLiteral(lines, decoded, offsets) : alignFolded(lines, decoded, offsets);
  if (!isAligned) return undefined;
  offsets[decoded.length] = endOf(token, decoded, offsets);
  return offsets;
}

/** After the last character; before the final line break, so that "at the end" is shown on the last line of text. */
function endOf(token: ScalarToken, decoded: string, offsets: Uint32Array): number {
  if (decoded === '') return token.type === 'block-scalar' ? bodyStart(token) : token.offset;
  const last = offsets[decoded.length - 1]!;
  return decoded.endsWith('\n') ? last : last + 1;
}

function alignLiteral(lines: readonly Line[], decoded: string, offsets: Uint32Array): boolean {
  let index = 0;
  for (const line of lines) {
    for (const unit of line.units) {
      if (index >= decoded.length) return true;
      if (decoded[index] !== unit.text) return false;
      offsets[index++] = unit.at;
    }
    if (index >= decoded.length) return true;
    if (decoded[index] !== '\n') return false;
    offsets[index++] = line.breakAt;
  }
  // The parser ends a text that the file leaves open with a line break of its own.
  const lastBreak = lines.at(-1)?.breakAt ?? 0;
  for (; decoded[index] === '\n'; index++) offsets[index] = lastBreak;
  return index >= decoded.length;
}

/** Walks line by line; what stands between two lines in the decoded text is what their line breaks were folded into. */
function alignFolded(lines: readonly Line[], decoded: string, offsets: Uint32Array): boolean {
  let index = 0;
  let breaks: number[] = [];
  let lastBreak = lines[0]?.breakAt ?? 0;
  const separator = () => {
    lastBreak = breaks.shift() ?? lastBreak;
    offsets[index++] = lastBreak;
  };
  for (const line of lines) {
    const text = line.units.map((unit) => unit.text).join('');
    if (text !== '' || line.isJoined) {
      const folded = breaks.length === 1 ? ' ' : '\n'.repeat(Math.max(0, breaks.length - 1));
      const isFolded = decoded.startsWith(folded + text, index);
      if (isFolded) for (const _ of codeUnits(folded)) separator();
      while (!decoded.startsWith(text, index)) {
        if (decoded[index] !== ' ' && decoded[index] !== '\n') return false;
        separator();
      }
      for (const unit of line.units) for (const _ of codeUnits(unit.text)) offsets[index++] = unit.at;
      breaks = [];
    }
    if (!line.isJoined) breaks.push(line.breakAt);
  }
  while (index < decoded.length) {
    if (decoded[index] !== '\n' && decoded[index] !== ' ') return false;
    separator();
  }
  return true;
}

function codeUnits(text: string): string[] {
  return text.split('');
}

function headerOf(token: CST.BlockScalar): string {
  const header = token.props.find((prop) => prop.type === 'block-scalar-header');
  return header !== undefined && 'source' in header ? header.source : '';
}

/** Offset of the first character after the header line. */
function bodyStart(token: CST.BlockScalar): number {
  const headerLength = token.props.reduce(
    (sum, prop) => sum + ('source' in prop ? prop.source.length : 0),
    0,
  );
  return token.offset + headerLength;
}

function blockLines(token: CST.BlockScalar): Line[] {
  const rows = token.source.split('\n');
  const digit = /\d/.exec(headerOf(token))?.[0];
  const firstText = rows.find((row) => /[^ \r]/.test(row));
  const stated = digit === undefined ? leadingSpaces(firstText ?? '') : token.indent + Number(digit);
  // Where there is no text at all, blank lines are blank however long they are.
  const indent = firstText === undefined ? Number.POSITIVE_INFINITY : stated;
  let at = bodyStart(token);
  return rows.map((row) => {
    const text = row.endsWith('\r') ? row.slice(0, -1) : row;
    const skipped = Math.min(indent, leadingSpaces(text));
    const start = at + skipped;
    const units = codeUnits(text.slice(skipped)).map((character, i) => ({ text: character, at: start + i }));
    const breakAt = at + text.length;
    at += row.length + 1;
    return { units, breakAt };
  });
}

function leadingSpaces(row: string): number {
  return row.length - row.replace(/^ +/, '').length;
}

function flowLines(token: CST.FlowScalar): Line[] {
  const isQuoted = token.type !== 'scalar';
  const body = isQuoted ? token.source.slice(1, -1) : token.source;
  const bodyAt = token.offset + (isQuoted ? 1 : 0);
  const lines: Line[] = [];
  let units: Unit[] = [];
  for (let i = 0; i < body.length; ) {
    const at = bodyAt + i;
    const [text, length] = unitAt(body, i, token.type);
    if (text === undefined) {
      lines.push({ units: trimUnits(units, { start: lines.length > 0, end: true }), breakAt: at });
      units = [];
    } else if (text !== '') {
      units.push({ text, at, escaped: length > 1 });
    } else {
      // An escaped line break joins two lines with nothing between them.
      const trimmed = trimUnits(units, { start: lines.length > 0, end: false });
      lines.push({ units: trimmed, breakAt: at, isJoined: true });
      units = [];
    }
    i += length;
  }
  lines.push({
    units: trimUnits(units, { start: lines.length > 0, end: false }),
    breakAt: bodyAt + body.length,
  });
  return lines;
}

/** Decoded text and source length at `i`: undefined text is a line break, empty text an escaped one. */
function unitAt(body: string, i: number, type: CST.FlowScalar['type']): [string | undefined, number] {
  const character = body[i]!;
  if (character === '\n') return [undefined, 1];
  if (character === '\r' && body[i + 1] === '\n') return [undefined, 2];
  if (type === 'single-quoted-scalar' && body.startsWith("''", i)) return ["'", 2];
  if (type === 'double-quoted-scalar' && character === '\\') return escapeAt(body, i);
  return [character, 1];
}

const namedEscapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};
const numericEscapes: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function escapeAt(body: string, i: number): [string, number] {
  const name = body[i + 1] ?? '';
  if (name === '\n') return ['', 2];
  if (name === '\r' && body[i + 2] === '\n') return ['', 3];
  const digits = numericEscapes[name];
  if (digits === undefined) return [namedEscapes[name] ?? name, 2];
  const code = Number.parseInt(body.slice(i + 2, i + 2 + digits), 16);
  return [code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd', 2 + digits];
}

function trimUnits(units: readonly Unit[], sides: { start: boolean; end: boolean }): Unit[] {
  const isBlank = (unit: Unit | undefined) =>
    unit !== undefined && !unit.escaped && (unit.text === ' ' || unit.text === '\t');
  let start = 0;
  let end = units.length;
  if (sides.start) while (start < end && isBlank(units[start])) start++;
  if (sides.end) while (end > start && isBlank(units[end - 1])) end--;
  return units.slice(start, end);
}
