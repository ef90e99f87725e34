// Functions that answer with a whole database: another workspace, application or cluster, none of which is known here.

/** The part of the package that makes such symbols. */
interface Symbols {
  readonly DatabaseSymbol: {
    readonly $ctor1: new (name: string, members: object[], isOpen: boolean) => object;
  };
  readonly FunctionSymbol: {
    readonly $ctor6: new (name: string, result: object, parameters: unknown, description: string) => object;
  };
  readonly Parameter: { ParseList(list: string): unknown };
}

/** `workspace("x").T`, `app("x").T` and `resource("x").T` bind against the same tables, for the real ones are not known here; `arg("").T` is open. */
export function scopeFunctions(
  { DatabaseSymbol, FunctionSymbol, Parameter }: Symbols,
  database: object,
): object[] {
  const open = new DatabaseSymbol.$ctor1('', [], true);
  const of = (result: object) => (name: string) =>
    new FunctionSymbol.$ctor6(name, result, Parameter.ParseList('(name:string)'), '');
  return [...['workspace', 'app', 'resource'].map(of(database)), ...['adx', 'arg'].map(of(open))];
}
