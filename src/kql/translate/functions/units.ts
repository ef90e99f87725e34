// convert_*(): a number from one unit to another. https://learn.microsoft.com/kusto/query/convert-length-function
import { type Expression, knownString } from '../expression.ts';
import { joinSql, realSql, type Sql, sql, textSql } from '../sql.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';
import {
  angles,
  type Curve,
  energies,
  forces,
  lengths,
  masses,
  speeds,
  temperatures,
  type Units,
  volumes,
} from './unit-sizes.ts';

const nothing = sql`null::double`;

/** What `make` gives for the unit: null for one that is not in the table. A unit that depends on the row is looked up there. */
function forUnit(unit: Expression, units: Units, make: (size: number | Curve) => Sql): Sql {
  const known = knownString(unit);
  if (known !== undefined) return Object.hasOwn(units, known) ? make(units[known]!) : nothing;
  const cases = Object.entries(units).map(([name, size]) => sql`when ${textSql(name)} then ${make(size)}`);
  return sql`(case ${unit.sql} ${joinSql(cases, ' ')} end)`;
}

function inBase(value: Sql, unit: Expression, units: Units): Sql {
  return forUnit(unit, units, (size) =>
    typeof size === 'number' ? sql`(${value} * ${realSql(size)})` : size.toBase(value),
  );
}

function fromBase(value: Sql, unit: Expression, units: Units): Sql {
  return forUnit(unit, units, (size) =>
    typeof size === 'number' ? sql`(${value} / ${realSql(size)})` : size.fromBase(value),
  );
}

function entry(quantity: string, units: Units): FunctionEntry {
  return {
    sql: (args: readonly Expression[], context: CallContext) => {
      const [value, from, to] = args as [Expression, Expression, Expression];
      const [a, b] = [from, to].map((unit) => units[knownString(unit) ?? '']);
      // One factor loses fewer digits than two.
      if (typeof a === 'number' && typeof b === 'number') return sql`(${value.sql} * ${realSql(a / b)})`;
      const base = context.once({
        ...value,
        sql: inBase(context.once(value).sql, context.once(from), units),
        nullable: true,
        foldable: value.foldable && from.foldable,
        known: undefined,
      });
      return fromBase(base.sql, context.once(to), units);
    },
    takes: ['real', 'string', 'string'],
    nullable: true,
    see: `convert-${quantity}-function`,
  };
}

export const units = {
  convert_angle: entry('angle', angles),
  convert_energy: entry('energy', energies),
  convert_force: entry('force', forces),
  convert_length: entry('length', lengths),
  convert_mass: entry('mass', masses),
  convert_speed: entry('speed', speeds),
  convert_temperature: entry('temperature', temperatures),
  convert_volume: entry('volume', volumes),
} satisfies Record<string, FunctionEntry>;
