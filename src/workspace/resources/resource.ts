// What the workspace must know about one ARM collection: where it lives, which statuses are success, how its bodies are read.
import type { RawResource } from '../workspace.ts';

export interface ResourceCollection {
  /** Which SDK client speaks for the provider. */
  readonly client: 'securityInsights' | 'operationalInsights';
  /** Below the workspace. */
  readonly path: string;
  /** Fixed, or undefined where the environment chooses it. */
  readonly apiVersion?: string | undefined;
  /** From the body as the service sent it to the form the tool works on; nothing is dropped. */
  read(raw: Readonly<Record<string, unknown>>): RawResource;
}

/** The parts every ARM resource has; `name` falls back to the last segment of the id, which some lists leave as the only one. */
export function readEnvelope(
  raw: Readonly<Record<string, unknown>>,
  properties: Readonly<Record<string, unknown>>,
): RawResource {
  const id = text(raw['id']) ?? '';
  return {
    id: id.startsWith('/') || id === '' ? id : `/${id}`,
    name: text(raw['name']) ?? decoded(id.split('/').at(-1) ?? ''),
    etag: text(raw['etag']) ?? text(raw['eTag']) ?? text(raw['Etag']),
    kind: text(raw['kind']),
    properties,
    raw,
  };
}

/** `properties` of a body, or an empty object. */
export function propertiesOf(raw: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const properties = raw['properties'] ?? raw['Properties'];
  return isObject(properties) ? properties : {};
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A percent sign that begins no encoded letter is one. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
