// geo_point_in_polygon(): on a sphere, as Kusto has it.
import { type NativeFunction, numberOf } from './native-function.ts';

/** Mean radius in meters, the one that S2 takes. */
export const earthRadius = 6_371_010;

interface Point {
  readonly longitude: number;
  readonly latitude: number;
}

function pointOf(longitude: unknown, latitude: unknown): Point | undefined {
  const [x, y] = [numberOf(longitude), numberOf(latitude)];
  return Math.abs(x) <= 180 && Math.abs(y) <= 90 ? { longitude: x, latitude: y } : undefined;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Meters along the great circle. */
function distance(a: Point, b: Point): number {
  const [lat, lon] = [radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)];
  const half =
    Math.sin(lat / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(lon / 2) ** 2;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(half)));
}

type Vector = readonly [number, number, number];

function vectorOf({ longitude, latitude }: Point): Vector {
  const [lon, lat] = [radians(longitude), radians(latitude)];
  return [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)];
}

const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** Whether the ring turns once around the point: the angles under which its edges are seen sum up to a full turn. */
function insideRing(point: Point, ring: readonly Point[]): boolean {
  const p = vectorOf(point);
  let turn = 0;
  ring.slice(1).forEach((end, i) => {
    const [a, b] = [vectorOf(ring[i]!), vectorOf(end)];
    const [u, v] = [cross(p, a), cross(p, b)];
    turn += Math.atan2(dot(p, cross(u, v)), dot(u, v));
  });
  return Math.abs(turn) > Math.PI;
}

/** Rings of one or more polygons; undefined for what is no valid polygon. */
function polygonsOf(value: unknown): readonly (readonly (readonly Point[])[])[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, coordinates } = value as { type?: unknown; coordinates?: unknown };
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : undefined;
  if (!Array.isArray(polygons)) return undefined;
  const read = polygons.map((rings) => (Array.isArray(rings) ? rings.map(ringOf) : [undefined]));
  return read.every((rings) => rings.every((ring) => ring !== undefined)) ? (read as Point[][][]) : undefined;
}

function ringOf(value: unknown): Point[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const points = value.map((pair) => (Array.isArray(pair) ? pointOf(pair[0], pair[1]) : undefined));
  if (points.some((point) => point === undefined)) return undefined;
  const ring = points as Point[];
  const corners = ring.slice(1);
  const isClosed = ring.length >= 4 && distance(ring[0]!, ring.at(-1)!) === 0;
  const isSimple =
    new Set(corners.map(({ longitude, latitude }) => `${longitude},${latitude}`)).size === corners.length;
  return isClosed && isSimple ? ring : undefined;
}

export const geo = {
  geo_point_in_polygon: (x, y, shape) => {
    const [point, polygons] = [pointOf(x, y), polygonsOf(shape)];
    if (point === undefined || polygons === undefined) return null;
    return polygons.some(
      ([shell, ...holes]) => insideRing(point, shell!) && !holes.some((hole) => insideRing(point, hole)),
    );
  },
} satisfies Record<string, NativeFunction>;
