// A workspace in memory that gives back what was put in every form a service may choose, without changing what it means.
import { collections } from '../../src/workspace/resources/index.ts';
import type { Collection, Workspace } from '../../src/workspace/workspace.ts';

type Json = Readonly<Record<string, unknown>>;
export type Choose = (below: number) => number;

/** Small numbers from a seed: the same seed answers in the same form. */
export function chooser(seed: number): Choose {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return (state >>> 8) % below;
  };
}

export interface AwkwardServer {
  /** What plan and apply ask of a workspace; nothing else is there. */
  readonly workspace: Workspace;
  /** The bodies as they were put, by collection and name. */
  readonly stored: ReadonlyMap<string, Json>;
}

export function awkwardServer(choose: Choose): AwkwardServer {
  const stored = new Map<string, Json>();
  let version = 0;
  const resource = (collection: Collection, key: string) => {
    const name = key.slice(collection.length + 1);
    return collections[collection].read(envelope(collection, name, stored.get(key) ?? {}, choose));
  };
  const keyOf = (collection: Collection, name: string) => `${collection}/${name.toLowerCase()}`;
  const workspace: Pick<Workspace, 'resourceId' | 'list' | 'get' | 'put' | 'delete'> = {
    resourceId,
    list: async (collection) =>
      shuffled(
        [...stored.keys()].filter((key) => key.startsWith(`${collection}/`)),
        choose,
      ).map((key) => resource(collection, key)),
    get: async (collection, name) => {
      const key = keyOf(collection, name);
      return stored.has(key) ? resource(collection, key) : undefined;
    },
    put: async (collection, name, body, options) => {
      const key = keyOf(collection, name);
      const etag = stored.get(key)?.['etag'];
      if (etag !== options?.etag)
        throw new Error(`etag of ${key}: ${String(options?.etag)} is not ${String(etag)}`);
      version++;
      stored.set(key, { ...(JSON.parse(JSON.stringify(body)) as Json), etag: `"${version}"` });
      return resource(collection, key);
    },
    delete: async (collection, name) => void stored.delete(keyOf(collection, name)),
  };
  return { workspace: workspace as Partial<Workspace> as Workspace, stored };
}

const resourceId =
  '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/ws';

function envelope(collection: Collection, name: string, body: Json, choose: Choose): Json {
  const spelled = choose(2) === 0 ? name : name.toUpperCase();
  const provider = collection === 'savedSearches' ? '' : '/providers/Microsoft.SecurityInsights';
  const group = choose(2) === 0 ? 'resourceGroups' : 'resourcegroups';
  const id = `${resourceId.replace('resourceGroups', group)}${provider}/${collection}/${spelled}`;
  const properties = body['properties'] as Json;
  return reordered(
    {
      id: choose(3) === 0 ? id.slice(1) : id,
      ...(choose(3) === 0 ? {} : { name: spelled }),
      etag: body['etag'],
      type: `Microsoft.SecurityInsights/${collection}`,
      ...(body['kind'] === undefined ? {} : { kind: cased(body['kind'], choose) }),
      systemData: { createdAt: '2026-01-01T00:00:00Z', createdByType: 'Application' },
      properties: forms[collection](properties, choose),
    },
    choose,
  ) as Json;
}

const forms = {
  alertRules: ruleForm,
  savedSearches: savedSearchForm,
  metadata: (properties, choose) => {
    const source = properties['source'] as Json;
    return {
      author: null,
      support: null,
      icon: null,
      previewImages: [],
      ...properties,
      parentId: choose(2) === 0 ? properties['parentId'] : String(properties['parentId']).toUpperCase(),
      source: { ...source, sourceId: choose(2) === 0 ? null : 'given-by-the-service' },
      firstPublishDate: null,
    };
  },
} as const satisfies Record<Collection, (properties: Json, choose: Choose) => Json>;

/** What the portal shows where nothing was said, as a service may write it out. */
const ruleDefaults: Json = {
  description: '',
  tactics: [],
  techniques: null,
  subTechniques: [],
  customDetails: null,
  entityMappings: null,
  sentinelEntitiesMappings: [],
  alertDetailsOverride: null,
  eventGroupingSettings: { aggregationKind: 'SingleAlert' },
  incidentConfiguration: {
    createIncident: true,
    groupingConfiguration: {
      enabled: false,
      reopenClosedIncident: false,
      lookbackDuration: 'PT5H',
      matchingMethod: 'AllEntities',
      groupByEntities: [],
      groupByAlertDetails: null,
      groupByCustomDetails: [],
    },
  },
  alertRuleTemplateName: null,
  templateVersion: null,
  startTimeUtc: null,
};

function ruleForm(properties: Json, choose: Choose): Json {
  const whole = choose(3) === 0 ? properties : filled(ruleDefaults, properties);
  return {
    ...(reformed(whole, '', choose) as Json),
    lastModifiedUtc: '2026-01-01T00:00:00.1234567Z',
    provisioningState: 'Succeeded',
    createdTimeUtc: '2026-01-01T00:00:00Z',
    somethingNew: { since: 'a later api-version', on: true },
  };
}

function filled(defaults: Json, stated: Json): Json {
  const isMap = (value: unknown): value is Json =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const keys = [...new Set([...Object.keys(defaults), ...Object.keys(stated)])];
  return Object.fromEntries(
    keys.map((key) => {
      const [low, high] = [defaults[key], stated[key]];
      if (high === undefined) return [key, low];
      return [key, isMap(low) && isMap(high) ? filled(low, high) : high];
    }),
  );
}

/** Values that are one of a list of words; a service may spell them in another case. */
const enumerated =
  /(^|\.)(severity|triggerOperator|aggregationKind|matchingMethod|entityType|groupByEntities|groupByAlertDetails|alertProperty|tactics|techniques|subTechniques)$/;
const durations = /(^|\.)(queryFrequency|queryPeriod|suppressionDuration|lookbackDuration)$/;

/** Every list in these bodies is a set. */
function reformed(value: unknown, path: string, choose: Choose): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => reformed(item, path, choose));
    return items.length === 0 && choose(2) === 0 ? null : shuffled(items, choose);
  }
  if (typeof value === 'object' && value !== null) {
    const inner = Object.entries(value).map(([key, below]) => [
      key,
      path === 'customDetails' ? below : reformed(below, path === '' ? key : `${path}.${key}`, choose),
    ]);
    const map = reordered(Object.fromEntries(inner), choose);
    // An unknown read-only property may stand at any depth, but not among keys that the author chooses.
    return path === 'customDetails' || path === '' || choose(4) > 0
      ? map
      : { ...map, addedByService: choose(2) === 0 ? null : `${choose(9)}` };
  }
  if (typeof value !== 'string') return value;
  if (durations.test(path)) return otherDuration(value, choose);
  if (enumerated.test(path)) return cased(value, choose);
  return path === 'query' || path === 'description' ? otherLineEnds(value, choose) : value;
}

function otherDuration(iso: string, choose: Choose): string {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(iso);
  if (match === null) return iso;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  const total = ((days! * 24 + hours!) * 60 + minutes!) * 60 + seconds!;
  const all = [iso, `PT${total}S`];
  if (total % 60 === 0) all.push(`PT${total / 60}M`);
  if (total % 3600 === 0) all.push(`PT${total / 3600}H`, `P0DT${total / 3600}H0M0S`);
  return all[choose(all.length)]!;
}

function otherLineEnds(text: string, choose: Choose): string {
  return [text, text.replaceAll('\n', '\r\n'), text.trimEnd(), `${text.trimEnd()}\n\n`][choose(4)]!;
}

function cased(value: unknown, choose: Choose): unknown {
  if (typeof value !== 'string') return value;
  return [value, value.toLowerCase(), value.toUpperCase(), value][choose(4)];
}

function savedSearchForm(properties: Json, choose: Choose): Json {
  const tags = (properties['tags'] ?? []) as readonly { readonly name: string; readonly value: string }[];
  const others = [
    { name: 'analyst@example.com', value: 'false' },
    { name: 'somethingNew', value: '' },
  ];
  const list = /^(tactics|techniques|subTechniques)$/i;
  const own = tags.map(({ name, value }) => ({
    name: choose(2) === 0 ? name : name.charAt(0).toUpperCase() + name.slice(1),
    value: list.test(name)
      ? shuffled(value.split(','), choose).join(choose(2) === 0 ? ',' : ', ')
      : otherLineEnds(value, choose),
  }));
  const spelled = {
    functionAlias: null,
    functionParameters: '',
    ...properties,
    query: otherLineEnds(String(properties['query']), choose),
    tags: shuffled([...own, ...(choose(2) === 0 ? [] : others)], choose),
  };
  return choose(2) === 0 ? spelled : (pascalCased(spelled) as Json);
}

function pascalCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pascalCased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.charAt(0).toUpperCase() + key.slice(1),
      pascalCased(inner),
    ]),
  );
}

function reordered(map: Json, choose: Choose): Json {
  return Object.fromEntries(shuffled(Object.entries(map), choose));
}

function shuffled<T>(items: readonly T[], choose: Choose): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = choose(i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}
