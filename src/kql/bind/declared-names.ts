// Names that a text can mean beside tables and functions: the parameters of the function whose body it is, and values of the run.
import type { KqlType } from '../../tables/schema.ts';
import { scalarTypeNames } from '../scalar-type-names.ts';
import type { BindOptions } from './bind-options.ts';

export type DeclaredNames = Pick<BindOptions, 'parameters' | 'runValues'>;

/** The part of the package that makes such symbols. */
interface Symbols {
  readonly Parameter: { ParseList(list: string): unknown };
  readonly ParameterSymbol: new (name: string, type: unknown) => object;
  readonly ScalarTypes: Readonly<Record<string, object>>;
}

type ToArray = (list: unknown) => readonly { readonly Name: string; readonly DeclaredTypes: unknown }[];

/** Equal for the same names. */
export function keyOfNames({ parameters = '', runValues = [] }: DeclaredNames): string {
  return `${parameters}\n${runValues.map(({ name, type }) => `${name}:${type}`).join()}`;
}

export function declaredSymbols(
  { Parameter, ParameterSymbol, ScalarTypes }: Symbols,
  { parameters = '', runValues = [] }: DeclaredNames,
  toArray: ToArray,
): object[] {
  const ofBody = toArray(Parameter.ParseList(`(${parameters})`)).map(
    ({ Name, DeclaredTypes }) => new ParameterSymbol(Name, toArray(DeclaredTypes)[0]),
  );
  const ofRun = runValues.map(({ name, type }) => new ParameterSymbol(name, ScalarTypes[runTypeName(type)]));
  return [...ofBody, ...ofRun];
}

/**
 * The binder refuses some of what is done with a list of texts and would take it of an empty one, or of any dynamic: what is right for
 * it is right for them.
 */
function runTypeName(type: KqlType): string {
  return type === 'dynamic' ? 'DynamicArrayOfString' : scalarTypeNames[type];
}
