// The behaviours of the content hub: its templates, its solutions and its catalogue.
import type { Behaviour } from './behaviour.ts';

export const contentHubBehaviours = {
  'catalogue-dependencies': {
    says: 'Whether the list of the catalogue says which content a solution brings.',
    evidence: 'S',
    source:
      'example ProductPackages_List of 2025-07-01-preview, and the packages of Azure/Azure-Sentinel; the service was not asked',
    default: 'listed',
    variants: { listed: '`dependencies.criteria` is there.', omitted: '`dependencies` is left out.' },
  },
  'catalogue-installed-version': {
    says: 'Whether the list of the catalogue says which version is installed.',
    evidence: 'S',
    source:
      'example ProductPackages_List of 2025-07-01-preview shows it; the description of the list calls `properties/installed` expandable',
    default: 'shown',
    variants: { shown: '`installedVersion` is there where it is installed.', omitted: 'It never is.' },
  },
  'content-hub-put-without-etag': {
    says: 'Whether a template or a solution that is installed may be overwritten without its etag.',
    evidence: 'P',
    source: 'public scripts that update solutions send none; the REST reference is silent',
    default: 'accepted',
    variants: { accepted: '200 and a new etag.', conflict: '409 Conflict, in our words.' },
  },
} as const satisfies Record<string, Behaviour>;
