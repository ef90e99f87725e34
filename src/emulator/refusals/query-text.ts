// Refusals that look at the text of a rule's query, without running it.
import { type Refusal, stringIn } from './refusal.ts';

const docs = 'https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview';

/** KQL comments and string literals, so that what stands inside them is not taken for an operator. */
const silentText =
  /\/\/[^\n]*|```[\s\S]*?```|~~~[\s\S]*?~~~|[hH]?@"(?:[^"]|"")*"|[hH]?@'(?:[^']|'')*'|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;

const codeOf = (query: string) => query.replace(silentText, (text) => (text.startsWith('//') ? '' : '""'));

export const queryTextRefusals: readonly Refusal[] = [
  {
    id: 'query-length',
    says: 'A query is 1 to 10,000 characters long.',
    evidence: 'S',
    source: docs,
    words: 'ours',
    refuses: ({ properties }) => {
      const query = stringIn(properties, 'query');
      if (query === undefined || (query.length >= 1 && query.length <= 10_000)) return undefined;
      return `Invalid Properties for alert rule: 'query' length should be between 1 and 10000 characters, it is ${query.length}`;
    },
  },
  {
    id: 'query-search-union-star',
    says: 'A query may hold neither `search *` nor `union *`.',
    evidence: 'S',
    source: docs,
    words: 'ours',
    refuses: ({ properties }) => {
      const code = codeOf(stringIn(properties, 'query') ?? '');
      const forbidden = /\bsearch\s+\*/.test(code)
        ? 'search *'
        : /\bunion\b(?:\s+\w+\s*=\s*\w+)*\s+\*/.test(code) && 'union *';
      return forbidden
        ? `Invalid Properties for alert rule: 'query' can't contain '${forbidden}'`
        : undefined;
    },
  },
  {
    id: 'query-adx',
    says: 'A query may not read Azure Data Explorer with `adx()`.',
    evidence: 'S',
    source: docs,
    words: 'ours',
    refuses: ({ properties }) =>
      /\badx\s*\(/.test(codeOf(stringIn(properties, 'query') ?? ''))
        ? "Invalid Properties for alert rule: 'query' can't use the function 'adx'"
        : undefined,
  },
];
