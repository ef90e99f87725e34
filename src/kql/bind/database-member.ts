// A table or function of the workspace, as the binder needs it.
import type { Column } from '../../tables/schema.ts';

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
      /** Columns of the result, a scalar type, or a KQL body in braces that is bound at each call. */
      readonly result:
        | { readonly columns: readonly Column[]; readonly open: boolean }
        | { readonly scalar: string }
        | { readonly body: string };
      readonly undeclared?: boolean;
    };
