// What the table of scalar functions holds for each name: how it is written in SQL, and where Kusto documents it.
import type { KqlType } from '../../../tables/schema.ts';
import type { ResultType } from '../../syntax.ts';
import type { Expression } from '../expression.ts';
import type { Sql } from '../sql.ts';

export interface FunctionEntry {
  /**
   * A template (`lower($1)`, `$*` for all arguments) or a function of the translated arguments. The result has the binder's type.
   * A template gets dynamic arguments as JSON and strings never NULL; a function gets them as they are (see `asJson`, `valueSql`).
   */
  readonly sql: string | Translator['translate'];
  /** The type of the result, where the engine's is not the binder's. */
  readonly result?: KqlType | undefined;
  /** Slug of the official page: `tolower-function` for https://learn.microsoft.com/kusto/query/tolower-function. */
  readonly see: string;
  /** One sentence, only where DuckDB cannot do what Kusto documents or the documentation leaves a choice. */
  readonly differs?: string | undefined;
  /** Types the arguments are converted to before they reach `sql`; the last one repeats; undefined leaves as is. */
  readonly takes?: readonly (KqlType | undefined)[] | undefined;
  /** The result may be SQL NULL although no argument is; for a string result that is read as ''. */
  readonly nullable?: boolean | undefined;
  /** Not the same value for equal arguments (`new_guid`, `rand`): never folded. */
  readonly volatile?: boolean | undefined;
}

interface Translator {
  /** A method, whose parameters TypeScript compares both ways: an entry says how many arguments it reads, and the binder has counted them. */
  translate(args: readonly Expression[], context: CallContext): Expression | Sql | undefined;
}

/** What a function entry may ask while it is translated. */
export interface CallContext {
  readonly name: string;
  /** The type of the result: the entry's own, else the binder's. */
  readonly type: KqlType;
  readonly result: ResultType;
  /** The query's clock; now() and ago() are constants of the query. */
  readonly now: Expression;
  /** The same value under a short name, computed once a row: use it where an argument occurs more than once. */
  once(expression: Expression): Expression;
  /** Any dynamic as JSON (a list shape is converted); other types become the JSON scalar. */
  asJson(expression: Expression): Expression;
  /** Converts between types as tostring(), tolong() and the others do. */
  convert(expression: Expression, type: KqlType): Expression;
  /** Keys that order the rows as they come, for `over (order by ...)` of prev(), next(), row_number(); may be empty. */
  readonly rowOrder: Sql;
  /** The group of each row inside mv-apply and partition, for `over (partition by ...)`; else empty. */
  readonly rowGroup: Sql;
  /**
   * Reports why this call cannot be translated and returns undefined: `return context.unsupported('a pattern taken from a column')`.
   * The message reads: "<name>() with <what> is not supported."
   */
  unsupported(what: string): undefined;
  /** Reports what Kusto refuses as well, and returns undefined. */
  refused(refusal: Refusal): undefined;
}

/** What Kusto refuses in a call, with the words of the check that finds it before the query runs. */
export interface Refusal {
  readonly code: 'kql/invalid-argument' | 'kql/invalid-pattern';
  readonly message: string;
  /** Slug of the official page. */
  readonly see: string;
}
