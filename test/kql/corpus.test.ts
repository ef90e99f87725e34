// Queries in the style of published ones (test/kql/corpus): each runs over empty tables, or is said to be what stands above it.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openQuerySession, type QuerySession } from '../../src/engine/query-session.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';

interface CorpusQuery {
  readonly file: string;
  readonly line: number;
  /** `runs`, `no-fixture`, or with the code `wrong: KS142` and `refused: kql/unsupported-plugin`. */
  readonly expected: string;
  readonly text: string;
}

const folder = new URL('./corpus/', import.meta.url);
const queries: readonly CorpusQuery[] = readdirSync(folder)
  .filter((name) => name.endsWith('.kql'))
  .flatMap((file) => queriesIn(file, readFileSync(new URL(file, folder), 'utf8')));

/** Queries are parted by empty lines; a comment above one says what is expected, and the first one what the file holds. */
function queriesIn(file: string, text: string): readonly CorpusQuery[] {
  let line = 1;
  return text.split('\n\n').flatMap((part) => {
    const at = line;
    line += part.split('\n').length + 1;
    const [, comment = '', query = ''] = /^((?:\/\/.*(?:\n|$))*)([\s\S]*)$/.exec(part) ?? [];
    const expected = /\/\/ (no-fixture|(?:wrong|refused): \S+)/.exec(comment)?.[1] ?? 'runs';
    return query.trim() === '' ? [] : [{ file, line: at, expected, text: query.trim() }];
  });
}

let session: QuerySession;
beforeAll(async () => {
  session = await openQuerySession({
    tables: createTableCatalogue(),
    now: new Date('2026-01-15T12:00:00Z'),
  });
});
afterAll(() => session.close());

/** What a workspace would refuse as well has the parser's code, or one that says that the query itself is wrong. */
async function outcomeOf(text: string): Promise<string> {
  const outcome = await session.run(text);
  if ('diagnostics' in outcome) {
    const code = outcome.diagnostics[0]?.code ?? '';
    return `${/^(?:KS\d+|kql\/not-serialized)$/.test(code) ? 'wrong' : 'refused'}: ${code}`;
  }
  return (outcome.warnings ?? []).some(({ code }) => code === 'kql/no-fixture') ? 'no-fixture' : 'runs';
}

test('every query comes out as the file says', { timeout: 120_000 }, async () => {
  const found = new Map<string, number>();
  const unlike: string[] = [];
  for (const { file, line, expected, text } of queries) {
    const outcome = await outcomeOf(text);
    const kind = outcome.split(':')[0]!;
    found.set(kind, (found.get(kind) ?? 0) + 1);
    if (outcome !== expected) unlike.push(`${file}:${line} ${outcome}, not ${expected}`);
  }
  expect(unlike).toEqual([]);
  const share = (kind: string) => Math.round(((found.get(kind) ?? 0) / queries.length) * 1000) / 10;
  expect({
    queries: queries.length,
    runs: share('runs'),
    'no-fixture': share('no-fixture'),
    wrong: share('wrong'),
    refused: share('refused'),
  }).toMatchInlineSnapshot(`
    {
      "no-fixture": 9.3,
      "queries": 332,
      "refused": 0.6,
      "runs": 86.4,
      "wrong": 3.6,
    }
  `);
});

/** How a feature of `features.txt` that is no name shows in a text. */
const forms: Readonly<Record<string, RegExp>> = {
  'lit:timespan': /\b\d+[dhms]\b/,
  let: /\blet \w+ =/,
  'dyn:a.b': /\w\.\w+/,
  'lit:verbatim string': /@["']/,
  'in:(let name)': /\bin~? \(\w+\)/,
  'star:*': /\*/,
  'dyn:a[0]': /\w\[0\]/,
  'lit:dynamic()': /dynamic\(/,
  'lit:bool': /\b(?:true|false)\b/,
  'join:$left/$right': /\$left\.\w+ == \$right\.\w+/,
  'join:(default innerunique)': /\bjoin \(?[A-Z]/,
  "name:['quoted col']": /\['[^']+'\]/,
  'dyn:a["b"]': /\w\["\w+"\]/,
  'src:externaldata': /externaldata\(/,
  'let:lambda': /let \w+ = \(/,
  'call:user let-lambda': /\bf\(3/,
  'parse:kind=(default simple)': /\bparse \w+ with/,
  'let:lambda-scalar-args': /let \w+ = \(\w+: ?\w+/,
  'typeof()': /typeof\(/,
  'union:isfuzzy': /isfuzzy=true/,
  'env:_GetWatchlist': /_GetWatchlist\(/,
  'src:datatable': /datatable\(/,
  'dyn:a[-1]': /\[-\d\]/,
  'lit:real': /\b\d+\.\d+\b/,
  'lit:datetime': /datetime\(\d/,
  'mv-expand:to typeof': /mv-expand [^|]* to typeof/,
  'hint.*': /hint\.\w+/,
  'env:other workspace function call': /CiscoDuo/,
  'name:wild*card': /\w\*/,
  'env:Defender fn FileProfile': /invoke FileProfile\(/,
  'dyn:a[expr]': /v\.a\.b\[i\]/,
  'lit:h-string': /\bh@?["']/,
  'name:(a,b)=tuple': /\(\w+, \w+[^)]*\) =/,
  'let:lambda-default-arg': /\(.*: \w+ = \d+\) \{/,
  'sort:nulls first/last': /nulls (?:first|last)/,
  'search:head': /(?:^|\n)search "/,
  'env:ASIM function call': /\bim[A-Z]\w+\(/,
  'mv-expand:kind/bagexpansion': /mv-expand (?:kind|bagexpansion)=/,
  'union:*': /\bunion \*/,
  'union:withsource': /withsource ?=/,
  'let:lambda()-no-args': /let \w+ = \(\) \{/,
  'search:in (tables)': /search in \(/,
  'let:lambda-tabular-arg': /= \(T: \(/,
  'lookup:(default leftouter)': /\blookup [A-Z]/,
  'lit:compound string': /"x" "y"/,
  'lit:dynamic object': /dynamic\(\{"/,
  'distinct:*': /distinct \*/,
  'stmt:declare query_parameters': /declare query_parameters/,
  'env:Defender fn SeenBy': /SeenBy\(/,
  'search:in-pipe': /\| search "/,
  'stmt:set': /\bset \w+;/,
  'union:wildcard-name': /union \w+\*/,
  'lit:multiline string': /```/,
  'op:sort/order': /\b(?:sort|order) by/,
  'op:take/limit': /\b(?:take|limit) \d/,
  'sop:unary -': /= -\d/,
};

function formOf(feature: string): RegExp {
  const own = forms[feature];
  if (own !== undefined) return own;
  const [kind = '', name = ''] = [
    feature.slice(0, feature.indexOf(':')),
    feature.slice(feature.indexOf(':') + 1),
  ];
  const plain = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  if (kind === 'fn' || kind === 'agg' || kind === 'plugin') return new RegExp(`\\b${plain}\\s*\\(`);
  if (kind === 'join' || kind === 'lookup') return new RegExp(`\\b${kind} kind=${plain}\\b`);
  if (kind === 'parse') return new RegExp(`\\bparse ${plain}\\b`);
  return new RegExp(/^\w/.test(name) ? `\\b${plain}(?!\\w)` : plain);
}

describe('the features that published queries use most', () => {
  const text = queries.map((query) => query.text).join('\n');
  const features = readFileSync(new URL('features.txt', folder), 'utf8').trim().split('\n');
  test('each stands in some query', () => {
    expect(features.length).toBe(340);
    expect(features.filter((feature) => !formOf(feature).test(text))).toEqual([]);
  });
});
