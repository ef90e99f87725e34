// The content hub as ARM serves it: templates and solutions that are installed, and the catalogue, which is what the workspace was started with.
import { compareText } from '../../diagnostics/compare-text.ts';
import { mapOf } from '../../json/json.ts';
import { type Answer, resourceNotFound } from '../http/errors.ts';
import { optionOfQuery, page } from '../http/paging.ts';
import { type ArmRequest, type EmulatedWorkspace, param } from '../http/request.ts';
import { securityResourceId } from '../identity.ts';
import type { CatalogueEntry } from '../options.ts';
import { type Body, type KeptCollection, keptResource } from './kept-resource.ts';

const needsEtag: KeptCollection['needsEtag'] = (variants) =>
  variants['content-hub-put-without-etag'] === 'conflict';

/** Of a template; the page of a solution calls nothing required. */
const required = [
  'contentId',
  'contentKind',
  'contentProductId',
  'displayName',
  'packageId',
  'packageVersion',
  'source',
  'version',
];

/** https://learn.microsoft.com/rest/api/securityinsights/content-template/install */
export const contentTemplates = keptResource({
  collection: 'contentTemplates',
  param: 'template',
  needsEtag,
  refuses: ({ properties }) => {
    const values = mapOf(properties);
    const missing = required.find((name) => values[name] === undefined || values[name] === '');
    return missing === undefined ? undefined : `Required property '${missing}' not found`;
  },
  // What would be deployed is shown on request only (`$expand`), which is not embedded.
  keeps: ({ mainTemplate: _, dependantTemplates: __, ...properties }: Body) => properties,
});

/** https://learn.microsoft.com/rest/api/securityinsights/content-package/install */
export const contentPackages = keptResource({
  collection: 'contentPackages',
  param: 'package',
  needsEtag,
  refuses: () => undefined,
  keeps: (properties) => properties,
});

const catalogue = 'contentProductPackages';

/** https://learn.microsoft.com/rest/api/securityinsights/product-packages/list */
export function listCatalogue(request: ArmRequest, workspace: EmulatedWorkspace): Answer {
  const entries = [...workspace.catalogue].sort((a, b) => compareText(a.name, b.name));
  return (
    optionOfQuery(request, catalogue) ??
    page(entries, (entry) => toBody(entry, workspace), { request, workspace })
  );
}

/** https://learn.microsoft.com/rest/api/securityinsights/product-package/get */
export function getFromCatalogue(request: ArmRequest, workspace: EmulatedWorkspace): Answer {
  const name = param(request, 'package');
  const entry = workspace.catalogue.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (entry === undefined)
    return resourceNotFound('NotFound', `Microsoft.SecurityInsights/${catalogue}`, name);
  return optionOfQuery(request, catalogue) ?? { status: 200, body: toBody(entry, workspace) };
}

function toBody({ name, properties }: CatalogueEntry, { identity, store, variants }: EmulatedWorkspace) {
  const { dependencies, ...rest } = properties;
  const isListed = variants['catalogue-dependencies'] === 'listed' && dependencies !== undefined;
  const installed = store
    .list('contentPackages')
    .find((one) => one.properties['contentId'] === properties['contentId']);
  const isShown = variants['catalogue-installed-version'] === 'shown' && installed !== undefined;
  return {
    id: securityResourceId(identity, catalogue, name),
    name,
    type: `Microsoft.SecurityInsights/${catalogue}`,
    properties: {
      ...rest,
      ...(isListed ? { dependencies } : {}),
      ...(isShown ? { installedVersion: installed.properties['version'] } : {}),
    },
  };
}
