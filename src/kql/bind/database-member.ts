// A table or function of the workspace, as the binder needs it.
import type { Column } from '../../tables/schema.ts';

/** Columns of a result. */
export interface OpenColumns {
  readonly columns: readonly Column[];
  /** There may be others. */
  readonly open: boolean;
}

export type DatabaseMember =
  | {
      readonly kind: 'table';
      readonly name: string;
      readonly columns: readonly Column[];
      readonly open?: boolean;
      /** Columns that the table takes only once a row brings them: nothing says beforehand that they are there. */
      readonly onDemand?: readonly string[];
      /** Nothing known has it: the workspace may. */
      readonly undeclared?: boolean;
    }
  | {
      readonly kind: 'function';
      readonly name: string;
      /** KQL parameter list in parentheses: `(starttime:datetime=datetime(null), pack:bool=false)`. */
      readonly parameters: string;
      /**
       * Columns of the result, a scalar type, a KQL body in braces that is bound at each call, or columns that depend on the text
       * that is the first argument (undefined where it is none that can be told).
       */
      readonly result:
        | OpenColumns
        | { readonly scalar: string }
        | { readonly body: string }
        | { readonly columnsFor: (argument: string | undefined) => OpenColumns };
      readonly undeclared?: boolean;
    };
