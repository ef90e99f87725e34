// What a behaviour is: something that happens so often a day, and the rows that the sensors write of it.
import type { Happening } from './happening.ts';

/** When people or machines do it. */
export type Hours = 'work' | 'always' | 'night';

export interface Behaviour {
  readonly name: string;
  readonly perDay: number;
  readonly hours?: Hours;
  happens(happening: Happening): void;
}

/** A row of a table, at a moment in ms since 1970. */
export interface Row {
  readonly table: string;
  readonly at: number;
  readonly values: Readonly<Record<string, unknown>>;
}
