// GitHub-flavoured markdown from text that may hold anything: https://github.github.com/gfm/
import { plural } from '../diagnostics/plural.ts';

/**
 * GitHub refuses comments and issues over 65,536 characters; what the workflows write around a report (a marker, a link) fits in
 * the rest. A job summary may hold 1 MiB.
 */
const markdownLimit = 65_000;

/** Longer texts in a fence are cut, so that one rewritten query does not crowd out all other changes. */
const fenceLimit = 16_000;

/** Text for a running line or a table cell: nothing in it is markup, a mention or a line break. Cut after 500 characters. */
export function plainText(text: string): string {
  return htmlText(text).replaceAll(/[\\`*_[\]|~#]/g, '\\$&');
}

/** The same for the inside of HTML such as <summary>, where GitHub reads no markdown. */
export function htmlText(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return (line.length > 500 ? `${line.slice(0, 499)}…` : line)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '@<!-- -->');
}

/** A table cell or word in a code span, whatever backticks and bars it holds. */
export function codeSpan(text: string): string {
  return `<code>${plainText(text)}</code>`;
}

/** A fenced block whose fence is longer than any in the text. What does not fit is left out between lines, and said so below. */
export function fenced(lines: readonly string[], language = ''): string {
  const longest = lines
    .flatMap((line) => line.match(/`+/g) ?? [])
    .reduce((most, { length }) => Math.max(most, length), 2);
  const fence = '`'.repeat(longest + 1);
  const output: string[] = [];
  let room = fenceLimit;
  for (const line of lines) {
    room -= line.length + 1;
    if (room < 0) break;
    output.push(line);
  }
  const left = lines.length - output.length;
  const note = left === 0 ? '' : `\n\n_Left out here: ${plural(left, 'line')}._`;
  return `${fence}${language}\n${output.map((line) => `${line}\n`).join('')}${fence}${note}`;
}

/** A folded part: `summary` is HTML, `body` markdown. */
export function details(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

/** A table; cells are markdown without line breaks. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/**
 * Title and blocks as one document that ends in a line break and is within the limit: a block that does not fit is left out as a
 * whole, and a sentence says how many are and where to find them. `noun` names one block.
 */
export function documentOf(title: string, blocks: readonly string[], noun: string): string {
  const sentence = (left: number) =>
    `_Left out: ${plural(left, noun)}, because a comment on GitHub holds 65,536 characters. Run the command without \`--format\` to see everything._`;
  const heading = `### ${title}`;
  let room = markdownLimit - heading.length - sentence(blocks.length).length - 4;
  const fitting = blocks.filter((block) => {
    const fits = block.length + 2 <= room;
    if (fits) room -= block.length + 2;
    return fits;
  });
  const left = blocks.length - fitting.length;
  return `${[heading, ...fitting, ...(left === 0 ? [] : [sentence(left)])].join('\n\n')}\n`;
}
