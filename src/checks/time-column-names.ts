// Tells of the older names for the start and end of what was found.
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { nodeInQuery } from './reading/query-view.ts';

const older: Readonly<Record<string, string>> = { StartTimeUtc: 'StartTime', EndTimeUtc: 'EndTime' };

export const timeColumnNames: Check = {
  code: 'style/time-column-names',
  severity: 'info',
  kinds: detectionKinds,
  summary: 'The query makes a column StartTimeUtc or EndTimeUtc.',
  why: 'Microsoft’s publishing guide names them StartTime and EndTime; times in a workspace are UTC anyway.',
  fix: 'Name the columns StartTime and EndTime.',
  see: pages.publishRule,
  run(item, context) {
    const query = context.query(item);
    if (query?.isSound !== true) return [];
    return query.ofKind('NameDeclaration').flatMap((node) => {
      const { name } = node;
      const better = Object.hasOwn(older, name) ? older[name] : undefined;
      if (better === undefined) return [];
      return [
        { message: `The query makes \`${name}\` instead of \`${better}\``, at: nodeInQuery(item, node) },
      ];
    });
  },
};
