// The questions about saved searches, metadata, queries and requests in general.
import type { Variants } from '../../src/emulator/behaviours.ts';
import type { Probe } from './probe.ts';
import { type Ask, found, isDone, putNew, scheduledRule, unclear, verdict, words } from './question.ts';

const search = (probe: Probe) => ({
  properties: {
    category: 'Hunting Queries',
    displayName: probe.newTitle(),
    query: 'Usage | take 1',
    version: 2,
    tags: [{ name: 'description', value: 'Written by a live check.' }],
  },
});

/** A new saved search, read back. */
async function savedSearch(probe: Probe) {
  const path = `savedSearches/${probe.newName()}`;
  const put = await probe.arm('PUT', path, { body: { ...search(probe), etag: '*' } });
  return isDone(put) ? { path, put, got: await probe.arm('GET', path) } : { path, put };
}

/** A new saved search that is a function. */
function putFunction(
  probe: Probe,
  properties: { functionAlias: string; functionParameters?: string; query?: string },
) {
  const body = search(probe);
  const path = `savedSearches/${probe.newName()}`;
  return probe.arm('PUT', path, {
    body: { ...body, etag: '*', properties: { ...body.properties, category: 'Functions', ...properties } },
  });
}

const newAlias = (probe: Probe) => `f_${probe.newName().replaceAll(/\W/g, '_')}`;

const record = (parentId: string) => ({ properties: { parentId, kind: 'AnalyticsRule' } });

const casingOf = (body: { properties?: object } | undefined): 'camelCase' | 'PascalCase' | undefined => {
  const names = Object.keys(body?.properties ?? {});
  return names.includes('displayName')
    ? 'camelCase'
    : names.includes('DisplayName')
      ? 'PascalCase'
      : undefined;
};

export const otherQuestions = {
  'api-version-form': async (probe) =>
    verdict(await probe.arm('GET', '', { apiVersion: 'latest' }), {
      accepted: 'accepted',
      refused: 'refused',
    }),

  'catalogue-dependencies': async (probe) => {
    const reply = await probe.sentinel('GET', 'contentProductPackages');
    const entries: unknown = reply.body?.value;
    if (!Array.isArray(entries) || entries.length === 0) return unclear('no catalogue', reply);
    const telling = entries.filter((entry) => Array.isArray(entry?.properties?.dependencies?.criteria));
    return {
      answer: telling.length > 0 ? 'listed' : 'omitted',
      saw: `${telling.length} of the first ${entries.length} entries have dependencies.criteria`,
    };
  },

  'dynamic-string-form': async (probe) => {
    const reply = await probe.query('print d = dynamic("abc")');
    const cell: unknown = reply.body?.tables?.[0]?.rows?.[0]?.[0];
    if (cell === undefined) return unclear('no value', reply);
    const answer = cell === 'abc' ? 'plain' : cell === '"abc"' ? 'quoted' : undefined;
    return { answer, saw: `the value of dynamic("abc") is ${JSON.stringify(cell)}` };
  },

  'function-alias-form': async (probe) =>
    verdict(await putFunction(probe, { functionAlias: `${newAlias(probe)}-x` }), {
      accepted: 'stored',
      refused: 'refused',
    }),

  'function-alias-case': async (probe) => {
    const functionAlias = newAlias(probe);
    const first = await putFunction(probe, { functionAlias });
    if (!isDone(first)) return unclear('a function is refused', first);
    const second = await putFunction(probe, { functionAlias: functionAlias.toUpperCase() });
    return verdict(second, { accepted: 'distinct', refused: 'same' });
  },

  'function-alias-taken': async (probe) => {
    const functionAlias = newAlias(probe);
    const first = await putFunction(probe, { functionAlias });
    if (!isDone(first)) return unclear('a function is refused', first);
    return verdict(await putFunction(probe, { functionAlias }), { accepted: 'stored', refused: 'refused' });
  },

  'function-body': async (probe) =>
    verdict(
      await putFunction(probe, { functionAlias: newAlias(probe), query: 'SentinelSyncNoSuchTable | where' }),
      {
        accepted: 'stored',
        refused: 'refused',
      },
    ),

  'function-parameters-form': async (probe) =>
    verdict(await putFunction(probe, { functionAlias: newAlias(probe), functionParameters: 'a datetime' }), {
      accepted: 'stored',
      refused: 'refused',
    }),

  'let-shadows-table': async (probe) => {
    const reply = await probe.query(
      "let Usage = datatable(SentinelSyncProbe:string)['seeded'];\nUsage | take 2",
    );
    const { columns, rows } = reply.body?.tables?.[0] ?? {};
    if (reply.status === 400) return found('does-not-shadow', reply);
    if (columns === undefined) return unclear('no table', reply);
    const names = columns.map(({ name }: { name: string }) => name).join(', ');
    const isSeeded = names === 'SentinelSyncProbe' && rows?.[0]?.[0] === 'seeded';
    return {
      answer: isSeeded ? 'shadows' : 'does-not-shadow',
      saw: `Usage has the columns ${names.slice(0, 80)}`,
    };
  },

  'metadata-put-without-etag': async (probe) => {
    const rule = await putNew(probe, scheduledRule(probe));
    if (!isDone(rule)) return unclear('the rule it is about is refused', rule);
    const path = `metadata/${probe.newName()}`;
    const body = record(
      `${probe.workspaceId}/providers/Microsoft.SecurityInsights/alertRules/${rule.body.name}`,
    );
    const first = await probe.sentinel('PUT', path, { body });
    if (!isDone(first)) return unclear('it is refused at first', first);
    const again = await probe.sentinel('PUT', path, { body });
    return found(isDone(again) ? 'accepted' : again.status === 409 ? 'conflict' : undefined, again);
  },

  'metadata-without-parent': async (probe) => {
    const rule = `${probe.workspaceId}/providers/Microsoft.SecurityInsights/alertRules/${probe.newRuleId()}`;
    const reply = await probe.sentinel('PUT', `metadata/${probe.newName()}`, { body: record(rule) });
    if (isDone(reply)) return found('accepted', reply);
    return found(
      reply.status === 400 ? 'refused-400' : reply.status === 404 ? 'refused-404' : undefined,
      reply,
    );
  },

  'query-error-position': async (probe) => {
    const reply = await probe.query('| take 1');
    // In a field of the innermost error, or in its words: `on line [1,0]`.
    const text = JSON.stringify(reply.body ?? {});
    const [, place] = /"pos(?:ition)?":\s*(\d+)/.exec(text) ?? /\bline \[1,(\d+)\]/.exec(text) ?? [];
    const answer = place === '0' ? 'from-zero' : place === '1' ? 'from-one' : undefined;
    return { answer, saw: `a pipe at the very start: position ${place ?? 'not given'}, ${words(reply)}` };
  },

  'query-without-json-content-type': async (probe) => {
    const reply = await probe.query('print 1', 'text/plain');
    if (reply.status === 200 && reply.body === undefined) return found('empty', reply);
    return found(reply.status === 400 ? 'refused' : undefined, reply);
  },

  'saved-search-casing': async (probe) => {
    const { path, put, got } = await savedSearch(probe);
    if (got === undefined) return unclear('a saved search is refused', put);
    const newer = await probe.arm('GET', path, { apiVersion: '2025-07-01' });
    const [older, other] = [casingOf(got.body), casingOf(newer.body)];
    return { answer: older, saw: `2020-08-01: ${older ?? words(got)}; 2025-07-01: ${other ?? words(newer)}` };
  },

  'saved-search-delete-absent': async (probe) => {
    const reply = await probe.arm('DELETE', `savedSearches/${probe.newName()}`);
    return found(reply.status === 404 ? 'not-found' : isDone(reply) ? 'fine' : undefined, reply);
  },

  'saved-search-id-slash': async (probe) => {
    const { put, got } = await savedSearch(probe);
    if (typeof got?.body?.id !== 'string') return unclear('a saved search is refused, or has no id', put);
    return {
      answer: got.body.id.startsWith('/') ? 'present' : 'absent',
      saw: `id: ${got.body.id.slice(0, 15)}...`,
    };
  },

  'saved-search-name': async (probe) => {
    const { put, got } = await savedSearch(probe);
    if (got === undefined) return unclear('a saved search is refused', put);
    const members = Object.keys(got.body ?? {}).join(', ');
    return { answer: got.body?.name === undefined ? 'omitted' : 'present', saw: `members: ${members}` };
  },
} satisfies { readonly [Id in keyof Variants]?: Ask<Variants[Id]> };
