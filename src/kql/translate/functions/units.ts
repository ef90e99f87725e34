// convert_*(): a number from one unit to another. https://learn.microsoft.com/kusto/query/convert-length-function
import { type Expression, knownString } from '../expression.ts';
import { realSql, type Sql, sql } from '../sql.ts';
import type { CallContext, FunctionEntry } from './function-entry.ts';

/** How many base units each unit has. */
type Units = Readonly<Record<string, number>>;

const prefixes: Units = {
  Femto: 1e-15,
  Pico: 1e-12,
  Nano: 1e-9,
  Micro: 1e-6,
  Milli: 1e-3,
  Centi: 1e-2,
  Deci: 1e-1,
  Deca: 1e1,
  Hecto: 1e2,
  Kilo: 1e3,
  Mega: 1e6,
  Giga: 1e9,
  Tera: 1e12,
};

/** A unit with each decimal prefix before it: `Kilometer`. */
function metric(unit: string, size = 1, power = 1): Units {
  const prefixed = Object.entries(prefixes).map(([prefix, factor]) => [
    `${prefix}${unit.toLowerCase()}`,
    size * factor ** power,
  ]);
  return { [unit]: size, ...Object.fromEntries(prefixed) };
}

const lengths: Units = {
  ...metric('Meter'),
  Angstrom: 1e-10,
  AstronomicalUnit: 149_597_870_700,
  Chain: 20.1168,
  Fathom: 1.8288,
  Foot: 0.3048,
  Hand: 0.1016,
  Inch: 0.0254,
  LightYear: 9_460_730_472_580_800,
  Mile: 1609.344,
  NauticalMile: 1852,
  Parsec: 3.085_677_581_491_367e16,
  Yard: 0.9144,
};

const seconds: Units = { Second: 1, Minute: 60, Hour: 3600 };

function speeds(): Units {
  const distances = [
    'Meter',
    'Centimeter',
    'Decimeter',
    'Kilometer',
    'Micrometer',
    'Millimeter',
    'Nanometer',
    'Foot',
    'Inch',
    'Yard',
    'Mile',
  ];
  const pairs = distances.flatMap((distance) =>
    Object.entries(seconds).map(([time, size]) => [`${distance}Per${time}`, lengths[distance]! / size]),
  );
  return { ...Object.fromEntries(pairs), Knot: 1852 / 3600, Mach: 340.29 };
}

const angles: Units = {
  Arcminute: 1 / 60,
  Arcsecond: 1 / 3600,
  Centiradian: 1.8 / Math.PI,
  Deciradian: 18 / Math.PI,
  Degree: 1,
  Gradian: 0.9,
  Microdegree: 1e-6,
  Microradian: 180e-6 / Math.PI,
  Millidegree: 1e-3,
  Milliradian: 0.18 / Math.PI,
  Nanodegree: 1e-9,
  Nanoradian: 180e-9 / Math.PI,
  Radian: 180 / Math.PI,
  Revolution: 360,
  Tilt: 180 / Math.PI,
};

const energies: Units = {
  ...metric('Joule'),
  BritishThermalUnit: 1055.055_852_62,
  Calorie: 4.184,
  ElectronVolt: 1.602_176_634e-19,
  Erg: 1e-7,
  FootPound: 1.355_817_948_331_4,
  HorsepowerHour: 2_684_519.537_7,
  ...metric('WattHour', 3600),
  KilowattHour: 3.6e6,
  GigawattHour: 3.6e12,
  MegawattHour: 3.6e9,
  Kilocalorie: 4184,
  TerawattHour: 3.6e15,
};

const forces: Units = {
  ...metric('Newton'),
  Dyn: 1e-5,
  KilogramForce: 9.806_65,
  KiloPond: 9.806_65,
  KilopoundForce: 4448.221_615_260_5,
  OunceForce: 0.278_013_850_953_781,
  PoundForce: 4.448_221_615_260_5,
  Poundal: 0.138_254_954_376,
  ShortTonForce: 8896.443_230_521,
  TonneForce: 9806.65,
};

const masses: Units = {
  ...metric('Gram', 1e-3),
  Grain: 6.479_891e-5,
  LongHundredweight: 50.802_345_44,
  LongTon: 1016.046_908_8,
  Ounce: 0.028_349_523_125,
  Pound: 0.453_592_37,
  ShortHundredweight: 45.359_237,
  ShortTon: 907.184_74,
  Slug: 14.593_902_937_206_36,
  SolarMass: 1.988_47e30,
  Stone: 6.350_293_18,
  Tonne: 1000,
};

const volumes: Units = {
  ...metric('Liter', 1e-3),
  CubicCentimeter: 1e-6,
  CubicDecimeter: 1e-3,
  CubicFoot: 0.028_316_846_592,
  CubicInch: 1.638_706_4e-5,
  CubicKilometer: 1e9,
  CubicMeter: 1,
  CubicMicrometer: 1e-18,
  CubicMile: 4.168_181_825_440_58e9,
  CubicMillimeter: 1e-9,
  CubicYard: 0.764_554_857_984,
  ImperialGallon: 4.546_09e-3,
  OilBarrel: 0.158_987_294_928,
  UsGallon: 3.785_411_784e-3,
  UsPint: 4.731_764_73e-4,
  UsQuart: 9.463_529_46e-4,
};

/** To kelvin: `(value + shift) * scale`. */
const temperatures: Readonly<Record<string, { readonly shift: number; readonly scale: number }>> = {
  DegreeCelsius: { shift: 273.15, scale: 1 },
  DegreeFahrenheit: { shift: 459.67, scale: 5 / 9 },
  DegreeRankine: { shift: 0, scale: 5 / 9 },
  Kelvin: { shift: 0, scale: 1 },
};

type Convert = (value: Sql, from: string, to: string) => Sql | undefined;

function linear(units: Units): Convert {
  return (value, from, to) => {
    const [a, b] = [units[from], units[to]];
    return a === undefined || b === undefined ? undefined : sql`(${value} * ${realSql(a / b)})`;
  };
}

const temperature: Convert = (value, from, to) => {
  const [a, b] = [temperatures[from], temperatures[to]];
  if (a === undefined || b === undefined) return undefined;
  return sql`((${value} + ${realSql(a.shift)}) * ${realSql(a.scale / b.scale)} - ${realSql(b.shift)})`;
};

function entry(quantity: string, convert: Convert): FunctionEntry {
  return {
    sql: ([value, from, to]: readonly Expression[], context: CallContext) => {
      const [a, b] = [knownString(from), knownString(to)];
      if (value === undefined || a === undefined || b === undefined)
        return context.unsupported('a unit taken from a column');
      return convert(value.sql, a, b) ?? context.unsupported(`the units '${a}' and '${b}'`);
    },
    takes: ['real', 'string', 'string'],
    see: `convert-${quantity}-function`,
  };
}

export const units = {
  convert_angle: entry('angle', linear(angles)),
  convert_energy: entry('energy', linear(energies)),
  convert_force: entry('force', linear(forces)),
  convert_length: entry('length', linear(lengths)),
  convert_mass: entry('mass', linear(masses)),
  convert_speed: entry('speed', linear(speeds())),
  convert_temperature: entry('temperature', temperature),
  convert_volume: entry('volume', linear(volumes)),
} satisfies Record<string, FunctionEntry>;
