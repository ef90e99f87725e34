// Signatures of Microsoft's package that are narrower than what the service runs, repaired where the package is loaded. Findings that
// are wrong for another reason are dropped by findings/binder-corrections.ts.

/** What is read and written of the package; its shapes are pinned by test/kql/parser.test.ts. */
export interface LanguagePackage {
  readonly Functions: { readonly All: Items<FunctionOfPackage> };
  readonly Aggregates: { readonly All: Items<FunctionOfPackage> };
  readonly Symbols: {
    readonly ParameterTypeKind: Readonly<Record<string, number>>;
    readonly ReturnTypeKind: Readonly<Record<string, number>>;
    readonly ScalarTypes: { readonly Unknown: unknown };
  };
}

type Items<T> = readonly T[] | { readonly Count: number; getItem(index: number): T };

interface FunctionOfPackage {
  readonly Name: string;
  readonly Signatures: Items<Signature>;
}

interface Signature {
  readonly Parameters: Items<{ readonly Name: string; TypeKind: number | undefined }>;
  ReturnKind: number | undefined;
  CustomReturnType: ((context: CallOfPackage) => unknown) | null;
}

interface CallOfPackage {
  readonly Arguments: Items<{ readonly ConstantValue: unknown }>;
  readonly ArgumentTypes: Items<unknown>;
  readonly RowScope: { readonly Columns: Items<{ readonly Name: string; readonly Type: unknown }> } | null;
}

interface WiderParameter {
  readonly family: 'Functions' | 'Aggregates';
  readonly name: string;
  readonly parameter: string;
  /** The kind of types it takes. */
  readonly takes: string;
  /** Where that is known from. */
  readonly reason: string;
}

export const widerParameters: readonly WiderParameter[] = [
  {
    family: 'Aggregates',
    name: 'count',
    parameter: 'predicate',
    takes: 'Scalar',
    reason: 'Counts all rows, whatever the argument is: recorded answers of the engine.',
  },
  {
    family: 'Functions',
    name: 'make_timespan',
    parameter: 'seconds',
    takes: 'Number',
    reason: 'Takes 55.123 seconds: https://learn.microsoft.com/kusto/query/make-timespan-function',
  },
  {
    family: 'Functions',
    name: 'todynamic',
    parameter: 'value',
    takes: 'StringOrDynamic',
    reason: 'Another name of parse_json: https://learn.microsoft.com/kusto/query/parse-json-function',
  },
  {
    family: 'Functions',
    name: 'toobject',
    parameter: 'value',
    takes: 'StringOrDynamic',
    reason: 'Another name of parse_json: https://learn.microsoft.com/kusto/query/parse-json-function',
  },
  {
    family: 'Functions',
    name: 'base64_encode_fromguid',
    parameter: 'guid',
    takes: 'Scalar',
    reason:
      'A text that is no guid gives an empty one: https://learn.microsoft.com/kusto/query/base64-encode-fromguid-function',
  },
  {
    family: 'Functions',
    name: 'series_fit_poly',
    parameter: 'degree',
    takes: 'Integer',
    reason: 'Takes 5: https://learn.microsoft.com/kusto/query/series-fit-poly-function',
  },
];

/** The column itself where it exists, of its own type. https://learn.microsoft.com/kusto/query/column-ifexists-function */
const columnByName: ReadonlySet<string> = new Set(['column_ifexists', 'columnifexists']);

/** Changes the loaded package; to be called once. */
export function repairSignatures(language: LanguagePackage): void {
  const { ParameterTypeKind, ReturnTypeKind, ScalarTypes } = language.Symbols;
  for (const { family, name, parameter, takes } of widerParameters) {
    for (const signature of signaturesOf(language[family].All, (one) => one === name)) {
      for (const one of items(signature.Parameters)) {
        if (one.Name === parameter) one.TypeKind = ParameterTypeKind[takes];
      }
    }
  }
  for (const signature of signaturesOf(language.Functions.All, (name) => columnByName.has(name))) {
    signature.ReturnKind = ReturnTypeKind.Custom;
    signature.CustomReturnType = (call) => {
      const [name] = items(call.Arguments);
      const columns = call.RowScope === null ? [] : items(call.RowScope.Columns);
      const column = columns.find((one) => one.Name === name?.ConstantValue);
      return column?.Type ?? items(call.ArgumentTypes)[1] ?? ScalarTypes.Unknown;
    };
  }
}

function signaturesOf(all: Items<FunctionOfPackage>, isMeant: (name: string) => boolean): Signature[] {
  return items(all)
    .filter(({ Name }) => isMeant(Name))
    .flatMap(({ Signatures }) => items(Signatures));
}

function items<T>(list: Items<T>): readonly T[] {
  return 'getItem' in list ? Array.from({ length: list.Count }, (_, i) => list.getItem(i)) : list;
}
