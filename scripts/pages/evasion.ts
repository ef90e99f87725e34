// Writes docs/detections/evasion.md: how many rewrites of its cases each detection sees, from the kept result.
import type { ContentItem } from '../../src/content/content-item.ts';
import { families } from '../../src/evasion/families/index.ts';
import type { EvasionRecord, RecordedEvasion } from '../../src/evasion/record.ts';
import { evasionSummary, evasionTable, shown } from '../../src/reporters/evasion-words.ts';

/** The whole page, Markdown. A test keeps the file equal to it. */
export function renderEvasion(record: EvasionRecord, items: readonly ContentItem[]): string {
  const [head, ...rows] = evasionTable(record);
  const slugOf = (name: string | undefined) => items.find((item) => item.name === name)?.slug;
  const untried = record.rules.filter(({ total }) => total === 0).map(({ name }) => name);
  const missed = record.rules.filter(({ misses }) => misses.length > 0);
  return `<!-- Generated from test/evasion.json. Do not edit. -->
# Other spellings of the same command

The ordinary cases of each detection (tier A, one alert) are rewritten as somebody who hides would write them: the program does the
same, the command line looks another. A rewrite is seen when exactly as many alerts come out as before. \`npm run evade\` runs them all;
[how](../guides/evasion.md).

${evasionSummary(record)}.

${tableOf(
  head!,
  rows.map(([name, ...cells]) => [linked(name!, slugOf(name)), ...cells]),
)}

No ordinary case of the others shows a process: ${untried.join(', ')}.

## What is missed

${missed.length === 0 ? 'Nothing.' : missed.map(missedSection).join('\n')}
## The rewrites

${tableOf(
  ['family', 'rewrite', 'the same by'],
  families.flatMap((family) =>
    family.rewrites
      .filter(({ name }) => !name.endsWith('-and-command'))
      .map(({ name, see }) => [family.what, `\`${name}\``, pages(see)]),
  ),
)}

Each program in front is tried twice: as the sensor shows it alone (\`name\`), and with the command below it (\`name-and-command\`).
`;
}

function missedSection({ name, misses }: RecordedEvasion): string {
  const rows = misses.map(({ rewrite, cases, example, reason }) => [
    `\`${rewrite}\``,
    String(cases),
    code(shown(example)),
    reason ?? '',
  ]);
  return `### ${name}\n\n${tableOf(['rewrite', 'cases', 'such as', 'why'], rows)}\n`;
}

const linked = (name: string, slug: string | undefined) =>
  slug === undefined ? name : `[${name}](${slug}.md)`;

const pages = (see: string) =>
  see
    .split(' ')
    .map((page) => `<${page}>`)
    .join(' ');

const code = (text: string) => `\`\` ${text.replaceAll('|', '\\|')} \`\``;

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
