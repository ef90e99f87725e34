// Reads the body of an ARM resource: the parts that every one has.
import { filledText, mapOf } from '../../json/json.ts';
import type { Body, RawResource } from './collection.ts';

/** The parts every ARM resource has; `name` falls back to the last segment of the id, which some lists leave as the only one. */
export function readResource(raw: Body, properties: Body = propertiesOf(raw)): RawResource {
  const id = filledText(raw['id']) ?? '';
  return {
    id: id.startsWith('/') || id === '' ? id : `/${id}`,
    name: filledText(raw['name']) ?? decoded(id.split('/').at(-1) ?? ''),
    etag: filledText(raw['etag']) ?? filledText(raw['eTag']) ?? filledText(raw['Etag']),
    kind: filledText(raw['kind']),
    properties,
    raw,
  };
}

/** `properties` of a body, or an empty object. */
export function propertiesOf(raw: Body): Body {
  return mapOf(raw['properties'] ?? raw['Properties']);
}

/** A percent sign that begins no encoded letter is one. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
