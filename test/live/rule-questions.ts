// The questions about analytics rules: how they are checked, overwritten, listed and deleted.
import type { Variants } from '../../src/emulator/behaviours.ts';
import type { Probe } from './probe.ts';
import {
  type Ask,
  found,
  isDone,
  nrtRule,
  putNew,
  refusal,
  scheduledRule,
  unclear,
  verdict,
  words,
} from './question.ts';

const stable = '2025-09-01';
const missingTable = 'SentinelSyncNoSuchTable_CL\n| take 1';
const mapping = (entityType: string, identifier: string, columnName: string) => ({
  entityType,
  fieldMappings: [{ identifier, columnName }],
});
const fiveMappings = [
  mapping('IP', 'Address', 'Ip'),
  mapping('Host', 'HostName', 'Machine'),
  mapping('Account', 'Name', 'User'),
  mapping('URL', 'Url', 'Link'),
  mapping('Process', 'CommandLine', 'Process'),
];
const format = (columns: number) => ({
  alertDetailsOverride: { alertDisplayNameFormat: '{{Ip}} '.repeat(columns).trim() },
});
const tactics = (given: readonly string[], technique = 'T1078') => ({
  tactics: given,
  techniques: [technique],
});

/** The id of a rule that was just written and deleted, written again. */
async function reuse(probe: Probe) {
  const path = `alertRules/${probe.newRuleId()}`;
  const body = scheduledRule(probe);
  const first = await probe.sentinel('PUT', path, { body });
  if (!isDone(first)) return { first };
  await probe.sentinel('DELETE', path);
  return { first, again: await probe.sentinel('PUT', path, { body }) };
}

const wasDeleted = (message: string | undefined) => /recently deleted/i.test(message ?? '');

export const ruleQuestions = {
  'alert-details-placeholders': refusal(format(3), format(4), { refused: 'three', accepted: 'unlimited' }),

  'display-name-unique': async (probe) => {
    const displayName = probe.newTitle();
    const first = await putNew(probe, scheduledRule(probe, { displayName }));
    if (!isDone(first)) return unclear('the first rule of the name is refused', first);
    const second = await putNew(probe, scheduledRule(probe, { displayName }));
    return verdict(second, { accepted: 'not-enforced', refused: 'enforced' });
  },

  'entity-mapping-limit': refusal(
    { entityMappings: fiveMappings },
    { entityMappings: fiveMappings, sentinelEntitiesMappings: [{ columnName: 'Ip' }] },
    { accepted: 'ten', refused: 'five' },
  ),

  'list-order': async (probe) => {
    const ids = [probe.newRuleId(), probe.newRuleId(), probe.newRuleId()].sort();
    // Neither by name nor backwards, so that the order of creation is told from both.
    for (const id of [ids[1], ids[0], ids[2]]) {
      const reply = await probe.sentinel('PUT', `alertRules/${id}`, { body: scheduledRule(probe) });
      if (!isDone(reply)) return unclear('a rule is refused', reply);
    }
    const names = (await probe.listed('alertRules')).map(({ name }) => name);
    const places = names.flatMap((name) => (ids.includes(name) ? [ids.indexOf(name) + 1] : [])).join(' ');
    const saw = `of three ids in their order, the list has ${places === '' ? 'none' : places}`;
    return { answer: places === '1 2 3' ? 'by-name' : places === '3 2 1' ? 'reversed' : undefined, saw };
  },

  'model-failure-words': async (probe) => {
    const reply = await putNew(probe, scheduledRule(probe, { techniques: ['X'] }));
    if (reply.status !== 400) return unclear('no model failure', reply);
    return found(/^Invalid data model/i.test(reply.message ?? '') ? 'wrapped' : 'bare', reply);
  },

  'nrt-on-stable-put': async (probe) => {
    const fine = await putNew(probe, nrtRule(probe));
    if (!isDone(fine)) return unclear('an NRT rule is refused by the preview version too', fine);
    return verdict(await putNew(probe, nrtRule(probe), stable), { accepted: 'accepted', refused: 'refused' });
  },

  'nrt-on-stable-read': async (probe) => {
    const fine = await putNew(probe, nrtRule(probe));
    if (!isDone(fine)) return unclear('an NRT rule is refused', fine);
    const reply = await probe.sentinel('GET', `alertRules/${fine.body.name}`, { apiVersion: stable });
    return found(reply.status === 200 ? 'shown' : reply.status === 404 ? 'hidden' : undefined, reply);
  },

  'nrt-schedule-fields': async (probe) => {
    const fine = await putNew(probe, nrtRule(probe));
    if (!isDone(fine)) return unclear('an NRT rule is refused', fine);
    const reply = await putNew(probe, nrtRule(probe, { queryPeriod: 'PT1H' }));
    if (isDone(reply) && reply.body?.properties?.queryPeriod !== undefined)
      return unclear('it is kept', reply);
    return verdict(reply, { accepted: 'dropped', refused: 'refused' });
  },

  'query-check-when-disabled': refusal(
    {},
    { query: missingTable },
    { accepted: 'skipped', refused: 'checked' },
  ),

  'query-check-words': async (probe) => {
    const reply = await putNew(probe, scheduledRule(probe, { enabled: true, query: missingTable }));
    if (reply.status !== 400) return unclear('a rule without its table is not refused', reply);
    const text = reply.message ?? '';
    if (/one of the tables does not exist/i.test(text)) return found('short', reply);
    return found(/SEM\d+|failed to resolve/i.test(text) ? 'detailed' : undefined, reply);
  },

  'recently-deleted-status': async (probe) => {
    const { first, again } = await reuse(probe);
    if (again === undefined) return unclear('the rule is refused at first', first);
    if (!wasDeleted(again.message)) return unclear('it is not refused for having been deleted', again);
    return found(again.status === 409 ? '409' : again.status === 400 ? '400' : undefined, again);
  },

  'recently-deleted-window': async (probe) => {
    const { first, again } = await reuse(probe);
    if (again === undefined) return unclear('the rule is refused at first', first);
    if (isDone(again)) return found('none', again);
    if (!wasDeleted(again.message)) return unclear('refused for another reason', again);
    return { answer: 'a-day', saw: `${words(again)}; how long that lasts is not measured` };
  },

  'rule-if-match': async (probe) => {
    const path = `alertRules/${probe.newRuleId()}`;
    const body = scheduledRule(probe);
    const first = await probe.sentinel('PUT', path, { body });
    if (!isDone(first)) return unclear('the rule is refused at first', first);
    const stale = '"00000000-0000-0000-0000-000000000000"';
    const again = await probe.sentinel('PUT', path, { body, headers: { 'if-match': stale } });
    return found(again.status === 412 ? 'honoured' : isDone(again) ? 'ignored' : undefined, again);
  },

  'rule-if-none-match': async (probe) => {
    const path = `alertRules/${probe.newRuleId()}`;
    const body = scheduledRule(probe);
    const first = await probe.sentinel('PUT', path, { body });
    if (!isDone(first)) return unclear('the rule is refused at first', first);
    const again = await probe.sentinel('PUT', path, { body, headers: { 'if-none-match': '*' } });
    return found(again.status === 412 ? 'honoured' : isDone(again) ? 'ignored' : undefined, again);
  },

  'rule-put-without-etag': async (probe) => {
    const path = `alertRules/${probe.newRuleId()}`;
    const body = scheduledRule(probe);
    const first = await probe.sentinel('PUT', path, { body });
    if (!isDone(first)) return unclear('the rule is refused at first', first);
    const again = await probe.sentinel('PUT', path, { body });
    return found(isDone(again) ? 'accepted' : again.status === 409 ? 'conflict' : undefined, again);
  },

  'sub-technique-in-techniques': refusal(
    tactics(['Persistence'], 'T1098'),
    tactics(['Persistence'], 'T1098.003'),
    { accepted: 'accepted', refused: 'refused' },
  ),

  'suppression-shorter-than-frequency': refusal(
    { suppressionEnabled: true, suppressionDuration: 'PT1H' },
    { suppressionEnabled: true, suppressionDuration: 'PT5M' },
    { accepted: 'accepted', refused: 'refused' },
  ),

  'technique-needs-tactic': async (probe) => {
    const every = ['DefenseEvasion', 'InitialAccess', 'Persistence', 'PrivilegeEscalation'];
    const fine = await putNew(probe, scheduledRule(probe, tactics(every)));
    if (!isDone(fine)) return unclear('a technique with all its tactics is refused', fine);
    const none = await putNew(probe, scheduledRule(probe, tactics(['Discovery'])));
    const one = await putNew(probe, scheduledRule(probe, tactics(['Persistence'])));
    const saw = `without a tactic of its own ${words(none)}; with one of several ${words(one)}`;
    if (isDone(none)) return { answer: 'not-checked', saw };
    return { answer: isDone(one) ? 'any' : one.status === 400 ? 'all' : undefined, saw };
  },

  'unknown-properties': async (probe) => {
    const reply = await putNew(probe, scheduledRule(probe, { sentinelSyncProbe: 'x' }));
    if (reply.status === 400) return found('refused', reply);
    if (!isDone(reply)) return unclear('neither taken nor refused', reply);
    return found(reply.body?.properties?.sentinelSyncProbe === undefined ? 'dropped' : 'kept', reply);
  },

  'unknown-rule-code': async (probe) => {
    const reply = await probe.sentinel('GET', `alertRules/${probe.newRuleId()}`);
    const { code } = reply;
    return found(code === 'NotFound' || code === 'ResourceNotFound' ? code : undefined, reply);
  },
} satisfies { readonly [Id in keyof Variants]?: Ask<Variants[Id]> };
