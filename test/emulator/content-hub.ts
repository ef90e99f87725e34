// Bodies of the content hub, as the examples of the specification have them, and what can be seen of each variant of its behaviours.
import type { contentHubBehaviours } from '../../src/emulator/behaviours-content-hub.ts';
import type { CatalogueEntry, Emulator, EmulatorOptions } from '../../src/emulator/options.ts';
import { send, siPath, stable } from './start.ts';

type Properties = Readonly<Record<string, unknown>>;

/** The ids of the template and of the solution that brings it. */
export const templateId = '594c653d-719a-4c23-b028-36e3413e632e';
export const solutionId = 'publisher.our-solution';

/** A template of analytics rules that a solution has installed. */
export const template = (changes: Properties = {}) => ({
  properties: {
    contentId: templateId,
    contentKind: 'AnalyticsRule',
    contentProductId: `${solutionId}-ar-1`,
    displayName: 'Rare process',
    packageId: solutionId,
    packageKind: 'Solution',
    packageName: 'Our solution',
    packageVersion: '3.0.0',
    source: { kind: 'Solution', name: 'Our solution', sourceId: solutionId },
    version: '1.2.0',
    ...changes,
  },
});

/** A solution that is installed. */
export const solution = (changes: Properties = {}) => ({
  properties: {
    contentId: solutionId,
    contentKind: 'Solution',
    contentProductId: `${solutionId}-sl-1`,
    displayName: 'Our solution',
    version: '3.0.0',
    ...changes,
  },
});

/** The same in the catalogue, which says what it brings. */
export const catalogued = (changes: Properties = {}, name = solutionId): CatalogueEntry => ({
  name,
  properties: {
    ...solution().properties,
    dependencies: {
      operator: 'AND',
      criteria: [
        { contentId: templateId, kind: 'AnalyticsRule', version: '1.2.0' },
        { contentId: 'ourConnector', kind: 'DataConnector', version: '1.0.0' },
      ],
    },
    ...changes,
  },
});

interface Scenario {
  readonly options: Partial<EmulatorOptions>;
  readonly see: (emulator: Emulator) => Promise<unknown>;
  readonly shows: Readonly<Record<string, unknown>>;
}

const options = { catalogue: [catalogued()] };
const installed = `${siPath}/contentPackages/${solutionId}?${stable}`;
const put = (emulator: Emulator) => send(emulator, 'PUT', installed, solution());
const offered = async (emulator: Emulator) => {
  const { body } = await send(emulator, 'GET', `${siPath}/contentProductPackages?${stable}`);
  return body.value[0].properties;
};

export const contentHubScenarios = {
  'catalogue-dependencies': {
    options,
    see: async (emulator) => (await offered(emulator)).dependencies?.operator,
    shows: { listed: 'AND', omitted: undefined },
  },
  'catalogue-installed-version': {
    options,
    see: async (emulator) => {
      await put(emulator);
      return (await offered(emulator)).installedVersion;
    },
    shows: { shown: '3.0.0', omitted: undefined },
  },
  'content-hub-put-without-etag': {
    options,
    see: async (emulator) => {
      await put(emulator);
      return (await put(emulator)).status;
    },
    shows: { accepted: 200, conflict: 409 },
  },
} satisfies Record<keyof typeof contentHubBehaviours, Scenario>;
