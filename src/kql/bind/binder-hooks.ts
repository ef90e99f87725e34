// Places of Microsoft's binder that are replaced when it is loaded: so that no query can make it run or grow without end, and so that
// what is behind a projection is bound as the service binds it.
import type { Budget } from '../budget.ts';
import { namesByValue } from './body-scope.ts';
import type { DatabaseMember } from './database-member.ts';

let budget: Budget | undefined;

/**
 * Runs `work` with every node that is bound meanwhile counted by `counted`, also those of function bodies, which are bound when
 * they are asked for. What the budget throws passes through.
 */
export function underBudget<Result>(counted: Budget, work: () => Result): Result {
  const outer = budget;
  budget = counted;
  try {
    return work();
  } finally {
    budget = outer;
  }
}

/** The binder asks its cancellation token before each node. Nobody can cancel from outside while it runs; a count can. */
export function countBinding(token: { ThrowIfCancellationRequested(): void }): void {
  token.ThrowIfCancellationRequested = () => budget?.spend(1);
}

/** The originals of a column of unions of unions are listed once for each way that leads to them: eight of each, nine deep, is 8^9. */
export function listOriginalsOnce(
  symbol: { GetTrulyOriginalColumns(columns: unknown): unknown },
  toArray: (list: unknown) => readonly unknown[],
): void {
  const all = symbol.GetTrulyOriginalColumns;
  symbol.GetTrulyOriginalColumns = (columns) => [...new Set(toArray(all(columns)))];
}

/** What a node of the tree was bound to: its type and what was found. */
interface BoundNode {
  readonly ResultType: {
    readonly IsOpen?: boolean;
    readonly Columns?: unknown;
    WithIsOpen?(open: boolean): unknown;
  } | null;
  readonly Diagnostics: unknown;
}

type Visit = (this: unknown, node: { toString(): string }) => BoundNode;

const listing = [
  'VisitProjectOperator',
  'VisitDistinctOperator',
  'VisitSummarizeOperator',
  'VisitMakeSeriesOperator',
] as const;

/** `distinct *`, `arg_max(x, *)`: whatever columns there are. */
const takesAll = /(?:^|[,(\s])\*\s*(?:$|[,)|])/;

/**
 * An operator that lists its columns gives no others, also where its input may have any; the binder lets it go on being open, and
 * takes every misspelt name behind it. Not where a listed column has no known type: a union would split it from its namesakes,
 * and only an open table takes the plain name then. https://learn.microsoft.com/kusto/query/project-operator
 */
export function closeAfterListing(
  binding: {
    readonly Binder: { readonly NodeBinder: { readonly prototype: Record<(typeof listing)[number], Visit> } };
    readonly SemanticInfo: { readonly $ctor5: new (type: unknown, diagnostics: unknown) => BoundNode };
  },
  typesOf: (columns: unknown) => readonly string[],
): void {
  const visits = binding.Binder.NodeBinder.prototype;
  const Bound = binding.SemanticInfo.$ctor5;
  for (const name of listing) {
    const visit = visits[name];
    visits[name] = function (this: unknown, node) {
      const bound = visit.call(this, node);
      const type = bound.ResultType;
      if (type?.IsOpen !== true || type.WithIsOpen === undefined) return bound;
      if (takesAll.test(node.toString()) || typesOf(type.Columns).includes('unknown')) return bound;
      return new Bound(type.WithIsOpen(false), bound.Diagnostics);
    };
  }
}

interface CallSite {
  readonly Signature: unknown;
  readonly Parameters: unknown;
  readonly Values: unknown;
}

/** The globals under which no body of a function asks what value an argument has, only of what type it is. */
const valueless = new WeakSet<object>();

/** Notes the bodies of all functions that are in scope under these globals. */
export function noteBodies(globals: object, members: readonly DatabaseMember[]): void {
  const asksForValues = (member: DatabaseMember) =>
    member.kind === 'function' && 'body' in member.result && namesByValue.test(member.result.body);
  if (!members.some(asksForValues)) valueless.add(globals);
}

interface ExpansionBinding {
  readonly Binder: {
    readonly prototype: {
      TryGetExpansionCallSiteInfo(
        this: { readonly _globals: object; IsDatabaseSymbolSignature(signature: unknown): boolean },
        signature: unknown,
        given: unknown,
        site: { v?: CallSite | null },
      ): boolean;
    };
  };
  readonly CallSiteInfo: {
    readonly ctor: new (signature: unknown, parameters: unknown, values: unknown) => CallSite;
  };
}

/**
 * The binder binds the body of a function anew for each constant that it is called with, and for a large one that takes a second.
 * Where no body asks for values, one constant is as good as another. What it is called with is in the call, and is read there.
 */
export function bindBodiesOnce(
  { Binder, CallSiteInfo }: ExpansionBinding,
  tablesIn: (values: unknown) => readonly unknown[],
): void {
  const siteOf = Binder.prototype.TryGetExpansionCallSiteInfo;
  Binder.prototype.TryGetExpansionCallSiteInfo = function (signature, given, site) {
    const found = siteOf.call(this, signature, given, site);
    if (site.v && valueless.has(this._globals) && this.IsDatabaseSymbolSignature(signature)) {
      const { Signature, Parameters, Values } = site.v;
      site.v = new CallSiteInfo.ctor(Signature, Parameters, tablesIn(Values));
    }
    return found;
  };
}
