// All scalar functions by name; one line a family, in alphabetical order.
import { arrays } from './arrays.ts';
import { bags } from './bags.ts';
import { calendar } from './calendar.ts';
import { conditional } from './conditional.ts';
import { conversion } from './conversion.ts';
import { datetime } from './datetime.ts';
import { digests } from './digests.ts';
import { distributions } from './distributions.ts';
import { encodings } from './encodings.ts';
import type { FunctionEntry } from './function-entry.ts';
import { geo } from './geo.ts';
import { ipv4 } from './ipv4.ts';
import { ipv6 } from './ipv6.ts';
import { json } from './json.ts';
import { math } from './math.ts';
import { parsing } from './parsing.ts';
import { patterns } from './patterns.ts';
import { series } from './series.ts';
import { seriesModels } from './series-models.ts';
import { sets } from './sets.ts';
import { strings } from './strings.ts';
import { timeFormats } from './time-formats.ts';
import { units } from './units.ts';
import { windows } from './windows.ts';

const families: readonly Readonly<Record<string, FunctionEntry>>[] = [
  arrays,
  bags,
  calendar,
  conditional,
  conversion,
  datetime,
  digests,
  distributions,
  encodings,
  geo,
  ipv4,
  ipv6,
  json,
  math,
  parsing,
  patterns,
  series,
  seriesModels,
  sets,
  strings,
  timeFormats,
  units,
  windows,
];

export const scalarFunctions: ReadonlyMap<string, FunctionEntry> = new Map(
  families.flatMap((family) => Object.entries(family)),
);
