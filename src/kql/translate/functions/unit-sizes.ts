// The units that convert_*() knows, with the sizes that the engine gives them (those of the .NET library UnitsNet, some of them
// rounded: a foot cubed is 0.0283168 of a metre cubed). https://learn.microsoft.com/kusto/query/convert-length-function
import { realSql, type Sql, sql } from '../sql.ts';

/** A unit that is no multiple of the base unit. */
export interface Curve {
  readonly toBase: (value: Sql) => Sql;
  readonly fromBase: (value: Sql) => Sql;
}

/** How many base units each unit has. */
export type Units = Readonly<Record<string, number | Curve>>;

const prefixes: Readonly<Record<string, number>> = {
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

/** A unit, and it with decimal prefixes before it: `Kilometer`. */
function prefixed(unit: string, size: number, names: string): Units {
  const small = `${unit[0]!.toLowerCase()}${unit.slice(1)}`;
  const all = names.split(' ').map((name) => [`${name}${small}`, size * prefixes[name]!]);
  return { [unit]: size, ...Object.fromEntries(all) };
}

/** `(value + shift) * scale` kelvin. */
function degree(shift: number, scale: number): Curve {
  return {
    toBase: (value) => sql`((${value} + ${realSql(shift)}) * ${realSql(scale)})`,
    fromBase: (value) => sql`(${value} / ${realSql(scale)} - ${realSql(shift)})`,
  };
}

/** In metres. */
export const lengths: Units = {
  ...prefixed('Meter', 1, 'Nano Micro Milli Centi Deci Deca Hecto Kilo'),
  ...prefixed('LightYear', 9.460_730_472_58e15, 'Kilo Mega'),
  ...prefixed('Parsec', 3.085_677_581_28e16, 'Kilo Mega'),
  Angstrom: 1e-10,
  AstronomicalUnit: 1.495_978_707e11,
  Chain: 20.1168,
  DataMile: 1828.8,
  DtpPica: 1 / 236.220_472_441,
  DtpPoint: 0.0254 / 72,
  Fathom: 1.8288,
  Foot: 0.3048,
  Hand: 0.1016,
  Inch: 0.0254,
  Microinch: 2.54e-8,
  Mil: 2.54e-5,
  Mile: 1609.34,
  NauticalMile: 1852,
  PrinterPica: 1 / 237.106_301_584,
  PrinterPoint: 0.0254 / 72.27,
  Shackle: 27.432,
  SolarRadius: 6.9551e8,
  Twip: 1 / 56_692.913_385_826,
  UsSurveyFoot: 1200 / 3937,
  Yard: 0.9144,
};

/** In metres a second. */
export const speeds: Units = {
  ...prefixed('MeterPerSecond', 1, 'Nano Micro Milli Centi Deci Kilo'),
  ...prefixed('MeterPerMinute', 1 / 60, 'Nano Micro Milli Centi Deci Kilo'),
  ...prefixed('MeterPerHour', 1 / 3600, 'Milli Centi Kilo'),
  ...perTime('Foot', 0.3048),
  ...perTime('Inch', 0.0254),
  ...perTime('UsSurveyFoot', 1200 / 3937),
  ...perTime('Yard', 0.9144),
  Knot: 0.514_444,
  MilePerHour: 0.447_04,
};

function perTime(unit: string, size: number): Units {
  return {
    [`${unit}PerSecond`]: size,
    [`${unit}PerMinute`]: size / 60,
    [`${unit}PerHour`]: size / 3600,
  };
}

/** In degrees. */
export const angles: Units = {
  ...prefixed('Degree', 1, 'Nano Micro Milli'),
  ...prefixed('Radian', 180 / Math.PI, 'Nano Micro Milli Centi Deci'),
  Arcminute: 1 / 60,
  Arcsecond: 1 / 3600,
  Gradian: 0.9,
  NatoMil: 9 / 160,
  Revolution: 360,
  // The sine of the angle; there is none outside -1 to 1.
  Tilt: {
    toBase: (value) =>
      sql`(case when abs(${value}) <= 1 then degrees(asin(${value})) else 'nan'::double end)`,
    fromBase: (value) => sql`(sin(radians(${value})))`,
  },
};

/** In joules. */
export const energies: Units = {
  ...prefixed('Joule', 1, 'Milli Kilo Mega Giga'),
  ...prefixed('Calorie', 4.184, 'Kilo Mega'),
  ...prefixed('BritishThermalUnit', 1055.055_852_62, 'Kilo Mega Giga'),
  ...prefixed('ElectronVolt', 1.602_176_565e-19, 'Kilo Mega Giga Tera'),
  ...prefixed('WattHour', 3600, 'Kilo Mega Giga Tera'),
  ...prefixed('WattDay', 86_400, 'Kilo Mega Giga Tera'),
  ...prefixed('ThermEc', 1.055_055_852_62e8, 'Deca'),
  ...prefixed('ThermImperial', 1.055_055_852_573_48e8, 'Deca'),
  ...prefixed('ThermUs', 1.054_804e8, 'Deca'),
  Erg: 1e-7,
  FootPound: 1.355_817_948,
  HorsepowerHour: 2.684_519_537_7e6,
};

/** In newtons. */
export const forces: Units = {
  ...prefixed('Newton', 1, 'Micro Milli Deca Kilo Mega'),
  ...prefixed('PoundForce', 4.448_221_615_260_51, 'Kilo'),
  Dyn: 1e-5,
  KilogramForce: 9.806_650_028_64,
  KiloPond: 9.806_650_028_64,
  OunceForce: 0.278_013_850_953_781_2,
  Poundal: 0.138_255_027_989_730_4,
  ShortTonForce: 8896.443_230_521,
  TonneForce: 9806.650_028_64,
};

/** In kilograms. */
export const masses: Units = {
  ...prefixed('Gram', 1e-3, 'Nano Micro Milli Centi Deci Deca Hecto Kilo'),
  ...prefixed('Pound', 0.453_592_37, 'Kilo Mega'),
  ...prefixed('Tonne', 1e3, 'Kilo Mega'),
  EarthMass: 5.9722e24,
  Grain: 1 / 15_432.358_352_941_43,
  LongHundredweight: 1 / 0.019_684_130_552_221_21,
  LongTon: 1016.046_908_8,
  Ounce: 0.028_349_523_125,
  ShortHundredweight: 1 / 0.022_046_226_218_487_758,
  ShortTon: 907.184_74,
  Slug: 1 / 0.068_521_765_561_961_05,
  SolarMass: 1.989_47e30,
  Stone: 1 / 0.157_473_172_870_269_8,
};

/** In kelvins. */
export const temperatures: Units = {
  DegreeCelsius: degree(273.15, 1),
  DegreeDelisle: degree(-559.725, -2 / 3),
  DegreeFahrenheit: degree(459.67, 5 / 9),
  DegreeNewton: degree(90.1395, 100 / 33),
  DegreeRankine: 5 / 9,
  DegreeReaumur: degree(218.52, 5 / 4),
  DegreeRoemer: degree((273.15 * 21) / 40 - 7.5, 40 / 21),
  Kelvin: 1,
  MillidegreeCelsius: degree(273_150, 1e-3),
  SolarTemperature: 5778,
};

/** In cubic metres. */
export const volumes: Units = {
  ...prefixed('CubicFoot', 0.028_316_8, 'Hecto Kilo Mega'),
  ...prefixed('CubicMeter', 1, 'Hecto Kilo'),
  ...prefixed('ImperialGallon', 0.004_546_090_000_001_8, 'Kilo Mega'),
  ...prefixed('Liter', 1e-3, 'Micro Milli Centi Deci Deca Hecto Kilo Mega'),
  ...prefixed('UsGallon', 0.003_785_41, 'Deci Deca Hecto Kilo Mega'),
  AcreFoot: 1 / 0.000_810_714,
  AuTablespoon: 2e-5,
  BoardFoot: 2.359_737_215_8e-3,
  CubicCentimeter: 1e-6,
  CubicDecimeter: 1e-3,
  CubicHectometer: 1e6,
  CubicInch: 1.6387e-5,
  CubicKilometer: 1e9,
  CubicMicrometer: 1e-18,
  CubicMile: 4.168_181_825_440_58e9,
  CubicMillimeter: 1e-9,
  CubicYard: 0.764_554_858,
  ImperialBeerBarrel: 0.163_659_24,
  ImperialOunce: 2.841_306_249_996_29e-5,
  ImperialPint: 5.682_612_5e-4,
  MetricCup: 0.000_25,
  MetricTeaspoon: 5e-6,
  OilBarrel: 0.158_987_294_928,
  UkTablespoon: 1.5e-5,
  UsBeerBarrel: 0.117_347_765_8,
  UsCustomaryCup: 0.000_236_588_236_5,
  UsLegalCup: 0.000_24,
  UsOunce: 2.957_352_956_253_76e-5,
  UsPint: 4.731_764_73e-4,
  UsQuart: 9.463_529_46e-4,
  UsTablespoon: 1.478_676_478_125e-5,
  UsTeaspoon: 4.928_921_593_75e-6,
};
