// The only file that knows the Kusto bridge: loads Microsoft's parser once, binds a query, hands out typed nodes.
import { createRequire } from 'node:module';
import { createCache } from '../cache/cache.ts';
import type { Column, KqlType } from '../tables/schema.ts';
import { addedPlugins } from './bind/added-plugins.ts';
import * as hooks from './bind/binder-hooks.ts';
import type { DatabaseMember, OpenColumns } from './bind/database-member.ts';
import { type DeclaredNames, declaredSymbols, keyOfNames } from './bind/declared-names.ts';
import { byArgument } from './bind/dependent-results.ts';
import { nameAsTheEngine } from './bind/engine-names.ts';
import { hasten } from './bind/faster-runtime.ts';
import { diagnosticOf } from './bind/package-diagnostic.ts';
import { compareLongsWithNull } from './bind/runtime-repairs.ts';
import { scopeFunctions } from './bind/scope-functions.ts';
import { createSymbols, shareBodies } from './bind/shared-bodies.ts';
import { type LanguagePackage, repairSignatures } from './bind/signature-repairs.ts';
import { formattedBy } from './package-formatter.ts';
import { scalarTypeNames } from './scalar-type-names.ts';
import type {
  ColumnSymbol,
  FunctionParameter,
  KqlSymbol,
  ParsedQuery,
  RawDiagnostic,
  ResultType,
  ScalarType,
  Syntax,
  TableSymbol,
  Token,
} from './syntax.ts';
import { identityOf } from './translate/identity.ts';
import { textOfTree } from './tree-text.ts';

// The bridge is untyped JavaScript; its shapes are pinned by test/kql/parser.test.ts.
type Bridge = any;
let runtime: Bridge;

function load(): Bridge {
  if (runtime !== undefined) return runtime;
  // A process may begin with it in memory (src/ready-process.ts).
  if ((globalThis as Bridge).Kusto === undefined) {
    const require = createRequire(import.meta.url);
    require('@kusto/language-service-next/bridge.min.js');
    require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
  }
  const { Kusto, System } = globalThis as Bridge;
  hasten(globalThis as Bridge);
  compareLongsWithNull(globalThis as Bridge);
  const K = Kusto.Language;
  // The combinator grammar serves completion only and takes half the cold start; the parse itself is hand-written.
  K.Parsing.QueryGrammar.From = () => ({ QueryBlock: null });
  nameAsTheEngine(K.Binding.Binder);
  hooks.countBinding(K.Utils.CancellationToken.prototype);
  hooks.listOriginalsOnce(K.Symbols.ColumnSymbol, toArray);
  hooks.closeAfterListing(K.Binding, (all) => toArray(all).map((one: Bridge) => scalarTypeOf(one.Type)));
  repairSignatures(K as LanguagePackage);
  const { TableSymbol } = K.Symbols;
  hooks.bindBodiesOnce(K.Binding, (all) =>
    toArray(all).map((one) => (one instanceof TableSymbol ? one : '')),
  );
  runtime = { K, S: K.Symbols, Sx: K.Syntax, System, getTypeName: (globalThis as Bridge).Bridge.getTypeName };
  K.PlugIns.All.push(...addedPlugins.map(memberSymbol));
  return runtime;
}

/** `query`, or `command` for `.show tables` and its like, which no rule may hold. */
export function kindOfText(text: string): 'query' | 'command' {
  return load().K.KustoCode.GetKind(text) === 'Command' ? 'command' : 'query';
}

/**
 * Parses and binds a query against members, and against the parameters of the function whose body it is.
 * @throws TypeError or RangeError on text nested too deeply for the parser: callers turn that into a diagnostic.
 */
export function parseQuery(
  text: string,
  members: readonly DatabaseMember[],
  given: DeclaredNames = {},
): ParsedQuery {
  const code = load().K.KustoCode.ParseAndAnalyze(text, globalsFor(members, given));
  return {
    root: wrap(code.Syntax),
    diagnostics: toArray(code.GetDiagnostics()).flatMap((one) => diagnosticOf(one) ?? []),
    result: resultOf(code.ResultType),
  };
}

/** What does not parse in a text, without binding its names: a fraction of the work of parseQuery. */
export function parseFindings(text: string): RawDiagnostic[] {
  const { K } = load();
  return toArray(K.KustoCode.Parse(text).GetDiagnostics()).flatMap((one) => diagnosticOf(one) ?? []);
}

/** A query as Microsoft's own formatter lays it out. */
export function laidOut(text: string): string {
  return formattedBy(load().K, text);
}

/** The lexical tokens of a text; trivia and text joined are the text again. */
export function tokensOf(text: string): Token[] {
  const { Parsing, ParseOptions } = load().K;
  const tokens = toArray(Parsing.TokenParser.ParseTokens(text, ParseOptions.Default));
  return tokens.map(({ Kind, Text, Trivia }) => ({ kind: kindName(Kind), text: Text, trivia: Trivia }));
}

/** Names of KQL's own scalar functions, aggregates and plugins, for did-you-mean and coverage counts. */
export function builtInNames(): { functions: string[]; aggregates: string[]; plugins: string[] } {
  const { K } = load();
  const names = ({ All }: Bridge): string[] => toArray(All).map((symbol: Bridge) => symbol.Name);
  return { functions: names(K.Functions), aggregates: names(K.Aggregates), plugins: names(K.PlugIns) };
}

/** The kinds of node that are tabular operators, so that none is forgotten in the tables. */
export function operatorKinds(): string[] {
  return Object.keys(load().Sx.SyntaxKind).filter((kind) => kind.endsWith('Operator'));
}

const globalsByMembers = createCache<string, Bridge>({ capacity: 64 });
const symbolsFor = createSymbols(memberSymbol, tokensOf);

function globalsFor(members: readonly DatabaseMember[], given: DeclaredNames): Bridge {
  const { K, S } = load();
  const key = `${members.map(identityOf).join()} ${keyOfNames(given)}`;
  const known = globalsByMembers.get(key);
  if (known !== undefined) return known;
  const symbols = symbolsFor(members);
  const database = new S.DatabaseSymbol.ctor('workspace', symbols);
  // Other options than those it parses with would have it make globals of its own, and forget what it has bound each time.
  const options = K.GlobalState.Default.ParseOptions.WithAlwaysProduceEndTokens(true);
  // The plugins too are given: the defaults of a process that was kept are older than what is added to them.
  const globals = K.GlobalState.Default.WithParseOptions(options)
    .WithPlugIns([...K.PlugIns.All])
    .WithDatabase(new S.DatabaseSymbol.ctor('workspace', [...symbols, ...scopeFunctions(S, database)]))
    .WithParameters(declaredSymbols(S, given, toArray))
    .WithCache();
  shareBodies(globals.Cache.GetOrCreate(K.Binding.GlobalBindingCache));
  globalsByMembers.set(key, globals);
  hooks.noteBodies(globals, members);
  return globals;
}

function memberSymbol(member: DatabaseMember): Bridge {
  const { S } = load();
  if (member.kind === 'table') return tableSymbol(member.name, member.columns, member.open ?? false);
  const { name, parameters, result } = member;
  if ('body' in result) return new S.FunctionSymbol.$ctor16(name, parameters, result.body, '');
  const list = S.Parameter.ParseList(parameters);
  if ('columnsFor' in result)
    return new S.FunctionSymbol.$ctor1(name, byArgument(result, resultTable), S.Tabularity.Tabular, list);
  const type =
    'scalar' in result
      ? (S.ScalarTypes[scalarTypeNames[result.scalar as KqlType] ?? 'Dynamic'] as Bridge)
      : resultTable(result);
  return new S.FunctionSymbol.$ctor6(name, type, list, '');
}

const resultTable = ({ columns, open }: OpenColumns) => tableSymbol('', columns, open);

function tableSymbol(name: string, columns: readonly Column[], open: boolean): Bridge {
  const { S } = load();
  const table = new S.TableSymbol.$ctor4(
    name,
    columns.map(
      (column) => new S.ColumnSymbol.ctor(column.name, S.ScalarTypes[scalarTypeNames[column.type]]),
    ),
  );
  return open ? table.WithIsOpen(true) : table;
}

function toArray(list: Bridge): Bridge[] {
  if (Array.isArray(list ?? [])) return list ?? [];
  return Array.from({ length: list.Count }, (_, i) => list.getItem(i));
}

const kindNames = new Map<number, string>();

function kindName(kind: number): string {
  const { System, Sx } = load();
  const name = kindNames.get(kind) ?? (System.Enum.getName(Sx.SyntaxKind, kind) as string);
  kindNames.set(kind, name);
  return name;
}

/**
 * Where a node or symbol holds its wrapper. A WeakMap of them takes longer for each node the more nodes are alive: V8 tells objects
 * apart by 20 bits there, and a process that binds large queries has more nodes than that.
 */
const wrapper = Symbol('wrapper');

function wrap(node: Bridge): Syntax {
  node[wrapper] ??= new BridgeSyntax(node);
  return node[wrapper];
}

/** Items of a list node stand inside separator nodes; a caller wants the items. */
function unwrapSeparator(node: Bridge): Bridge {
  return kindName(node.Kind) === 'SeparatedElement' ? node.GetChild(0) : node;
}

class BridgeSyntax implements Syntax {
  readonly kind: string;
  readonly #node: Bridge;

  constructor(node: Bridge) {
    this.#node = node;
    this.kind = kindName(node.Kind);
  }

  get isToken(): boolean {
    return this.#node.IsToken;
  }

  get text(): string {
    const { Tree, TextStart, TriviaStart, End } = this.#node;
    if (!Tree) return this.#node.toString().slice(TextStart - TriviaStart);
    return textOfTree(Tree).slice(TextStart, End);
  }

  get start(): number {
    return this.#node.TextStart + (this.#node.Tree?.OffsetInOriginal ?? 0);
  }

  get end(): number {
    return this.#node.End + (this.#node.Tree?.OffsetInOriginal ?? 0);
  }

  get parent(): Syntax | undefined {
    let node = this.#node.Parent;
    while (node && ['SeparatedElement', 'List'].includes(kindName(node.Kind))) node = node.Parent;
    return node ? wrap(node) : undefined;
  }

  child(name: string): Syntax | undefined {
    const child = this.#node[name];
    // An optional child that is absent is null, or a missing node of no width.
    return child?.TextStart === undefined ? undefined : wrap(child);
  }

  get(name: string): Syntax {
    const child = this.child(name);
    if (child === undefined) throw new Error(`${this.kind} has no child ${name}: ${this.text}`);
    return child;
  }

  list(name: string): readonly Syntax[] {
    return this.child(name)?.children() ?? [];
  }

  children(): readonly Syntax[] {
    const children: Syntax[] = [];
    for (let i = 0; i < this.#node.ChildCount; i++) {
      const child = this.#node.GetChild(i);
      if (child) children.push(wrap(unwrapSeparator(child)));
    }
    return children;
  }

  get result(): ResultType {
    return resultOf(this.#node.ResultType);
  }

  get symbol(): KqlSymbol | undefined {
    return symbolOf(this.#node.ReferencedSymbol);
  }

  get name(): string {
    return this.#node.SimpleName ?? '';
  }

  get stringValue(): string | undefined {
    const isString =
      this.kind === 'StringLiteralExpression' || this.kind === 'CompoundStringLiteralExpression';
    return isString ? (this.#node.ConstantValue ?? undefined) : undefined;
  }

  get generatedName(): string {
    const { K, S } = load();
    const raw = this.#node.RawResultType;
    // One column of a call that may give several (percentile) shows as a plain value and keeps its name here.
    const [only, ...more] = raw instanceof S.TupleSymbol ? toArray(raw.Columns) : [];
    if (only !== undefined && more.length === 0) return only.Name;
    return K.Binding.Binder.GetExpressionResultName(this.#node, '', null) ?? '';
  }

  calledBody(): Syntax | undefined {
    const body = this.#node.GetCalledFunctionBody?.();
    return body ? wrap(body) : undefined;
  }

  get diagnostics(): readonly RawDiagnostic[] {
    return toArray(this.#node.GetContainedDiagnostics()).flatMap((one) => diagnosticOf(one) ?? []);
  }
}

function symbolOf(symbol: Bridge): KqlSymbol | undefined {
  if (symbol === null || symbol === undefined) return undefined;
  symbol[wrapper] ??= makeSymbol(symbol);
  return symbol[wrapper];
}

function makeSymbol(symbol: Bridge): KqlSymbol {
  const { S } = load();
  const name: string = symbol.Name ?? '';
  if (symbol instanceof S.ColumnSymbol) return columnSymbol(symbol);
  if (symbol instanceof S.TableSymbol) return tableOf(symbol);
  if (symbol instanceof S.VariableSymbol) {
    return {
      kind: 'variable',
      name,
      get result() {
        return resultOf(symbol.Type);
      },
      get source() {
        return symbol.Source ? wrap(symbol.Source) : undefined;
      },
    };
  }
  if (symbol instanceof S.ParameterSymbol) return { kind: 'parameter', name, result: resultOf(symbol.Type) };
  if (symbol instanceof S.FunctionSymbol) return functionSymbol(symbol, name);
  if (symbol instanceof S.GroupSymbol) {
    return { kind: 'group', members: toArray(symbol.Members).map((member) => symbolOf(member)!) };
  }
  return { kind: 'other', name };
}

function functionSymbol(symbol: Bridge, name: string): KqlSymbol {
  const { K } = load();
  const families = [
    ['aggregate', K.Aggregates.All],
    ['plugin', K.PlugIns.All],
    ['scalar', K.Functions.All],
  ] as const;
  const builtIn = families.find(([, all]) => (all as Bridge[]).includes(symbol))?.[0];
  const parameters = toArray(symbol.Signatures).flatMap((signature) => toArray(signature.Parameters));
  const byName = new Map<string, Bridge>(parameters.map((parameter) => [parameter.Name, parameter]));
  return {
    kind: 'function',
    name,
    family:
      builtIn ?? (symbol.Signatures.getItem(0)?.Declaration?.IsToken === false ? 'declared' : 'workspace'),
    parameters: [...byName.values()].map(parameterOf),
    isObsolete: symbol.IsObsolete === true,
    alternative: symbol.Alternative ?? undefined,
  };
}

function parameterOf({ Name, IsScalar, DeclaredTypes, DefaultValue }: Bridge): FunctionParameter {
  const types = IsScalar ? toArray(DeclaredTypes).map(scalarTypeOf) : [];
  const type = types.length === 1 && types[0] !== 'unknown' ? types[0] : undefined;
  return { name: Name, type, default: DefaultValue ? wrap(DefaultValue) : undefined };
}

function columnSymbol(symbol: Bridge): ColumnSymbol {
  return {
    kind: 'column',
    name: symbol.Name,
    type: scalarTypeOf(symbol.Type),
    get originals() {
      return toArray(symbol.OriginalColumns).map((column) => symbolOf(column) as ColumnSymbol);
    },
  };
}

function tableOf(symbol: Bridge): TableSymbol {
  return {
    kind: 'table',
    name: symbol.Name,
    get columns() {
      return toArray(symbol.Columns).map((column) => symbolOf(column) as ColumnSymbol);
    },
    open: symbol.IsOpen === true,
  };
}

function scalarTypeOf(type: Bridge): ScalarType {
  const name: string = type?.Name ?? 'unknown';
  return name in scalarTypeNames ? (name as KqlType) : 'unknown';
}

function resultOf(type: Bridge): ResultType {
  const { S } = load();
  if (type === null || type === undefined || type instanceof S.ErrorSymbol || type instanceof S.VoidSymbol) {
    return { kind: 'none' };
  }
  if (type instanceof S.TableSymbol) {
    const table = symbolOf(type) as TableSymbol;
    return { kind: 'table', columns: table.columns, open: table.open };
  }
  if (type instanceof S.TupleSymbol) {
    return {
      kind: 'tuple',
      columns: toArray(type.Columns).map((column) => symbolOf(column) as ColumnSymbol),
    };
  }
  if (type instanceof S.DynamicArraySymbol) return { kind: 'scalar', type: 'dynamic', shape: 'array' };
  if (type instanceof S.DynamicBagSymbol) return { kind: 'scalar', type: 'dynamic', shape: 'bag' };
  if (type instanceof S.ScalarSymbol) return { kind: 'scalar', type: scalarTypeOf(type) };
  return { kind: 'none' };
}
