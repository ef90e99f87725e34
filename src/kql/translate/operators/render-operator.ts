// render: an instruction for the client; the rows stay as they are.
import { piped, type TabularOperator } from './tabular-operator.ts';

export const renderOperator: TabularOperator = {
  syntaxKind: 'RenderOperator',
  see: 'render-operator',
  differs: 'Charts are not drawn: the rows pass unchanged.',
  translate: piped((_node, input) => input),
};
