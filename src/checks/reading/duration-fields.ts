// The fields that hold a length of time.
import type { ValuePath } from '../../content/content-item.ts';

export const durationFields = [
  ['queryFrequency'],
  ['queryPeriod'],
  ['suppressionDuration'],
  ['incidentConfiguration', 'groupingConfiguration', 'lookbackDuration'],
] as const satisfies readonly ValuePath[];

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
