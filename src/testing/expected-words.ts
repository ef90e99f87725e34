// What a case expects, in words.
import { plural } from '../diagnostics/plural.ts';
import { describe, describeEntity } from './compare.ts';
import type { Expectation } from './detection-case.ts';

/** `nothing`, `2 alerts, 1 incident`; empty where nothing is stated, as of a known gap. */
export function expectedWords(expect: Expectation): string {
  if (expect.none) return 'nothing';
  const parts = [
    expect.alertCount === undefined ? undefined : plural(expect.alertCount, 'alert'),
    expect.incidentCount === undefined ? undefined : plural(expect.incidentCount, 'incident'),
    expect.rowCount === undefined ? undefined : plural(expect.rowCount, 'result row'),
    expect.rows === undefined ? undefined : `rows: ${expect.rows.map(describe).join('; ')}`,
    expect.entities === undefined ? undefined : `entities: ${expect.entities.map(describeEntity).join('; ')}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}
