// Writes the parts of docs/detections/<slug>.md that say what the content file and its cases say; the rest is written by hand.
import type { ContentItem } from '../../src/content/content-item.ts';
import { queryOf } from '../../src/content/kinds/kinds.ts';
import { type Parameter, parametersOf } from '../../src/kql/rewrite/parameters.ts';
import type { DetectionCase, Tier } from '../../src/testing/detection-case.ts';

/** The sections of a page, in their order. `What it cannot find` may stand behind the first. */
export const sections = [
  'What it finds',
  'Data',
  'Parameters',
  'Known gaps',
  'False positives',
  'Triage',
  'Response',
  'Tuning',
  'What it fixes',
  'Tests',
  'References',
] as const;

const longestDefault = 40;

interface Connector {
  readonly connectorId: string;
  readonly dataTypes: readonly string[];
}

interface DetectionPage {
  readonly item: ContentItem;
  readonly cases: readonly DetectionCase[];
  /** The functions of the project, for those that the query calls. */
  readonly parsers: readonly ContentItem[];
}

/** The page with its head line and its sections `Parameters`, `Known gaps` and `Tests` as the item and its cases have them. */
export function renderDetection(page: string, detection: DetectionPage): string {
  const { item, cases } = detection;
  const [, afterTitle = ''] = page.split(/^#[^\n]*\n/);
  const body = afterTitle.slice(afterTitle.indexOf('\n## ') + 1);
  const written = `# ${item.name}\n\n${headLine(detection)}\n\n${body}`;
  const bodies = {
    Parameters: parametersSection(queryOf(item) ?? ''),
    'Known gaps': knownGaps(cases),
    Tests: testsSection(item, cases),
  };
  return Object.entries(bodies).reduce((text, [title, lines]) => withSection(text, title, lines), written);
}

/** What stands below a heading, or undefined where there is none. */
export function sectionOf(page: string, title: string): string | undefined {
  return page.split(`\n## ${title}\n`)[1]?.split('\n## ')[0]?.trim();
}

/** Replaces a section, or puts it where it belongs. */
function withSection(page: string, title: string, body: string): string {
  const section = `## ${title}\n${body.trim()}\n`;
  const heading = `\n## ${title}\n`;
  const at = page.indexOf(heading);
  if (at >= 0) {
    const end = page.indexOf('\n## ', at + 1);
    return `${page.slice(0, at + 1)}${section}${end < 0 ? '' : page.slice(end)}`;
  }
  const later = sections.slice(sections.indexOf(title as (typeof sections)[number]) + 1);
  const places = later.map((other) => page.indexOf(`\n## ${other}\n`)).filter((place) => place >= 0);
  if (places.length === 0) return `${page.trimEnd()}\n\n${section}`;
  const place = Math.min(...places) + 1;
  return `${page.slice(0, place)}${section}\n${page.slice(place)}`;
}

function headLine({ item, parsers }: DetectionPage): string {
  const { relevantTechniques, requiredDataConnectors } = item.values as {
    relevantTechniques: readonly string[];
    requiredDataConnectors: readonly Connector[];
  };
  const techniques = relevantTechniques.map(
    (name) => `[${name}](https://attack.mitre.org/techniques/${name.replace('.', '/')}/)`,
  );
  const tables = requiredDataConnectors.map(
    ({ connectorId, dataTypes }) =>
      `${dataTypes.map((name) => `\`${name}\``).join(', ')} (${connectorId || 'no connector'})`,
  );
  const called = parsers.filter((parser) => new RegExp(`\\b${aliasOf(parser)}\\b`).test(queryOf(item) ?? ''));
  const functions =
    called.length === 0
      ? ''
      : `, by ${called.map((parser) => `[\`${aliasOf(parser)}\`](../../${parser.file})`).join(', ')}`;
  return `${kindWords(item)}. ATT&CK ${techniques.join(', ')}. Reads ${tables.join('; ')}${functions}. File: [\`${item.file}\`](../../${item.file}).`;
}

function aliasOf(parser: ContentItem): string {
  return String(parser.values['functionAlias'] ?? parser.slug);
}

function kindWords({ kind, values }: ContentItem): string {
  if (kind !== 'analytics-rule') return 'Hunting query';
  const schedule =
    values['kind'] === 'NRT'
      ? 'near real time'
      : `every ${values['queryFrequency']} over ${values['queryPeriod']}`;
  const details = values['alertDetailsOverride'] as { alertSeverityColumnName?: string } | undefined;
  const column = details?.alertSeverityColumnName;
  const bySeverity = column === undefined ? '' : `, or what the row says in \`${column}\``;
  return `Analytics rule, ${schedule}, severity ${values['severity']}${bySeverity}`;
}

/** Azure takes no longer query: https://learn.microsoft.com/azure/sentinel/create-analytics-rules */
const longestQuery = 10_000;

function parametersSection(query: string): string {
  const parameters = parametersOf(query);
  const room = longestQuery - query.length;
  const elsewhere = parameters.some(({ name }) => name === 'AllowedOwners')
    ? '; a long list of owners belongs in the watchlist `CodeRepositories`'
    : '';
  return `| name | default | meaning |
|---|---|---|
${parameters.map(parameterRow).join('\n')}

A query has at most 10,000 characters. The values of an environment may add ${room} to this one${elsewhere}.
`;
}

function parameterRow({ name, expression, comment }: Parameter): string {
  const value = expression.length > longestDefault ? 'a list, see the query' : `\`${expression}\``;
  return `| \`${name}\` | ${value} | ${comment} |`;
}

function knownGaps(cases: readonly DetectionCase[]): string {
  const gaps = cases.flatMap(({ name, gap }) => (gap === undefined ? [] : [`- ${name}: ${gap}.`]));
  return gaps.length === 0 ? 'No case shows one.\n' : `${gaps.join('\n')}\n`;
}

const tierWords = {
  A: 'ordinary attacks',
  B: 'cheap evasions',
  C: 'libraries and neighbouring techniques',
} as const satisfies Record<Tier, string>;

function testsSection({ kind, slug }: ContentItem, cases: readonly DetectionCase[]): string {
  const folder = `test/${kind === 'analytics-rule' ? 'analytics-rules' : 'hunting-queries'}/${slug}`;
  const seen = cases.filter(({ expect }) => !expect.none);
  const gaps = cases.filter(({ gap }) => gap !== undefined);
  const rows = [
    ...(['A', 'B', 'C'] as const).map((tier) => [tierWords[tier], tier] as const),
    ['without a tier', undefined] as const,
  ].flatMap(([words, tier]) => {
    const [found, missed] = [seen, gaps].map((some) => some.filter((one) => one.tier === tier).length);
    return found === 0 && missed === 0 ? [] : [`| ${words} | ${found} | ${missed} |`];
  });
  const silent = cases.length - seen.length - gaps.length;
  return `${cases.length} cases in [\`${folder}\`](../../${folder}), of which ${silent} must stay silent. The others:

| cases | seen | known gap |
|---|---|---|
${rows.join('\n')}
`;
}
