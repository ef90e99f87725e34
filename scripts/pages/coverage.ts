// Writes docs/detections/README.md: what the published analytics ask for, and the cases that show it.
import type { ContentItem } from '../../src/content/content-item.ts';

/** The cases of one detection that show one thing. */
export interface CoverageCell {
  /** Cases that raise something. */
  readonly fires?: readonly string[];
  /** Cases in which nothing may fire. */
  readonly silent?: readonly string[];
  /** Cases that say what the detection cannot see. */
  readonly gaps?: readonly string[];
}

/** One thing that is asked for. */
export interface CoverageAsk {
  readonly what: string;
  readonly note?: string;
  /** The cells, by the detection's file name. */
  readonly by: Readonly<Record<string, CoverageCell>>;
}

/** One published source and what it asks for: docs/detections/coverage.yaml is a list of these. */
export interface CoverageSource {
  readonly source: string;
  readonly asks: readonly CoverageAsk[];
}

/** The whole page, Markdown. A test keeps the file equal to it. */
export function renderCoverage(sources: readonly CoverageSource[], items: readonly ContentItem[]): string {
  return `<!-- Generated from coverage.yaml and the content. Do not edit. -->
# Detections and what they cover

| detection | kind | techniques |
|---|---|---|
${items.map(itemRow).join('\n')}

Each page says what a detection finds, which data it needs, its parameters, its known gaps and what to do with an alert.

## Coverage

What published analytics and ATT&CK ask for T1593.003, T1567.001 and T1213.003, and the cases that show it. A case that is named
under "seen" raises something, one under "silent" nothing, and one under "known gap" says what the detection cannot see.
ATT&CK retired its data sources (DS numbers) in version 18; their names stand here because published analytics go by them.

${sources.map((source) => sourceSection(source, items)).join('\n')}`;
}

function itemRow({ name, slug, kind, values }: ContentItem): string {
  const words =
    kind === 'hunting-query'
      ? 'hunting query'
      : values['kind'] === 'NRT'
        ? 'rule, near real time'
        : `rule, every ${values['queryFrequency']}`;
  return `| [${name}](${slug}.md) | ${words} | ${(values['relevantTechniques'] as string[]).join(', ')} |`;
}

function sourceSection({ source, asks }: CoverageSource, items: readonly ContentItem[]): string {
  const slugs = new Set(items.map(({ slug }) => slug));
  return `### ${source}

| asked for | detection | cases |
|---|---|---|
${asks.flatMap((ask) => askRows(ask, slugs)).join('\n')}
`;
}

function askRows({ what, note, by }: CoverageAsk, slugs: ReadonlySet<string>): string[] {
  return Object.entries(by).map(([slug, cell], index) => {
    const asked = index > 0 ? '' : note === undefined ? what : `${what}<br>(${note})`;
    const detection = slugs.has(slug) ? `[${slug}](${slug}.md)` : slug;
    return `| ${asked} | ${detection} | ${casesOf(cell)} |`;
  });
}

function casesOf({ fires = [], silent = [], gaps = [] }: CoverageCell): string {
  const kinds = [
    ['seen', fires],
    ['silent', silent],
    ['known gap', gaps],
  ] as const;
  return kinds
    .filter(([, names]) => names.length > 0)
    .map(([word, names]) => `${word}: ${names.join('; ')}`)
    .join('<br>');
}
