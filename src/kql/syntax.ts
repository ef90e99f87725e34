// The bound syntax tree as the translator and the checks see it: plain typed nodes over Microsoft's own parser.
import type { Code } from '../diagnostics/diagnostic.ts';
import type { KqlType } from '../tables/schema.ts';

/**
 * A node or token. `kind` is the parser's SyntaxKind name (`FilterOperator`, `NameReference`, `InCsExpression`), children
 * have the parser's property names (`Condition`, `Expression`). Four kinds mislead: `in` is InExpression, `in~` InCsExpression,
 * `!in` NotInExpression, `!in~` NotInCsExpression.
 */
export interface Syntax {
  readonly kind: string;
  readonly isToken: boolean;
  /** Source text without the comments and blanks before it. */
  readonly text: string;
  /** Offsets into the text that declares the node (the query, or a function's body), in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly parent: Syntax | undefined;
  /** A child by property name, or undefined when absent. */
  child(name: string): Syntax | undefined;
  /** A child that must be there; its absence is a defect of ours. */
  get(name: string): Syntax;
  /** Items of a list child, without their separators; empty when the list is absent. */
  list(name: string): readonly Syntax[];
  /** All direct children; items of a list node without separators. */
  children(): readonly Syntax[];
  /** What the expression yields, as the binder sees it. */
  readonly result: ResultType;
  /** What the name, operator or call refers to. */
  readonly symbol: KqlSymbol | undefined;
  /** The plain name of a name node (`['a b']` gives `a b`), else ''. */
  readonly name: string;
  /** The string value of a string literal in any of its forms; undefined otherwise. */
  readonly stringValue: string | undefined;
  /** The name that a column of this expression gets where it has none of its own (`count_`, `d_x`); '' where nothing gives one. */
  readonly generatedName: string;
  /** Of a call of a user lambda or stored function: its body, bound for this call, or undefined. */
  calledBody(): Syntax | undefined;
  /** What the binder says of the node and all below it, with offsets as `start` has them. */
  readonly diagnostics: readonly RawDiagnostic[];
}

/** `unknown` is a column of an open table (after bag_unpack, of an unknown table). */
export type ScalarType = KqlType | 'unknown';

export type ResultType =
  | {
      readonly kind: 'scalar';
      readonly type: ScalarType;
      /** Of a dynamic, where the binder knows more of it. */
      readonly shape?: 'array' | 'bag';
    }
  | { readonly kind: 'table'; readonly columns: readonly ColumnSymbol[]; readonly open: boolean }
  /** Several columns from one expression, as arg_max(x, *) gives. */
  | { readonly kind: 'tuple'; readonly columns: readonly ColumnSymbol[] }
  /** Nothing usable: an error was reported, or the node yields no value. */
  | { readonly kind: 'none' };

/** Symbols are the same object wherever the binder means the same thing: compare with ===, never by name. */
export type KqlSymbol =
  | ColumnSymbol
  | TableSymbol
  | VariableSymbol
  | ParameterSymbol
  | FunctionSymbol
  | GroupSymbol
  | OtherSymbol;

export interface ColumnSymbol {
  readonly kind: 'column';
  readonly name: string;
  readonly type: ScalarType;
  /** The columns a renamed or merged column came from (joins, unions); empty when it is itself. */
  readonly originals: readonly ColumnSymbol[];
}

export interface TableSymbol {
  readonly kind: 'table';
  readonly name: string;
  readonly columns: readonly ColumnSymbol[];
  readonly open: boolean;
}

/** A `let` value, or an argument inside a called function's body. */
interface VariableSymbol {
  readonly kind: 'variable';
  readonly name: string;
  readonly result: ResultType;
  /** The expression it stands for, where the binder knows it. */
  readonly source: Syntax | undefined;
}

interface ParameterSymbol {
  readonly kind: 'parameter';
  readonly name: string;
  readonly result: ResultType;
}

export interface FunctionSymbol {
  readonly kind: 'function';
  readonly name: string;
  /** `scalar`, `aggregate` and `plugin` are KQL's own; `declared` is a lambda of the query; `workspace` comes from the workspace. */
  readonly family: 'scalar' | 'aggregate' | 'plugin' | 'declared' | 'workspace';
  readonly parameters: readonly FunctionParameter[];
  readonly isObsolete: boolean;
  /** The function that replaces an obsolete one. */
  readonly alternative: string | undefined;
}

export interface FunctionParameter {
  readonly name: string;
  /** The declared type of a value; undefined of a table, and where several types are taken. */
  readonly type: KqlType | undefined;
  readonly default: Syntax | undefined;
}

interface GroupSymbol {
  readonly kind: 'group';
  readonly members: readonly KqlSymbol[];
}

interface OtherSymbol {
  readonly kind: 'other';
  readonly name: string;
}

/** A finding of the parser or binder; offsets are UTF-16 units into the query. */
export interface RawDiagnostic {
  readonly code: Code;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** The official page, where one says why. */
  readonly see?: string | undefined;
}

export interface Token {
  readonly kind: string;
  readonly text: string;
  /** Blanks and comments before it. */
  readonly trivia: string;
}

export interface ParsedQuery {
  readonly root: Syntax;
  readonly diagnostics: readonly RawDiagnostic[];
  /** Of the last statement. */
  readonly result: ResultType;
}

/** Visits a node and everything below it, parents first. Return false to skip what lies below. */
export function walk(node: Syntax, visit: (node: Syntax) => boolean | undefined): void {
  if (visit(node) === false) return;
  for (const child of node.children()) walk(child, visit);
}
