// The geospatial functions that published detections use; they run natively.
import type { Expression } from '../expression.ts';
import type { NativeName } from '../native/index.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';
import { nativeCall } from './native-call.ts';

const sphere = 'The distance is that on a sphere of 6,371.01 km; the service may differ in the last digits.';

function native(name: NativeName, differs?: string): FunctionEntry {
  return {
    sql: (args: readonly Expression[], context: CallContext) =>
      context.convert(nativeCall(name, args, context), context.type),
    nullable: true,
    see: `${name.replaceAll('_', '-')}-function`,
    differs,
  };
}

export const geo = {
  geo_distance_2points: native('geo_distance_2points', sphere),
  geo_point_in_circle: native('geo_point_in_circle', sphere),
  geo_point_in_polygon: native('geo_point_in_polygon'),
} satisfies Record<string, FunctionEntry>;
