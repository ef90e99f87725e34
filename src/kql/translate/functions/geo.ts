// The geospatial functions that published detections use.
import type { Expression } from '../expression.ts';
import { earthRadius } from '../native/geo.ts';
import type { NativeName } from '../native/index.ts';
import { realSql, type Sql, sql } from '../sql.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';
import { nativeCall } from './native-call.ts';

const sphere = 'The distance is that on a sphere of 6,371.01 km; the service may differ in the last digits.';

function native(name: NativeName): FunctionEntry {
  return {
    sql: (args: readonly Expression[], context: CallContext) =>
      context.convert(nativeCall(name, args, context), context.type),
    nullable: true,
    see: `${name.replaceAll('_', '-')}-function`,
  };
}

type Four = readonly [Expression, Expression, Expression, Expression, ...Expression[]];

/** Meters along the great circle (by half of the versed sine); NULL where a point is not on the globe. */
function distance(points: Four, context: CallContext): Sql {
  const [lon1, lat1, lon2, lat2] = points.map((degrees) => context.once(degrees).sql) as [Sql, Sql, Sql, Sql];
  const half = (from: Sql, to: Sql) => sql`pow(sin(radians(${to} - ${from}) / 2), 2)`;
  const square = sql`${half(lat1, lat2)} + cos(radians(${lat1})) * cos(radians(${lat2})) * ${half(lon1, lon2)}`;
  const isOnGlobe = sql`abs(${lon1}) <= 180 and abs(${lon2}) <= 180 and abs(${lat1}) <= 90 and abs(${lat2}) <= 90`;
  return sql`(case when ${isOnGlobe} then ${realSql(2 * earthRadius)} * asin(least(1, sqrt(${square}))) end)`;
}

function isInCircle(args: Four, context: CallContext): Sql {
  const radius = context.once(args[4]!).sql;
  // NaN is above every number.
  return sql`(case when ${radius} >= 0 and not isnan(${radius}) then ${distance(args, context)} <= ${radius} end)`;
}

export const geo = {
  geo_distance_2points: {
    sql: distance,
    takes: ['real'],
    nullable: true,
    see: 'geo-distance-2points-function',
    differs: sphere,
  },
  geo_point_in_circle: {
    sql: isInCircle,
    takes: ['real'],
    nullable: true,
    see: 'geo-point-in-circle-function',
    differs: sphere,
  },
  geo_point_in_polygon: native('geo_point_in_polygon'),
} satisfies Record<string, FunctionEntry>;
