// The page of a content item: what its file says, its query, its cases, and what was kept of earlier runs.
import { definitionOf, queryOf } from '../content/kinds/kinds.ts';
import { isJsonMap, mapsOf, valueAtPath } from '../json/json.ts';
import { parametersOf } from '../kql/rewrite/parameters.ts';
import { caseSections } from './case-sections.ts';
import { evasionSection } from './evasion-section.ts';
import { guideSection } from './guide-section.ts';
import { type Html, html, type Piece } from './html.ts';
import { matrixPage } from './matrix.ts';
import { mutationSection } from './mutation-section.ts';
import { linkTo, type Page } from './page.ts';
import { facts, section, table, valueText } from './parts.ts';
import { changesOfItem } from './plan-page.ts';
import { queryBlock } from './query-block.ts';
import type { ReportedItem, ReportInput } from './report-input.ts';
import { alertsSection } from './simulation-page.ts';

/** Keys whose values have a place of their own on the page. */
const shownElsewhere: ReadonlySet<string> = new Set([
  'relevantTechniques',
  'entityMappings',
  'customDetails',
  'requiredDataConnectors',
]);

/** All that is known of an item; a part that has nothing to say is left out. */
export function itemPage(one: ReportedItem, input: ReportInput): Page {
  const { item, path } = one;
  const { places } = definitionOf(item);
  const name = item.name || item.slug;
  const description = valueAtPath(item.values, places.description);
  const query = queryOf(item);
  return {
    path,
    title: name,
    body: html`<h1>${name}</h1>
${description === undefined ? undefined : paragraphs(valueText(description))}
${metadata(one)}${changesOfItem(one, input.plan)}
${query === undefined ? '' : section('Query', queryBlock(query))}${parameters(query ?? '')}${entities(
  item.values['entityMappings'],
)}${named('Custom details', 'Columns of the alert’s custom details', item.values['customDetails'])}${connectors(
  item.values['requiredDataConnectors'],
)}${caseSections(one)}${mutationSection(one)}${evasionSection(one)}${alertsSection(
  item,
  input.simulation,
)}${guideSection(one)}`,
  };
}

function paragraphs(text: string): Piece {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => html`<p>${paragraph}</p>\n`);
}

/** What the file says besides, value by value in the order of the file. */
function metadata({ item, techniques, path }: ReportedItem): Piece {
  const { kind, file, values } = item;
  const { places, words } = definitionOf(kind);
  const elsewhere = new Set([places.name, places.description, places.query].map((place) => place.join('.')));
  const links = techniques.map(
    (id) => html`<li><a href="${linkTo(matrixPage.path, path)}#${id}">${id}</a></li>`,
  );
  return facts([
    ['content kind', words.one],
    ['file', html`<code>${file}</code>`],
    ...Object.entries(values)
      .filter(([key]) => !shownElsewhere.has(key))
      .flatMap(([key, value]) => statedBelow(key, value))
      .filter(([at]) => !elsewhere.has(at)),
    ...(links.length === 0 ? [] : [['techniques', html`<ul class="tags">${links}</ul>`] as const]),
  ]);
}

/** `incidentConfiguration.createIncident` and the like: maps are shown value by value. */
function statedBelow(path: string, value: unknown): readonly (readonly [at: string, value: string])[] {
  if (value === null || value === undefined) return [];
  if (!isJsonMap(value)) return [[path, valueText(value)]];
  return Object.entries(value).flatMap(([key, inner]) => statedBelow(`${path}.${key}`, inner));
}

function parameters(query: string): Piece {
  const all = parametersOf(query);
  if (all.length === 0) return undefined;
  const rows = all.map(({ name, expression, comment }) => [
    html`<code>${name}</code>`,
    html`<code>${expression}</code>`,
    comment,
  ]);
  return section('Parameters', table('What an environment may set', ['Name', 'Default', 'Meaning'], rows));
}

function entities(mappings: unknown): Piece {
  const rows = mapsOf(mappings).flatMap(({ entityType, fieldMappings }) =>
    mapsOf(fieldMappings).map(({ identifier, columnName }) =>
      [entityType, identifier, columnName].map((value) => valueText(value ?? '')),
    ),
  );
  if (rows.length === 0) return undefined;
  const heads = ['Entity', 'Identifier', 'Column'];
  return section('Entity mappings', table('Columns that name entities', heads, rows));
}

function named(title: string, caption: string, values: unknown): Piece {
  if (!isJsonMap(values) || Object.keys(values).length === 0) return undefined;
  const rows = Object.entries(values).map(([key, column]) => [key, valueText(column)]);
  return section(title, table(caption, ['Name', 'Column'], rows));
}

function connectors(listed: unknown): Html | undefined {
  const rows = mapsOf(listed).map(({ connectorId, dataTypes }) => [
    valueText(connectorId ?? ''),
    valueText(dataTypes ?? ''),
  ]);
  if (rows.length === 0) return undefined;
  return section('Data connectors', table('What brings its tables', ['Connector', 'Tables'], rows));
}
