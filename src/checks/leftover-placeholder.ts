// Reports a placeholder of another tool that was to be filled before the query came here.
import { definitionOf, queryOf } from '../content/kinds/kinds.ts';
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { inQuery } from './reading/query-view.ts';

/** How a tool writes its placeholders, and which one does. Event texts hold `%%1936`, so a name starts with a letter. */
const placeholders = [
  { pattern: /%%[A-Za-z][\w.-]*(?::[^%\r\n"']*)?%%/g, tool: 'SentinelARConverter' },
  { pattern: /#\{[A-Za-z][\w.-]*\}#/g, tool: 'the task Replace Tokens of Azure DevOps' },
  { pattern: /\{\{\s*[A-Za-z_][\w.-]*\s*\}\}/g, tool: 'a template engine such as Jinja' },
  { pattern: /\[(?:parameters|variables)\(\s*'[^'\r\n]*'\s*\)\]/g, tool: 'an ARM template' },
] as const;

export const leftoverPlaceholder: Check = {
  code: 'kql/leftover-placeholder',
  severity: 'warning',
  kinds: everyKind,
  summary:
    'The query holds a placeholder of another tool, such as `%%ResultType:50126%%` or `#{Workspace}#`.',
  why: 'Nothing fills it here: the query compares with the placeholder itself and never matches.',
  fix: 'Write the value, or let the other tool fill it before the file comes here.',
  see: pages.kql,
  run(item) {
    const query = queryOf(item) ?? '';
    const { filledPlaceholders = [] } = definitionOf(item);
    return placeholders.flatMap(({ pattern, tool }) =>
      Array.from(query.matchAll(pattern))
        .filter(([text]) => !filledPlaceholders.includes(text))
        .map((match) => ({
          message: `\`${match[0]}\` is a placeholder of ${tool}, which nothing fills here`,
          at: inQuery(item, match.index, match.index + match[0].length),
        })),
    );
  },
};
