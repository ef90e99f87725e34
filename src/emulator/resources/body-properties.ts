// The properties of a body, read against the fields of its resource.
import { type ArmRequest, objectBody } from '../http/request.ts';
import { type Fields, type Shaped, type ShapeOptions, shapeOf } from '../shape.ts';

/** What the service takes of `properties`; what only it may write is ignored. */
export function bodyProperties(
  request: ArmRequest,
  fields: Fields,
  unknown: ShapeOptions['unknown'] = 'dropped',
): Shaped {
  const { preview } = request;
  const { properties } = objectBody(request);
  return shapeOf(fields, properties, 'properties', { preview, unknown, readOnly: 'ignored' });
}
