// Reads what the content hub has put into a workspace, and what its catalogue offers. Why these lists: docs/decisions/template-versions.md
import { compareVersions } from '../../content/compare-versions.ts';
import { filledText, type JsonMap, mapOf, mapsOf } from '../../json/json.ts';
import { listPages } from '../requests/list-pages.ts';
import type { Services } from '../resources/collection.ts';
import { readResource } from '../resources/resource.ts';
import type { RuleTemplate, Solution } from '../workspace.ts';

/** https://learn.microsoft.com/rest/api/securityinsights/content-templates/list */
export async function ruleTemplates(services: Services): Promise<readonly RuleTemplate[]> {
  const list = await propertiesIn('contentTemplates', services);
  return highestVersions(list.filter((one) => isRule(one['contentKind'])).map(readTemplate));
}

/** https://learn.microsoft.com/rest/api/securityinsights/content-packages/list */
export async function installedSolutions(services: Services): Promise<readonly Solution[]> {
  return highestVersions((await propertiesIn('contentPackages', services)).map(readSolution));
}

/** https://learn.microsoft.com/rest/api/securityinsights/product-packages/list */
export async function offeredSolutions(services: Services): Promise<readonly Solution[]> {
  return highestVersions((await propertiesIn('contentProductPackages', services)).map(readSolution));
}

/** The properties of each resource of a list, and the name of the resource where they have no `contentId`. */
async function propertiesIn(collection: string, services: Services): Promise<readonly JsonMap[]> {
  const { securityInsights, scope, apiVersion } = services;
  const path = `providers/Microsoft.SecurityInsights/${collection}`;
  const list = await listPages(securityInsights, scope, { path, apiVersion });
  return list.map((raw) => {
    const { name, properties } = readResource(raw);
    return { ...properties, contentId: filledText(properties['contentId']) ?? name };
  });
}

function readTemplate(properties: JsonMap): RuleTemplate {
  const isAlone = properties['packageKind'] === 'Standalone';
  return {
    id: String(properties['contentId']),
    version: filledText(properties['version']),
    isDeprecated: isSet(properties['isDeprecated']),
    solution: isAlone ? undefined : filledText(properties['packageId']),
  };
}

function readSolution(properties: JsonMap): Solution {
  const id = String(properties['contentId']);
  return {
    id,
    name: filledText(properties['displayName']) ?? id,
    version: filledText(properties['version']),
    isDeprecated: isSet(properties['isDeprecated']),
    templates: mapsOf(mapOf(properties['dependencies'])['criteria'])
      .filter(({ kind }) => isRule(kind))
      .flatMap(({ contentId }) => filledText(contentId) ?? []),
  };
}

const isRule = (kind: unknown) => /^analyticsrule$/i.test(String(kind));

/** A flag is the text `true` in the specification. */
const isSet = (flag: unknown) => /^true$/i.test(String(flag));

/** One of each id, whatever its case: that of the highest version. Content may be listed once for each solution that brings it. */
function highestVersions<T extends Pick<Solution, 'id' | 'version'>>(list: readonly T[]): readonly T[] {
  const byId = new Map<string, T>();
  for (const one of list) {
    const key = one.id.toLowerCase();
    const other = byId.get(key);
    const isHigher = other === undefined || (compareVersions(one.version, other.version) ?? 0) > 0;
    if (isHigher) byId.set(key, one);
  }
  return [...byId.values()];
}
