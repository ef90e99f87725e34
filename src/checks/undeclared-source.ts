// Tells of a table or function that nothing known has: the workspace may have it.
import { type Check, everyKind, type Finding } from './check.ts';
import { pages } from './pages.ts';
import { nodeInQuery } from './reading/query-view.ts';

export const undeclaredSource: Check = {
  code: 'kql/undeclared-source',
  severity: 'warning',
  kinds: everyKind,
  summary:
    'The query reads a custom log or calls a parser that neither the project nor any documentation lists.',
  why: 'Only the workspace can say whether it is there: the service refuses the rule where it is not. Its columns are not checked.',
  fix: 'Correct the name, or add its schema to the project’s tables folder; a parser comes with its solution.',
  see: pages.kql,
  run(item, context) {
    const query = context.query(item);
    const undeclared = (query?.bound.members ?? []).filter((member) => member.undeclared === true);
    if (query === undefined || undeclared.length === 0) return [];
    const references = query.ofKind('NameReference');
    return undeclared.flatMap(({ name, kind }): Finding[] => {
      const use = references.find((node) => node.name === name);
      if (use === undefined) return [];
      const what = kind === 'table' ? 'custom log' : 'table or parser';
      return [{ message: `No ${what} \`${name}\` is known here`, at: nodeInQuery(item, use) }];
    });
  },
};
